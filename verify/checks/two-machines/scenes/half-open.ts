import type { RunningProcess } from '../../../harness/index.ts';
import type { ProcessToRecord } from '../../../record/recorder.ts';
import { typedCommand } from '../../../record/normalized.ts';
import { ENROLLED } from '../../../stage/orchestrator.ts';
import { FROM_THE_START, pause } from '../../../stage/watch.ts';
import { START_TIMEOUT_MS } from '../laboratory.ts';
import type { TwoMachineLaboratory, Variables } from '../laboratory.ts';
import { ORCHESTRATOR_NAME } from '../machines.ts';
import { PROXIES, PROXY_PORT } from '../proxies.ts';
import type { Played, Scene } from '../scene.ts';
import { Timeline } from '../timeline.ts';
import { FORWARD, openLocalForward, SSH, THROUGH_TUNNEL } from './ssh.ts';
import { ON_LOOPBACK } from './worker-scene.ts';

const URL = `wss://${ORCHESTRATOR_NAME}:${PROXY_PORT}`;

const NOTE =
  'The network is cut by dropping all packets. The lines of all processes stand together, each with the seconds since the begin of the observation.';

/** How long everything is looked at before the network is cut: idle, and with a step that runs. */
const BEFORE_IDLE_MS = 2_000;
const BEFORE_STEP_MS = 4_000;

/** How long everything is looked at after the worker is back, or what it did is over. */
const AFTER_MS = 4_000;

/** A worker that is not told looks after its connection within ten minutes. */
const NOTICES_WITHIN_S = 660;

/** How long a cut must be that the orchestrator notices: it does after half a minute. */
const NOTICED_CUT_S = 60;

/** How long the network stays away at most when nobody heals it. */
const NEVER_S = 1_200;

const SLACK_MS = 900_000;

/** A worker behind a proxy whose network is cut. */
interface Observed {
  readonly laboratory: TwoMachineLaboratory;
  readonly timeline: Timeline;
  readonly worker: RunningProcess;
  /** Commands as they were typed. */
  readonly typed: string[];
}

/** Plays on a worker that is enrolled through a proxy, and records what all processes print. */
function halfOpen(
  { id, title, timeoutS, protocols }: { id: string; title: string; timeoutS: number; protocols?: readonly number[] },
  play: (observed: Observed) => Promise<void>,
): Scene {
  return {
    id: `half-open/${id}`,
    title: () => title,
    note: NOTE,
    needs: ['nginx'],
    ...(protocols && { protocols }),
    timeoutMs: timeoutS * 1000 + SLACK_MS,
    play: async (laboratory) => {
      const serve = await laboratory.startServe([]);
      await laboratory.startProxy(PROXIES.unlimited);
      const env: Variables = { DENO_CERT: laboratory.certificate('ca.pem') };
      const worker = await laboratory.startWorker(URL, { env });
      await worker.waitFor(ENROLLED, START_TIMEOUT_MS);
      await pause(500);
      const timeline = new Timeline();
      try {
        timeline.follow('serve', serve, serve.mark());
        timeline.follow('worker', worker, worker.mark());
        const typed = [
          serve.command,
          typedCommand({ terminal: 'worker', directory: 'elsewhere', process: worker, env }),
        ];
        await play({ laboratory, timeline, worker, typed });
        return playedIn(timeline, typed);
      } finally {
        timeline.stop();
      }
    },
  };
}

function playedIn(timeline: Timeline, typed: readonly string[]): Played {
  const text = timeline.end();
  const process = { command: typed.join('\n'), stdout: () => text, stderr: () => '', finished: () => undefined };
  const recorded: ProcessToRecord = { terminal: 'operator', directory: 'repository', process };
  return { processes: [recorded] };
}

async function cut({ laboratory, timeline }: Observed): Promise<void> {
  await laboratory.machines.cut();
  timeline.tell('packets dropped in both directions');
}

async function heal({ laboratory, timeline }: Observed, seconds: number): Promise<void> {
  await laboratory.machines.heal();
  timeline.tell(`network healed after ${seconds} s`);
}

/** Waits until the worker is enrolled again or has ended. */
async function untilBack({ worker }: Observed, since = worker.mark(), withinS = NOTICES_WITHIN_S): Promise<void> {
  await Promise.race([worker.waitFor(ENROLLED, withinS * 1000, since).catch(() => undefined), worker.exited]);
}

function idle(seconds: number, protocols?: readonly number[]): Scene {
  const noticed = seconds >= NOTICED_CUT_S;
  const about = {
    id: `idle-${seconds}s`,
    title: `An idle worker loses the network for ${seconds} seconds.`,
    timeoutS: NOTICES_WITHIN_S,
    ...(protocols && { protocols }),
  };
  return halfOpen(about, async (observed) => {
    const { timeline, worker } = observed;
    await pause(BEFORE_IDLE_MS);
    const since = worker.mark();
    await cut(observed);
    await pause(seconds * 1000);
    await heal(observed, seconds);
    // A short cut is over before anybody noticed: a worker that does not come back within this time never went.
    await (noticed ? untilBack(observed, since) : pause(7 * AFTER_MS));
    await pause(noticed ? AFTER_MS : 0);
    timeline.tell('end of the observation');
  });
}

