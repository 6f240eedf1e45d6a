import { setTimeout as pause } from 'node:timers/promises';
import { START_TIMEOUT_MS } from '../laboratory.ts';
import type { Laboratory } from '../laboratory.ts';
import type { RunningProcess } from '../../../harness/index.ts';
import type { Sample } from '../sample.ts';

const LIST = 'worker list';
const VERIFY = 'worker verify';
const QUEUE = 'worker queue';

/** A worker that cannot be started as it was asked to. */
export async function* refusedStarts(laboratory: Laboratory): AsyncGenerator<Sample> {
  const url = laboratory.url;
  const starts: readonly (readonly [
    id: string,
    title: string,
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ])[] = [
    ['no-url', 'A worker is started without an address', ['--token', 'a.b']],
    ['no-token', 'A worker is started without a token', [url]],
    ['bad-label', 'A worker is started with a label that has no value', [url, '--token', 'a.b', '--label', 'novalue']],
    [
      'env-vars-wrong-label',
      'A worker is started from environment variables, with a label that has no value',
      [],
      { SWAMP_ORCHESTRATOR_URL: url, SWAMP_WORKER_TOKEN: 'a.b', SWAMP_WORKER_LABELS: 'novalue' },
    ],
  ];
  for (const [id, title, args, env] of starts) {
    yield await laboratory.ask({
      id: `worker-connect-${id}`,
      title,
      command: 'worker connect',
      args,
      logArgs: args,
      elsewhere: true,
      refused: true,
      ...(env === undefined ? {} : { env }),
    });
  }
}

/** Lists while the worker `alpha` is connected and has nothing to do. */
export async function* idleWorker(laboratory: Laboratory): AsyncGenerator<Sample> {
  yield await laboratory.ask({
    id: 'token-list-enrolled',
    title: 'The tokens are listed after a worker enrolled with `alpha`',
    command: 'worker token list',
    logArgs: [],
  });
  yield await laboratory.ask({
    id: 'worker-list-idle',
    title: 'The workers are listed while `alpha` is idle',
    note: '`shortenrolled` was stopped some seconds before.',
    command: LIST,
    logArgs: [],
  });
  if (laboratory.has(LIST, '--all')) {
    yield await laboratory.ask({
      id: 'worker-list-all-idle',
      title: 'All workers are listed, one of them idle',
      command: LIST,
      args: ['--all'],
      logArgs: ['--all'],
    });
  }
  yield* listedThroughServer(laboratory, 'worker-list-server', 'The workers are listed through the orchestrator');
}

/** Lists while a step of `alpha` runs. */
export async function* busyWorker(laboratory: Laboratory): AsyncGenerator<Sample> {
  yield await laboratory.ask({
    id: 'worker-list-busy',
    title: 'The workers are listed while `alpha` runs a step',
    command: LIST,
    logArgs: [],
  });
  yield* listedThroughServer(
    laboratory,
    'worker-list-busy-server',
    'The workers are listed through the orchestrator while `alpha` runs a step',
  );
}

/** Lists after `alpha` was killed. */
export async function* killedWorker(laboratory: Laboratory): AsyncGenerator<Sample> {
  yield await laboratory.ask({
    id: 'worker-list-disconnected',
    title: 'The workers are listed two seconds after `alpha` was killed',
    note: 'The grace window of `alpha` is not over.',
    command: LIST,
    logArgs: [],
  });
  if (laboratory.has(LIST, '--all')) {
    yield await laboratory.ask({
      id: 'worker-list-disconnected-all',
      title: 'All workers are listed, also the disconnected ones',
      command: LIST,
      args: ['--all'],
      logArgs: ['--all'],
    });
  }
  yield* listedThroughServer(
    laboratory,
    'worker-list-disconnected-server',
    'The workers are listed through the orchestrator two seconds after `alpha` was killed',
  );
}

async function* listedThroughServer(laboratory: Laboratory, id: string, title: string): AsyncGenerator<Sample> {
  if (laboratory.has(LIST, '--server')) {
    const args = ['--server', laboratory.url];
    yield await laboratory.ask({ id, title, command: LIST, args, logArgs: args, elsewhere: true });
  }
}

/** Probes of connected workers; needs the worker `alpha`. */
export async function* probes(laboratory: Laboratory): AsyncGenerator<Sample> {
  if (!laboratory.has(VERIFY)) {
    return;
  }
  const server = ['--server', laboratory.url];
  const questions: readonly (readonly [id: string, title: string, args: readonly string[]])[] = [
    ['worker-verify', 'All connected workers are probed', server],
    ['worker-verify-one', 'One worker is probed by name', ['alpha', ...server]],
    ['worker-verify-unknown', 'A worker that does not exist is probed', ['nosuch', ...server]],
    [
      'worker-verify-label-no-match',
      'The workers with a label that none has are probed',
      ['--label', 'gpu=true', ...server],
    ],
  ];
  for (const [id, title, args] of questions) {
    yield await laboratory.ask({ id, title, command: VERIFY, args, logArgs: args, elsewhere: true });
  }
  yield await laboratory.ask({
    id: 'worker-verify-no-server',
    title: 'The workers are probed without `--server`',
    command: VERIFY,
    logArgs: [],
    elsewhere: true,
    refused: true,
  });
}

/** The queue while a step waits for a worker that is not there. */
export async function* waitingStep(laboratory: Laboratory): AsyncGenerator<Sample> {
  if (!laboratory.has(QUEUE)) {
    return;
  }
  const run = await laboratory.startRun('queued', '--json');
  await untilQueued(laboratory, run);
  yield await laboratory.ask({
    id: 'worker-queue-one-queued',
    title: 'The queue is listed while a step waits',
    note: 'The step has `labels: {gpu: "true"}` and `queueTimeout: 14`, and no worker matches.',
    command: QUEUE,
    logArgs: [],
  });
  const server = ['--server', laboratory.url];
  yield await laboratory.ask({
    id: 'worker-queue-one-queued-server',
    title: 'The queue is listed through the orchestrator while a step waits',
    command: QUEUE,
    args: server,
    logArgs: server,
    elsewhere: true,
  });
  const title = 'A placed step waits for a worker until its queue timeout is over';
  const process = await run.waitForExit(START_TIMEOUT_MS);
  yield { command: 'workflow run', title, prints: 'output', exitCode: 1, process };
  if (laboratory.records) {
    const plain = await laboratory.startRun('queued');
    await plain.waitForExit(START_TIMEOUT_MS);
    laboratory.record({
      id: 'log/workflow-run-server-queue-timeout',
      title: `${title}.`,
      processes: [{ terminal: 'client', directory: 'elsewhere', process: plain }],
    });
  }
}

async function untilQueued(laboratory: Laboratory, run: RunningProcess): Promise<void> {
  for (let tries = 0; tries < 10; tries += 1) {
    const { stdout } = await laboratory.setUp(...QUEUE.split(' '), '--json');
    if (stdout.includes('"queueId"')) {
      return;
    }
    await pause(200);
  }
  throw new Error(`'${run.command}' did not make its step wait in the queue.`);
}
