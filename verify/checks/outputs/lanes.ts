import { setTimeout as pause } from 'node:timers/promises';
import type { VerifyContext } from '../../check.ts';
import { freePort } from '../../harness/index.ts';
import { EXAMPLE_MODELS, EXAMPLE_WORKFLOWS } from './example-workflows.ts';
import { Laboratory, START_TIMEOUT_MS, tokenIn } from './laboratory.ts';
import type { Style } from './laboratory.ts';
import { printedBy } from './sample.ts';
import type { Sample } from './sample.ts';
import { cancelling, reloading, serveEvents } from './scenarios/events.ts';
import { Lives } from './scenarios/lives.ts';
import { runsOfEveryKind, runsThroughServer, runsWithoutServer } from './scenarios/runs.ts';
import {
  emptyRepository,
  expiredTokens,
  minting,
  refusedMinting,
  revoking,
  tokensThroughServer,
} from './scenarios/tokens.ts';
import { busyWorker, idleWorker, killedWorker, probes, refusedStarts, waitingStep } from './scenarios/workers.ts';

/** A story of one repository; several are told side by side. */
export interface Lane {
  readonly name: string;
  tell(context: VerifyContext): AsyncGenerator<Sample>;
}

/** The shortest lifetime of a token, and a moment more. */
const ONE_MINUTE_MS = 61_000;

/** Tokens, workers and runs, in the order in which an operator meets them. */
const operatorsDay: Lane = {
  name: 'tokens, workers and runs',
  async *tell(context) {
    const laboratory = await Laboratory.open(context);
    await laboratory.setUp('init');
    yield* emptyRepository(laboratory);
    await laboratory.setUp('vault', 'create', 'local_encryption', 'local');
    await addExamples(laboratory);

    let token = '';
    for await (const sample of minting(laboratory)) {
      token ||= tokenIn(printedBy(sample.process).stdout, 'worker token create');
      yield sample;
    }
    yield* refusedMinting(laboratory);
    yield* revoking(laboratory);
    yield* refusedStarts(laboratory);

    const serve = await laboratory.serve('log');
    yield* tokensThroughServer(laboratory);
    await laboratory.mint('shortunused', '1m');
    const short = await laboratory.mint('shortenrolled', '1m');
    // What follows up to the runs shows these two tokens before their minute is over.
    const mintedAt = Date.now();
    yield await laboratory.ask({
      id: 'token-list-unused',
      title: 'The tokens are listed before a worker used one',
      note: '`shortunused` and `shortenrolled` have a lifetime of one minute, which is not over yet.',
      command: 'worker token list',
      logArgs: [],
    });
    const shortWorker = await laboratory.connect(['--token', short, '--json']);
    await shortWorker.stop('SIGTERM');
    const worker = await laboratory.connect([
      ...['--token', token, '--cache-dir', laboratory.scratch.path('cache')],
      ...['--label', 'region=us-east', '--label', 'tier=build', '--json'],
    ]);
    yield* idleWorker(laboratory);
    yield* probes(laboratory);
    yield* runsThroughServer(laboratory);
    yield* runsWithoutServer(laboratory, await freePort());
    yield* runsOfEveryKind(laboratory);
    const long = await laboratory.startRun('sleeping', '--json');
    await worker.waitFor('"stepName":"wait"', START_TIMEOUT_MS);
    yield* busyWorker(laboratory);
    yield* waitingStep(laboratory);
    await long.waitForExit(START_TIMEOUT_MS);
    await worker.stop('SIGKILL');
    await pause(2000);
    yield* killedWorker(laboratory);
    laboratory.record({
      id: 'log/serve',
      title: "The orchestrator's own output over a whole session, ended with SIGINT.",
      processes: [
        { terminal: 'orchestrator', directory: 'repository', process: await serve.stop('SIGINT'), signal: 'SIGINT' },
      ],
    });

    await pause(Math.max(0, mintedAt + ONE_MINUTE_MS - Date.now()));
    yield* expiredTokens(laboratory);
    laboratory.scratch.remove();
  },
};

/** What a worker prints from its start to its end, for each cause of an end. */
function workersLives(style: Style): Lane {
  return {
    name: `lives of a worker (${style})`,
    async *tell(context) {
      const laboratory = await Laboratory.open(context);
      await laboratory.setUp('init');
      await laboratory.setUp('vault', 'create', 'local_encryption', 'local');
      await addExamples(laboratory);
      const token = await laboratory.mint(`life${style}`);
      const lives = new Lives(laboratory, token, style, await laboratory.serve(style));
      yield* lives.wholeLife();
      if (laboratory.has('worker connect', '--max-dispatches', '--idle-timeout')) {
        yield* lives.maxDispatches();
        yield* lives.idleTimeout();
      }
      yield* lives.sigintWhileIdle();
      yield* lives.noReconnect();
      if (style === 'json') {
        yield* lives.nothingListens(`ws://127.0.0.1:${await freePort()}`);
      }
      laboratory.scratch.remove();
    },
  };
}

/** What an orchestrator prints of schedules and webhooks, and ways to cancel a run. */
const orchestratorsEvents: Lane = {
  name: 'events of the orchestrator',
  async *tell(context) {
    const laboratory = await Laboratory.open(context);
    await laboratory.setUp('init');
    await addModels(laboratory, ['quick', 'slow', 'broken', 'hooked', 'unhooked', 'long']);
    laboratory.addWorkflow({ name: 'hooked', steps: [{ name: 'work', model: 'hooked', run: 'true' }] });
    laboratory.addWorkflow({ name: 'unhooked', steps: [{ name: 'work', model: 'unhooked', run: 'exit 3' }] });
    laboratory.addWorkflow({ name: 'long', steps: [{ name: 'work', model: 'long', run: 'sleep 30' }] });
    const steps = ['one', 'two', 'three', 'four'].map((name) => ({ name, model: 'long', run: 'sleep 2' }));
    laboratory.addWorkflow({ name: 'stepwise', steps });
    const hotReload = laboratory.has('serve', '--hot-reload') ? ['--hot-reload'] : [];
    const reloadable = await laboratory.serve('json', ...hotReload);
    yield* reloading(laboratory);
    await reloadable.stop('SIGKILL');
    yield* cancelling(laboratory, () => laboratory.serve('json'));

    yield* serveEvents(laboratory);
    laboratory.scratch.remove();
  },
};

/** Every lane; what a worker prints for people is only of use for a recording. */
export function lanesFor(context: VerifyContext): readonly Lane[] {
  const recordedOnly = context.recorder === undefined ? [] : [workersLives('log')];
  return [operatorsDay, workersLives('json'), orchestratorsEvents, ...recordedOnly];
}

/** Before an orchestrator is started: one that runs reports every file that comes. */
async function addExamples(laboratory: Laboratory): Promise<void> {
  await addModels(laboratory, EXAMPLE_MODELS);
  for (const workflow of EXAMPLE_WORKFLOWS) {
    laboratory.addWorkflow(workflow);
  }
}

async function addModels(laboratory: Laboratory, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await laboratory.setUp('model', 'create', 'command/shell', name);
  }
}
