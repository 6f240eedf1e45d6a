import { endsWithin, SOON_MS, until } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import { busyWorker, canceledStatus, latestRun, recordedStatus } from '../busy-worker.ts';

const ENTRY = 'orchestrator#ctrl-c-does-not-cancel-a-run';
const STEP_SECONDS = 15;

/** The client of a run receives SIGINT during its step. */
export const clientStopped: Scenario = {
  title: 'The client of a run receives SIGINT during a placed step.',
  async play(stage) {
    const { at, worker, client, enrolledMark, marked } = await busyWorker(stage, {
      seconds: STEP_SECONDS,
      workflow: 'wf',
      says: 'first',
    });
    const mark = at.logMark();
    const ended = await client.stop('SIGINT', SOON_MS);
    const wentOn = await marked(2, (STEP_SECONDS + 20) * 1000);
    await until(async () => (await recordedStatus(at, 'wf')) !== 'running');
    const status = await recordedStatus(at, 'wf');
    const seen = `the step ${wentOn ? 'ran to its end' : 'was stopped'}, and the run is recorded as ${status}`;
    const untrue = wentOn && status === 'succeeded' && /Run was cancelled/.test(ended.stderr + ended.stdout);
    stage.saw(ENTRY, untrue, seen);
    stage.saw('client-stop-leaves-run', wentOn && status === 'succeeded', seen);
    // A worker stops its step since the release that has `workflow cancel`.
    const isStepStopped = stage.has('workflow cancel', '--run');
    stage.saw('client-stop-cancels-run', wentOn !== isStepStopped && status === canceledStatus(stage), seen);
    stage.record({
      id: 'failure/cancel.ctrl-c-once',
      title: 'The client of a run receives SIGINT during a placed step.',
      note: `This happens at the begin of a step of ${STEP_SECONDS} seconds.`,
      at,
      processes: [
        { terminal: 'client', directory: 'elsewhere', process: ended, signal: 'SIGINT' },
        { terminal: 'worker', directory: 'elsewhere', process: worker, since: enrolledMark },
        ...at.processesSince(mark),
      ],
    });
    if (stage.has('workflow cancel', '--server')) {
      await at.startClient('workflow', 'run', 'wf', '--server', at.url);
      await marked(3);
      const { runId = '' } = await latestRun(at, 'wf');
      await at.runAsClient('workflow', 'cancel', '--run', runId, '--server', at.url);
      const canceled = await until(async () => (await recordedStatus(at, 'wf')) === 'cancelled', 2 * SOON_MS);
      const after = canceled ? 'canceled by its id' : 'the run was not canceled by its id';
      stage.wentRound(ENTRY, canceled && !(await endsWithin(worker, 0)), after);
    }
  },
};
