import { howItEnded, lastLines } from '../../harness/index.ts';
import { START_TIMEOUT_MS } from '../../stage/orchestrator.ts';
import { pause } from '../../stage/watch.ts';
import type { RowObservation } from './observation.ts';
import type { RowStage, StagedRow } from './stage.ts';

/** How one row of the restart table is performed. */
export interface Procedure extends StagedRow {
  /** Name of its token; every procedure has its own. */
  readonly token: string;
  /** True when the orchestrator itself is stopped, so that no other row may use it meanwhile. */
  readonly ownOrchestrator?: boolean;
  perform(stage: RowStage): Promise<RowObservation>;
}

/** One machine, and another one. */
const FIRST = 'm1';
const SECOND = 'm2';

/** An orchestrator that is away for longer was not restarted quickly. */
const QUICK_MS = 5_000;

/** How long an outage lasts that is no mere restart. */
const OUTAGE_MS = 30_000;

/** Shortest lifetime that a token can have, and when it is over at the latest. */
const SHORTEST_LIFETIME = '1m';
const EXPIRY_TIMEOUT_MS = 90_000;

/** How long a worker is watched that should not notice anything. */
const UNDISTURBED_MS = 5_000;

/** How long a machine without power stays away before it starts again. */
const POWER_LOSS_MS = 1_000;

/** What the orchestrator logs when it notices that a worker is gone, and how long the whole may take. */
const LOSS_NOTICED = 'No response from ping frame';
const LOSS_NOTICED_MS = 80_000;

async function connectionIsCut(stage: RowStage): Promise<RowObservation> {
  const network = await stage.network();
  const worker = await stage.enroll({ machine: FIRST, url: network.url });
  await stage.eventBegins();
  const before = worker.mark();
  network.cut();
  return stage.see(worker, before, 'reconnects');
}

async function workerRestarts(stage: RowStage, signal: NodeJS.Signals, machine?: string): Promise<RowObservation> {
  const options = machine === undefined ? {} : { machine };
  const first = await stage.enroll(options);
  const ended = await first.stop(signal);
  if (machine === undefined) {
    stage.alsoRecord('worker', ended, signal);
  }
  await stage.eventBegins();
  return stage.startAndSee(options);
}

async function machineLosesPower(stage: RowStage): Promise<RowObservation> {
  const network = await stage.network();
  const first = await stage.enroll({ machine: FIRST, url: network.url });
  network.freeze();
  await first.stop('SIGKILL');
  await pause(POWER_LOSS_MS);
  await stage.eventBegins();
  const options = { machine: FIRST, url: network.url };
  return stage.startAndSee(options, { patient: true, timeoutMs: LOSS_NOTICED_MS, untilLogged: LOSS_NOTICED });
}

async function orchestratorRestarts(stage: RowStage): Promise<RowObservation> {
  const worker = await stage.enroll({ machine: FIRST });
  await stage.eventBegins();
  const before = worker.mark();
  const stoppedAt = performance.now();
  await stage.orchestrator.stop();
  await stage.orchestrator.start();
  const awayMs = performance.now() - stoppedAt;
  const seen = await stage.see(worker, before, 'reconnects', { patient: true });
  const tooSlow = `the orchestrator took ${Math.round(awayMs / 1000)} s to come back: this machine is too slow to show it`;
  return awayMs > QUICK_MS ? { ...seen, unfit: tooSlow } : seen;
}

async function orchestratorIsAway(stage: RowStage): Promise<RowObservation> {
  const worker = await stage.enroll({ machine: FIRST });
  await stage.eventBegins();
  const before = worker.mark();
  await stage.orchestrator.stop();
  await Promise.race([worker.exited, pause(OUTAGE_MS)]);
  await stage.orchestrator.start();
  return stage.see(worker, before, 'reconnects', { patient: true, timeoutMs: START_TIMEOUT_MS });
}

async function tokenExpires(stage: RowStage): Promise<RowObservation> {
  const worker = await stage.enroll({ machine: FIRST });
  await stage.eventBegins();
  return stage.see(worker, worker.mark(), 'reconnects', { timeoutMs: EXPIRY_TIMEOUT_MS });
}

