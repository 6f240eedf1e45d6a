import { shortRelease } from '../../../../src/facts/release.ts';
import { freePort } from '../../../harness/index.ts';
import type { Orchestrator } from '../../../stage/orchestrator.ts';
import { FROM_THE_START, pause, watchWorker } from '../../../stage/watch.ts';
import { SOON_MS } from '../../behaviors/stage.ts';
import { startAgain } from '../run-again.ts';
import type { Values } from '../run-again.ts';
import type { Scene } from '../scene.ts';
import { shownToken } from '../shown.ts';
import type { SceneStage } from '../stage.ts';

/** While nobody is enrolled with the token. */
const UNBOUND = ['wrong-secret.json', 'unknown-token-name.json', 'wrong-path'].map((name) => `errors/${name}`);
const AWAY = 'errors/orchestrator-not-running.json';
/** While its machine is enrolled and connected. */
const BOUND = [
  'same-machine-twice-at-once.json',
  'second-machine-while-first-connected',
  'second-machine-while-first-connected.json',
].map((name) => `errors/${name}`);
const FLEET = 'errors/enrollment-allowance-exhausted';

const PAIRS = [
  ['p2-20260705.162356', 'p2-20260611.195256'],
  ['p2-20260705.162356', 'p3-20260706.191652.json'],
  ['p2-20260705.162356', 'p4-20260706.194109'],
  ['p2-20260705.162356', 'p4-20260706.194109.json'],
  ['p2-20260705.162356', 'p4-20260822.011157.json'],
  ['p3-20260706.191652', 'p2-20260611.195256'],
  ['p3-20260706.191652', 'p2-20260611.195256.json'],
  ['p3-20260706.191652', 'p2-20260705.162356.json'],
  ['p3-20260706.191652', 'p4-20260706.194109'],
  ['p3-20260706.191652', 'p4-20260706.194109.json'],
  ['p3-20260706.191652', 'p4-20260822.011157.json'],
  ['p4-20260822.011157', 'p2-20260611.195256'],
  ['p4-20260822.011157', 'p2-20260611.195256.json'],
  ['p4-20260822.011157', 'p2-20260705.162356.json'],
  ['p4-20260822.011157', 'p3-20260706.191652.json'],
  ['p4-20260822.011157', 'p4-20260706.194109'],
].map(([orchestrator, worker]) => `errors/protocol.orchestrator-${orchestrator}.worker-${worker}`);

/** How long the orchestrator may take to log what a worker did. */
const SETTLE_MS = 1_000;

/** Workers that are refused, each in its own way. */
export const refusedWorkers: Scene = {
  title: 'Workers with wrong tokens, from other machines and to wrong addresses are refused.',
  makes: [...UNBOUND, AWAY, ...BOUND, FLEET],
  async play(stage) {
    const at = await stage.behaviors.orchestrator();
    const unbound = valuesFor('alpha', await at.mint('alpha'));
    for (const id of UNBOUND) {
      await watchRefusal(stage, at, id, { values: unbound });
    }
    const away = await freePort();
    const nobody = { ...unbound, '127.0.0.1:9091': `127.0.0.1:${away}` };
    await watchRefusal(stage, at, AWAY, { values: nobody, ports: [away] });

    const other = await stage.behaviors.orchestrator();
    const token = await other.mint('alpha');
    await other.enroll(token, { machine: 'mA' });
    for (const id of BOUND) {
      await watchRefusal(stage, other, id, { values: valuesFor('alpha', token) });
    }
    if (stage.has(FLEET)) {
      const fleet = await other.mint('fleet', '1h', '--max-enrollments', '2');
      await other.enroll(fleet, { machine: 'f1' });
      await other.enroll(fleet, { machine: 'f2' });
      await watchRefusal(stage, other, FLEET, { values: valuesFor('fleet', fleet) });
    }
  },
};

/** Workers of other releases, which are given with `--other-swamp`. */
export const otherReleases: Scene = {
  title: 'Workers of other releases meet the orchestrator.',
  makes: PAIRS,
  async play(stage) {
    const at = await stage.behaviors.orchestrator();
    const tokens = new Map<string, string>();
    for (const id of PAIRS.filter((pair) => stage.has(pair))) {
      const release = /\.worker-p\d+-(\d+\.\d+)/.exec(id)![1]!;
      const swamp = stage.behaviors.context.otherSwamps.find((other) => shortRelease(other.release) === release);
      if (swamp === undefined) {
        stage.cannotMake(id, `it needs --other-swamp with the release ${release}`);
        continue;
      }
      const name = /--token (\S+)\./.exec(stage.recording(id).processes[0]!.command)![1]!;
      const token = tokens.get(name) ?? (await at.mint(name));
      tokens.set(name, token);
      await watchRefusal(stage, at, id, { values: valuesFor(name, token), swamp });
    }
  },
};

function valuesFor(name: string, token: string): Values {
  return { [shownToken(name)]: token };
}

interface Refusal {
  /** The token and addresses of now, by what the recording shows for them. */
  readonly values: Values;
  /** Ports that the recording shows from 9091 on. */
  readonly ports?: readonly number[];
  /** Another program than the one that is verified. */
  readonly swamp?: { readonly path: string };
}

/** Starts the worker of a recording, and stops it when its reaction is clear and it does not end by itself. */
async function watchRefusal(
  stage: SceneStage,
  at: Orchestrator,
  id: string,
  { values, ports, swamp }: Refusal,
): Promise<void> {
  if (!stage.has(id)) {
    return;
  }
  const log = at.logMark();
  const recorded = stage.recording(id).processes[0]!;
  const worker = await startAgain(stage.behaviors, at, recorded, values, swamp);
  await watchWorker(worker.process, FROM_THE_START, SOON_MS);
  const stopped = worker.process.finished() === undefined;
  if (stopped) {
    await worker.process.stop('SIGTERM');
  }
  await pause(SETTLE_MS);
  const seen = { ...worker, ...(stopped && { signal: 'SIGTERM' as const }) };
  stage.take({ id, at, ports, processes: [seen, ...at.processesSince(log)] });
}
