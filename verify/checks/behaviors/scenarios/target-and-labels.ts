import { enrollWorkers, homeOf, runThere, telling, wordsOf } from '../places.ts';
import type { Scenario } from '../scenario.ts';

/** A target stands beside labels that contradict it; a step without placement. */
export const targetAndLabels: Scenario = {
  title: 'Steps have a target beside labels of another worker, labels that one worker has in part, and no placement.',
  async play(stage) {
    const at = await stage.orchestrator();
    await enrollWorkers(at, { alpha: ['--label', 'region=eu'], beta: ['--label', 'region=us'] });
    const steps = (step: Record<string, unknown>): Record<string, unknown> => ({
      jobs: [{ name: 'main', steps: [step] }],
    });
    const both = await runThere(at, 'both', steps(telling(at, 'both', { target: 'alpha', labels: { region: 'us' } })));
    stage.saw('target-wins-over-labels', both.places.join() === 'alpha', wordsOf(both));
    const none = await runThere(at, 'none', steps(telling(at, 'none')));
    stage.saw('step-without-placement-stays-home', none.places.join() === homeOf(at), wordsOf(none));
    const part = await runThere(
      at,
      'part',
      steps(telling(at, 'part', { labels: { region: 'us', tier: 'build' }, queueTimeout: 3 })),
    );
    stage.saw('all-labels-must-match', part.exitCode === 1 && part.places.length === 0, wordsOf(part));
  },
};