const neverHealed = halfOpen(
  { id: 'idle-never-healed', title: 'An idle worker loses the network for good.', timeoutS: NEVER_S },
  async (observed) => {
    const { timeline, worker } = observed;
    await pause(BEFORE_IDLE_MS);
    await cut(observed);
    const cutAt = timeline.seconds();
    await Promise.race([worker.exited, pause(NEVER_S * 1000)]);
    const since = worker.mark();
    await heal(observed, Math.round(timeline.seconds() - cutAt));
    await untilBack(observed, since, 60);
    await pause(AFTER_MS);
    timeline.tell('end of the observation');
  },
);

/** The network goes while a step of 25 seconds runs. */
function stepCut(kind: 'no-write' | 'written', seconds: number): Scene {
  const workflow = kind === 'written' ? 'slowrec' : 'slownone';
  const what = kind === 'written' ? 'has written a record' : 'has written nothing';
  const about = {
    id: `step-${kind}-${seconds}s`,
    title: `The network is cut for ${seconds} seconds during a step that ${what}.`,
    timeoutS: NOTICES_WITHIN_S,
  };
  return halfOpen(about, async (observed) => {
    const { laboratory, timeline, worker, typed } = observed;
    const args = ['workflow', 'run', workflow, '--server', ON_LOOPBACK];
    const client = await laboratory.start(args, { on: 'orchestrator' });
    timeline.follow('client', client);
    typed.push(client.command);
    await worker.waitFor(new RegExp(`▶ Dispatch .*${workflow}`), START_TIMEOUT_MS);
    await pause(BEFORE_STEP_MS);
    await cut(observed);
    await pause(seconds * 1000);
    await heal(observed, seconds);
    await client.waitForExit(NOTICES_WITHIN_S * 1000);
    await pause(AFTER_MS);
    timeline.tell('end of the observation');
  });
}

/** ssh notices a dead network by itself; who operates it starts it again, and the worker if it has ended. */
const behindTunnel: Scene = {
  id: 'half-open/ssh-tunnel-idle-60s',
  title: () => 'An idle worker behind an SSH tunnel loses the network for 60 seconds.',
  note: NOTE,
  needs: SSH,
  protocols: [2, 4],
  timeoutMs: SLACK_MS,
  play: async (laboratory) => {
    const serve = await laboratory.startServe([]);
    const tunnel = await openLocalForward(laboratory);
    const worker = await laboratory.startWorker(THROUGH_TUNNEL);
    await worker.waitFor(ENROLLED, START_TIMEOUT_MS);
    await pause(500);
    const timeline = new Timeline();
    try {
      timeline.follow('serve', serve, serve.mark());
      timeline.follow('ssh', tunnel.process);
      timeline.follow('worker', worker, worker.mark());
      const observed = { laboratory, timeline, worker, typed: [serve.command, tunnel.command, worker.command] };
      await pause(BEFORE_IDLE_MS);
      await cut(observed);
      await pause(NOTICED_CUT_S * 1000);
      await heal(observed, NOTICED_CUT_S);
      const since = worker.mark();
      const again = await laboratory.openTunnel('worker', ['-L', FORWARD]);
      timeline.follow('ssh', again.process);
      timeline.tell('ssh started again');
      await bringBack(observed, since);
      await pause(3 * AFTER_MS);
      const run = await laboratory.runWorkflow('two', ON_LOOPBACK);
      timeline.tell(`a run afterwards: exit ${run.exitCode}`);
      return playedIn(timeline, observed.typed);
    } finally {
      timeline.stop();
    }
  },
};

async function bringBack(
  { laboratory, timeline, worker }: Observed,
  since: { stdout: number; stderr: number },
): Promise<void> {
  if (worker.finished() === undefined) {
    await worker.waitFor(ENROLLED, START_TIMEOUT_MS, since);
    return;
  }
  await pause(3 * AFTER_MS);
  const second = await laboratory.startWorker(THROUGH_TUNNEL);
  timeline.tell('worker started again');
  timeline.follow('worker2', second, FROM_THE_START);
  await second.waitFor(ENROLLED, START_TIMEOUT_MS);
}

/** The longest first, so that the others run meanwhile. */
export const HALF_OPEN_SCENES: readonly Scene[] = [
  neverHealed,
  idle(180, [2, 4]),
  idle(90),
  behindTunnel,
  stepCut('no-write', 90),
  stepCut('written', 90),
  stepCut('no-write', 20),
  stepCut('written', 20),
  idle(20),
];
