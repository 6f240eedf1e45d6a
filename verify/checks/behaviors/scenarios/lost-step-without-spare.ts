import { busyWorker } from '../busy-worker.ts';
import { endsWithin, printedBy } from '../stage.ts';
import type { Scenario } from '../scenario.ts';

const ENTRY = 'steps#a-lost-step-fails-the-run';

/** Longer than the grace window, and than the queue limit where that is a minute. */
const AFTER_GRACE_MS = 110_000;

/** The only worker is killed during a step and stays away. */
export const lostStepWithoutSpare: Scenario = {
  title: 'The only worker is killed during a step; then the same with a queue limit of ten minutes.',
  timeoutMs: 900_000,
  async play(stage) {
    const { worker, client } = await busyWorker(stage, { seconds: 15 });
    await worker.stop('SIGKILL');
    const ended = await endsWithin(client, AFTER_GRACE_MS);
    const end = client.finished();
    const timedOut = end?.exitCode === 1 && /Timed out waiting for a worker/.test(printedBy(end));
    const seen = ended ? `the run exited with ${end?.exitCode}` : 'the run still waits after the grace window';
    stage.saw(ENTRY, timedOut, seen);
    stage.saw('lost-step-waits-for-another-worker', !ended, seen);
    if (timedOut) {
      const patient = await busyWorker(stage, { seconds: 8, serve: { flags: ['--queue-timeout', '10m'] } });
      await patient.worker.stop('SIGKILL');
      const gaveUp = await endsWithin(patient.client, AFTER_GRACE_MS);
      await patient.at.enroll(patient.token, { machine: 'm1' });
      await endsWithin(patient.client, AFTER_GRACE_MS);
      const result = patient.client.finished()?.exitCode;
      const after = `with a longer limit the run ${gaveUp ? 'ended too early' : 'waited'}, and exited with ${result} after the worker was back`;
      stage.wentRound(ENTRY, !gaveUp && result === 0, after);
    }
  },
};
