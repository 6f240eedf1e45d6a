import { endsWithin, SOON_MS } from '../stage.ts';
import { enrollWorkers, runThere, telling, wordsOf } from '../places.ts';
import type { Scenario } from '../scenario.ts';

const ENTRY = 'workers#serve---remote-only-admits-no-worker';

/** A worker comes to `serve --remote-only`. */
export const remoteOnly: Scenario = {
  title: 'A worker comes to `serve --remote-only`, and another one to `serve` without it.',
  async play(stage) {
    const at = await stage.orchestrator({ flags: ['--remote-only'] });
    const worker = await at.startWorker(await at.mint('alpha'), { machine: 'm1' });
    const ended = await endsWithin(worker, SOON_MS);
    const refused = ended && /has no placement but the server is running in remote-only mode/.test(worker.stdout());
    stage.saw(
      ENTRY,
      refused && worker.finished()?.exitCode === 1,
      `the worker ${ended ? `ended with ${worker.finished()?.exitCode}` : 'went on'}: ${worker.stdout().trim().slice(-200)}`,
    );
    const plain = await stage.orchestrator();
    await enrollWorkers(plain, { alpha: ['--label', 'region=eu'] });
    const run = await runThere(plain, 'placed', {
      jobs: [
        {
          name: 'main',
          steps: [
            telling(plain, 'labels', { labels: { region: 'eu' } }),
            telling(plain, 'target', { target: 'alpha' }),
          ],
        },
      ],
    });
    stage.wentRound(ENTRY, run.places.join() === 'alpha,alpha', wordsOf(run));
  },
};
