import { busyWorker, latestRun } from '../busy-worker.ts';
import { endsWithin, printedBy, SOON_MS } from '../stage.ts';
import type { Scenario } from '../scenario.ts';

const ENTRY = 'orchestrator#a-client-ends-when-the-orchestrator-restarts';

/** The orchestrator is killed and starts again while a client waits for its run. */
export const clientAndRestart: Scenario = {
  title: 'The orchestrator is killed and started again while a client waits for its run.',
  async play(stage) {
    const { at, client } = await busyWorker(stage, { seconds: 20 });
    await at.stop('SIGKILL');
    const ended = await endsWithin(client, SOON_MS);
    await at.start();
    const end = client.finished();
    const printed = end === undefined ? '' : printedBy(end);
    stage.saw(
      ENTRY,
      ended && end?.exitCode === 1 && printed.includes('reconnecting (1/') && !printed.includes('reconnecting (2/'),
      `the client ${ended ? `exited with ${end?.exitCode}` : 'went on'}: ${printed.trim().slice(-160)}`,
    );
    const run = await latestRun(at, 'slow');
    stage.wentRound(ENTRY, run.runId !== undefined, `history search says that the run is ${run.status}`);
  },
};
