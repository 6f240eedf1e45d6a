import { busyWorker } from '../busy-worker.ts';
import type { Scenario } from '../scenario.ts';

/** The orchestrator is killed, and its records are looked at. */
export const serveKilled: Scenario = {
  title: 'The orchestrator is killed while a worker is busy, and the workers are listed.',
  async play(stage) {
    const { at } = await busyWorker(stage, { seconds: 30 });
    await at.process.stop('SIGKILL');
    const { stdout } = await at.operate('worker', 'list', '--json');
    const stale = /"(?:busy|idle)"/.test(stdout) && stdout.includes('"alpha"');
    stage.saw(
      'what-is-shown#worker-list-shows-records-not-the-live-pool',
      stale,
      `worker list ${stale ? 'still shows' : 'does not show'} the worker as connected`,
    );
  },
};