async function tokenIsRevoked(stage: RowStage): Promise<RowObservation> {
  const { orchestrator, token } = stage;
  const workflow = `on-${token}`;
  await orchestrator.addPlacedWorkflow(workflow, token);
  const worker = await stage.enroll({ machine: FIRST });
  await stage.eventBegins();
  const before = worker.mark();
  stage.alsoRecord('operator', await orchestrator.operate('worker', 'token', 'revoke', token));
  await Promise.race([worker.exited, pause(UNDISTURBED_MS)]);
  const disturbed = worker.finished() !== undefined || /^Disconnected: /m.test(worker.outputSince(before));
  if (disturbed) {
    return stage.see(worker, before, 'reconnects');
  }
  const seen = await stage.observe(worker, before, 'stays');
  stage.alsoRecord('operator', await orchestrator.operate('worker', 'list', '--json'));
  const run = await orchestrator.runWorkflow(workflow);
  stage.alsoRecord('client', run);
  const ranThere = /^▶ Dispatch /m.test(worker.outputSince(before));
  return run.exitCode === 0 && ranThere
    ? seen
    : {
        ...seen,
        broken: {
          expected: 'a step that is placed on the worker still runs there',
          actual: `'${run.command}' ${howItEnded(run)}${ranThere ? '' : ', and the worker ran nothing'}. ${lastLines(run)}`,
        },
      };
}

async function secondMachine(stage: RowStage, first: 'connected' | 'away'): Promise<RowObservation> {
  const worker = await stage.enroll({ machine: FIRST });
  if (first === 'away') {
    await worker.stop();
  }
  await stage.eventBegins();
  return stage.startAndSee({ machine: SECOND });
}

/** Procedures by the id of their row, the long ones first so that the others run meanwhile. */
export const PROCEDURES: Readonly<Record<string, Procedure>> = {
  'token-expired': {
    token: 'alpha',
    tokenLifetime: SHORTEST_LIFETIME,
    title: 'The lifetime of a token ends while its worker is connected.',
    recording: 'errors/expiry-while-connected',
    perform: tokenExpires,
  },
  'orchestrator-down-30s': {
    token: 'beta',
    ownOrchestrator: true,
    title: 'The orchestrator is down for 30 seconds.',
    recording: 'lifecycle/a-serve-down-30s',
    perform: orchestratorIsAway,
  },
  'orchestrator-restart-quick': {
    token: 'gamma',
    ownOrchestrator: true,
    title: 'The orchestrator is stopped and starts again within a few seconds.',
    recording: 'lifecycle/a-serve-restarted-quickly',
    perform: orchestratorRestarts,
  },
  'machine-power-loss': {
    token: 'delta',
    title: 'The machine of a worker loses its power and starts again before the orchestrator has noticed.',
    recording: 'lifecycle/d-reboot.half-open-socket',
    perform: machineLosesPower,
  },
  'token-revoked': {
    token: 'epsilon',
    title: 'A token is revoked while its worker is connected.',
    recording: 'errors/revoke-while-connected.local',
    perform: tokenIsRevoked,
  },
  'socket-blip': {
    token: 'zeta',
    title: 'The connection between worker and orchestrator is cut once.',
    recording: 'lifecycle/a-socket-blip.connection-cut',
    perform: connectionIsCut,
  },
  'process-restart-same-cache-dir': {
    token: 'eta',
    title: 'A worker is stopped and starts again with the same cache directory.',
    recording: 'lifecycle/b-worker-restart-same-cache-dir',
    perform: (stage) => workerRestarts(stage, 'SIGTERM', FIRST),
  },
  'process-restart-without-cache-dir': {
    token: 'theta',
    title: 'A worker without `--cache-dir` is stopped and starts again.',
    recording: 'lifecycle/c-worker-restart-without-cache-dir',
    perform: (stage) => workerRestarts(stage, 'SIGTERM'),
  },
  'machine-reboot': {
    token: 'iota',
    title: 'A worker is killed and starts again with the same cache directory.',
    recording: 'lifecycle/d-reboot.sigkill-same-cache-dir',
    perform: (stage) => workerRestarts(stage, 'SIGKILL', FIRST),
  },
  'second-machine-while-first-connected': {
    token: 'kappa',
    title: 'A second machine uses the token of the first, which is connected.',
    recording: 'lifecycle/g-second-machine',
    terminal: 'second-worker',
    perform: (stage) => secondMachine(stage, 'connected'),
  },
  'second-machine-while-first-away': {
    token: 'lambda',
    title: 'A second machine uses the token of the first, which is away.',
    perform: (stage) => secondMachine(stage, 'away'),
  },
};
