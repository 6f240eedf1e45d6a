import { endsWithin, printedBy, SOON_MS, until } from '../stage.ts';
import type { BehaviorStage } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import { busyWorker, latestRun, recordedStatus } from '../busy-worker.ts';
import type { BusyWorker } from '../busy-worker.ts';

const ENTRY = 'orchestrator#workflow-cancel-in-the-repository-kills-the-orchestrator';

/** A run of the orchestrator is canceled in the repository, without `--server`; then by the way that spares it. */
export const cancelInRepository: Scenario = {
  title: 'A run of the orchestrator is canceled in the repository, then another one by asking the orchestrator.',
  async play(stage) {
    const { at } = await busyWorker(stage, { seconds: 60 });
    const cancel = await at.run('workflow', 'cancel', 'slow');
    const ended = await endsWithin(at.process, SOON_MS);
    const seen = `the command printed '${printedBy(cancel).trim().slice(0, 200)}', and serve ${ended ? 'ended' : 'went on'}`;
    stage.saw(ENTRY, ended, seen);
    stage.saw('cancel-in-repository-ends-serve', ended, seen);

    if (stage.has('workflow cancel', '--server')) {
      await byServer(stage);
    } else {
      await byClient(stage);
    }
  },
};

async function byServer(stage: BehaviorStage): Promise<void> {
  const busy = await busyWorker(stage, { seconds: 60 });
  const { at, client } = busy;
  const { runId = '' } = await latestRun(at, 'slow');
  const cancel = await at.runAsClient('workflow', 'cancel', '--run', runId, '--server', at.url);
  await endsWithin(client, SOON_MS);
  const { holds, seen } = await outcomeOf(busy);
  const whole = `${seen}; the command exited with ${cancel.exitCode}`;
  stage.wentRound(ENTRY, holds && cancel.exitCode === 0, whole);
  stage.saw('cancel-by-server-spares-serve', holds && cancel.exitCode === 0, whole);
}

async function byClient(stage: BehaviorStage): Promise<void> {
  const busy = await busyWorker(stage, { seconds: 60 });
  await busy.client.stop('SIGINT', SOON_MS);
  const { holds, seen } = await outcomeOf(busy);
  stage.wentRound(ENTRY, holds, seen);
}

async function outcomeOf({ at, worker, marks }: BusyWorker): Promise<{ holds: boolean; seen: string }> {
  // An older release reports the end of a canceled run when its step has ended.
  await until(async () => (await recordedStatus(at, 'slow')) !== 'running', 2 * SOON_MS);
  const lives = at.process.finished() === undefined && worker.finished() === undefined;
  const { status } = await latestRun(at, 'slow');
  return {
    holds: lives && status === 'cancelled' && !marks().includes('ended'),
    seen: `serve and worker ${lives ? 'live' : 'do not both live'}, the run is recorded as ${status}`,
  };
}
