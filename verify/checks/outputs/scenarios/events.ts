import { createHmac } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { START_TIMEOUT_MS } from '../laboratory.ts';
import type { Laboratory } from '../laboratory.ts';
import { lastLines } from '../../../harness/index.ts';
import type { RunningProcess } from '../../../harness/index.ts';
import type { Sample } from '../sample.ts';

const SECRET = 'scratch-secret';
const CANCEL = 'workflow cancel';

const WEBHOOKS = ['--webhook', `/hooks/good:hooked:${SECRET}`, '--webhook', `/hooks/bad:unhooked:${SECRET}`] as const;

/**
 * Makes an orchestrator print its webhook and schedule events, and stops it. Needs the workflows
 * `hooked`, which succeeds, and `unhooked`, which fails.
 */
export async function* serveEvents(laboratory: Laboratory): AsyncGenerator<Sample> {
  const serve = await laboratory.serve('json', ...WEBHOOKS);
  // While a step runs in the orchestrator's own process, its events go to standard error, marked.
  const said = (kind: string, about = ''): Promise<string> =>
    serve.waitFor(new RegExp(`^(?:\\[log\\] )?\\{"kind":"${kind}".*${about}`, 'm'), START_TIMEOUT_MS);

  await post(laboratory, '/hooks/good', SECRET);
  await said('webhook_completed');
  await post(laboratory, '/hooks/good', 'another secret');
  await said('webhook_rejected');
  // The first releases call a run completed also when it failed.
  await post(laboratory, '/hooks/bad', SECRET);
  await said('webhook_(?:failed|completed)', '/hooks/bad');

  addScheduledWorkflows(laboratory);
  await said('schedule_registered');
  await said('schedule_fired');
  await said('schedule_completed', 'tick');
  await said('schedule_(?:failed|completed)', 'bad');
  // The first release lets a step that no worker can take fail at once, so that nothing is skipped.
  if (laboratory.has('worker queue')) {
    await said('schedule_skipped');
  }
  // A changed file is read again: without a schedule it is unregistered.
  laboratory.addWorkflow({ name: 'tick', steps: [{ name: 'work', model: 'quick', run: 'true' }] });
  await said('schedule_unregistered', 'tick');
  yield {
    command: 'serve',
    title: 'An orchestrator runs workflows by webhook and by schedule, and is stopped',
    prints: 'output',
    exitCode: 0,
    process: await serve.stop('SIGTERM', START_TIMEOUT_MS),
  };
}

function addScheduledWorkflows(laboratory: Laboratory): void {
  const placement = { labels: { gpu: 'true' }, queueTimeout: 4 };
  laboratory.addWorkflow({
    name: 'tick',
    schedule: '*/3 * * * * *',
    steps: [{ name: 'work', model: 'quick', run: 'true' }],
  });
  laboratory.addWorkflow({
    name: 'bad',
    schedule: '*/3 * * * * *',
    steps: [{ name: 'work', model: 'broken', run: 'exit 3' }],
  });
  // Waits for a worker that never comes, so that it is still running when it is due again.
  laboratory.addWorkflow({
    name: 'slow',
    schedule: '* * * * * *',
    steps: [{ name: 'work', model: 'slow', run: 'true', placement }],
  });
}

async function post(laboratory: Laboratory, route: string, secret: string): Promise<void> {
  const body = '{"scratch":true}';
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  await fetch(`http://127.0.0.1:${laboratory.port}${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body,
    signal: AbortSignal.timeout(START_TIMEOUT_MS),
  });
}

/** Asks the orchestrator to reload its extensions. */
export async function* reloading(laboratory: Laboratory): AsyncGenerator<Sample> {
  if (laboratory.has('serve reload', '--server')) {
    yield await laboratory.ask({
      id: 'serve-reload-server',
      title: 'The orchestrator is asked to reload its extensions',
      command: 'serve reload',
      args: ['--server', laboratory.url],
      elsewhere: true,
    });
  }
}

/**
 * Cancels runs in each way that the release has; needs the workflows `long`, with one
 * long step, and `stepwise`, with several short ones.
 * Canceling in the repository ends the process that executes the run, and that is the orchestrator:
 * it is started anew each time.
 *
 * @param serve - starts the orchestrator.
 */
export async function* cancelling(
  laboratory: Laboratory,
  serve: () => Promise<RunningProcess>,
): AsyncGenerator<Sample> {
  if (!laboratory.has(CANCEL)) {
    return;
  }
  if (laboratory.has(CANCEL, '--server')) {
    yield* cancellingThroughServer(laboratory, serve);
  }
  for (const [id, title, ...args] of [
    ['workflow-cancel', 'A run is canceled in the repository', 'long'],
    ['workflow-cancel-all', 'All runs are canceled in the repository', '--all'],
  ] as const) {
    const orchestrator = await serve();
    await startLongRun(laboratory, 'long');
    yield await laboratory.ask({ id, title, command: CANCEL, args });
    await orchestrator.stop('SIGKILL');
  }
  yield await laboratory.ask({
    id: 'workflow-cancel-all-none',
    title: 'All runs are canceled while there is none',
    command: CANCEL,
    args: ['--all'],
  });
}

/** One run whose step goes on to its end, and one that ends between two steps. */
async function* cancellingThroughServer(
  laboratory: Laboratory,
  serve: () => Promise<RunningProcess>,
): AsyncGenerator<Sample> {
  const orchestrator = await serve();
  for (const [id, title, workflow] of [
    ['workflow-cancel-server', 'A run is canceled through the orchestrator', 'stepwise'],
    [
      'workflow-cancel-server-requested',
      'A run that does not end at once is canceled through the orchestrator',
      'long',
    ],
  ] as const) {
    const { run, runId } = await startLongRun(laboratory, workflow);
    yield await laboratory.ask({
      id,
      title,
      command: CANCEL,
      args: ['--run', runId, '--server', laboratory.url],
      elsewhere: true,
    });
    if (workflow === 'stepwise') {
      const process = await run.waitForExit(START_TIMEOUT_MS);
      yield { command: 'workflow run', title: 'A run is canceled while its client waits', prints: 'output', process };
    }
  }
  await orchestrator.stop('SIGKILL');
}

/** Starts a workflow through the orchestrator and waits until the orchestrator keeps its run. */
async function startLongRun(
  laboratory: Laboratory,
  workflow: string,
): Promise<{ readonly run: RunningProcess; readonly runId: string }> {
  const before = runIds(laboratory);
  const run = await laboratory.startRun(workflow, '--json');
  for (let tries = 0; tries < 100 && run.finished() === undefined; tries += 1) {
    const runId = runIds(laboratory).find((candidate) => !before.includes(candidate));
    if (runId !== undefined) {
      return { run, runId };
    }
    await pause(200);
  }
  throw new Error(
    `'${run.command}' left no file of its run below ${laboratory.scratch.repository}. ${lastLines({ stdout: run.stdout(), stderr: run.stderr() })}`,
  );
}

function runIds(laboratory: Laboratory): string[] {
  const folder = path.join(laboratory.scratch.repository, '.swamp');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap(
    (file) => /workflow-run-([0-9a-f-]{36})\.yaml$/.exec(file)?.[1] ?? [],
  );
}
