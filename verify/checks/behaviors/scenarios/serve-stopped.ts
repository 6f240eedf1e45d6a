import { endsWithin, printedBy, SOON_MS } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import { busyWorker } from '../busy-worker.ts';

const STEP_SECONDS = 12;

/** The orchestrator is stopped during a step, with SIGINT and then with SIGTERM. */
export const serveStopped: Scenario = {
  title: 'The orchestrator receives SIGINT during a placed step, then SIGTERM during another.',
  async play(stage) {
    const { at, worker, client, enrolledLog, marks } = await busyWorker(stage, { seconds: STEP_SECONDS });
    const workerMark = worker.mark();
    const ended = await at.process.stop('SIGINT', SOON_MS);
    const lost = !marks().includes('ended');
    await endsWithin(client, SOON_MS);
    const clientEnd = client.finished();
    const seen = `serve exited with ${ended.exitCode} ${lost ? 'before' : 'after'} the step ended, the client with ${clientEnd?.exitCode}`;
    stage.saw('orchestrator#ctrl-c-on-serve-does-not-wait-for-runs', lost && ended.exitCode === 130, seen);
    stage.saw('serve-sigint-loses-runs', lost && clientEnd?.exitCode === 1, seen);
    await endsWithin(worker, 20_000);
    stage.record({
      id: 'failure/serve-stopped-during-step.SIGINT',
      title: 'The orchestrator receives SIGINT while a step runs on a worker.',
      note: 'The step has written nothing. The orchestrator ends at once. A process that began earlier shows only what it printed meanwhile.',
      at,
      processes: [
        {
          terminal: 'orchestrator',
          directory: 'repository',
          process: ended,
          signal: 'SIGINT',
          since: enrolledLog.output,
        },
        { terminal: 'client', directory: 'elsewhere', process: client },
        { terminal: 'worker', directory: 'elsewhere', process: worker, since: workerMark },
      ],
    });

    const second = await busyWorker(stage, { seconds: STEP_SECONDS });
    const term = await second.at.process.stop('SIGTERM', SOON_MS);
    const waited = second.marks().includes('ended');
    await endsWithin(second.client, SOON_MS);
    const result = second.client.finished();
    const done = waited && result?.exitCode === 0 && printedBy(result).includes('begun');
    const after = `on SIGTERM serve ended ${waited ? 'after' : 'before'} the step with exit code ${term.exitCode}, the client with ${result?.exitCode}`;
    stage.wentRound('orchestrator#ctrl-c-on-serve-does-not-wait-for-runs', done, after);
    stage.saw('serve-sigterm-waits-for-runs', done, after);
    stage.saw('serve-sigterm-loses-runs', !waited, after);
    stage.saw('orchestrator#serve-does-not-wait-for-runs', lost && !waited, `${seen}; ${after}`);
  },
};
