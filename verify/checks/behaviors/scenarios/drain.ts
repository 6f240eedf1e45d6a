import { busyWorker } from '../busy-worker.ts';
import { endsWithin, SOON_MS } from '../stage.ts';
import type { Scenario } from '../scenario.ts';

const LOSES = 'workers#stopping-a-worker-loses-its-step';
const STEP_SECONDS = 10;

/** A worker receives SIGTERM during a step: once, and twice. */
export const drain: Scenario = {
  title: 'A worker receives SIGTERM during a step, another one receives it twice.',
  timeoutMs: 900_000,
  async play(stage) {
    const { worker, client, marks } = await busyWorker(stage, { seconds: STEP_SECONDS });
    const end = await worker.stop('SIGTERM', SOON_MS);
    const finished = marks().includes('ended');
    const seen = `the worker exited with ${end.exitCode} ${finished ? 'after' : 'before'} its step had ended`;
    stage.saw(LOSES, !finished && end.exitCode === 0, seen);
    stage.saw('sigterm-loses-the-step', !finished && end.exitCode === 0, seen);
    if (finished) {
      await endsWithin(client, SOON_MS);
      const result = client.finished()?.exitCode;
      stage.saw('sigterm-drains', end.exitCode === 0 && result === 0, `${seen}, and the run exited with ${result}`);
    }
    const twice = await busyWorker(stage, { seconds: STEP_SECONDS });
    twice.worker.signal('SIGTERM');
    const drains = await twice.worker.waitFor(/[Dd]raining/, SOON_MS).catch(() => '');
    const cut = await twice.worker.stop('SIGTERM', SOON_MS);
    const lost = !twice.marks().includes('ended');
    stage.saw(
      'second-sigterm-ends-at-once',
      drains !== '' && lost && cut.exitCode === 1,
      `after a second SIGTERM the worker exited with ${cut.exitCode} ${lost ? 'before' : 'after'} its step had ended`,
    );
    // An idle worker has nothing to finish.
    const idle = await twice.at.enroll(await twice.at.mint('beta'), { machine: 'm2' });
    stage.wentRound(LOSES, (await idle.stop('SIGTERM', SOON_MS)).exitCode === 0, 'an idle worker was stopped');
  },
};
