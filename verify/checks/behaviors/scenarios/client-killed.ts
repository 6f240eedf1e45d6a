import { until } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import { busyWorker, canceledStatus, recordedStatus } from '../busy-worker.ts';

const STEP_SECONDS = 15;

/** The client of a run is killed during its step, as when its machine goes away. */
export const clientKilled: Scenario = {
  title: 'The client of a run is killed during a placed step.',
  async play(stage) {
    const { at, client, marked } = await busyWorker(stage, { seconds: STEP_SECONDS });
    await client.stop('SIGKILL');
    const wentOn = await marked(2, (STEP_SECONDS + 20) * 1000);
    await until(async () => (await recordedStatus(at, 'slow')) !== 'running');
    const status = await recordedStatus(at, 'slow');
    const seen = `the step ${wentOn ? 'ran to its end' : 'was stopped'}, and the run is recorded as ${status}`;
    stage.saw('orchestrator#a-run-ends-with-its-client', status === canceledStatus(stage), seen);
    stage.saw('run-ends-with-its-client', status === canceledStatus(stage), seen);
    stage.saw('run-outlives-its-client', wentOn && status === 'succeeded', seen);
  },
};
