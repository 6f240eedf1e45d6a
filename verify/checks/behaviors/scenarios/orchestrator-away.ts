import { endsWithin } from '../stage.ts';
import type { Scenario } from '../scenario.ts';

const ENTRY = 'workers#a-worker-gives-up-seconds-after-the-orchestrator-went-away';

/** Longer than a worker that gives up tries. */
const WATCH_MS = 30_000;

/** The orchestrator is stopped, and its worker is watched. */
export const orchestratorAway: Scenario = {
  title: 'The orchestrator is away for half a minute; then the worker is started again.',
  async play(stage) {
    const at = await stage.orchestrator();
    const token = await at.mint('alpha');
    const worker = await at.enroll(token, { machine: 'm1' });
    await at.stop();
    const stoppedAt = performance.now();
    const ended = await endsWithin(worker, WATCH_MS);
    const seconds = (performance.now() - stoppedAt) / 1000;
    const gaveUp = ended && worker.finished()?.exitCode === 1;
    const seen = ended
      ? `the worker exited with ${worker.finished()?.exitCode} after ${seconds.toFixed(0)} s`
      : 'the worker goes on trying';
    stage.saw(ENTRY, gaveUp, seen);
    stage.saw('worker-gives-up-without-orchestrator', gaveUp, seen);
    stage.saw('worker-tries-for-ever', !ended, seen);
    await at.start();
    const back = gaveUp ? await at.enroll(token, { machine: 'm1' }) : worker;
    stage.wentRound(ENTRY, !(await endsWithin(back, 0)), 'started again, the worker enrolled');
  },
};
