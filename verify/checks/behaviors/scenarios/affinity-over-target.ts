import { enrollWorkers, runThere, telling, wordsOf } from '../places.ts';
import type { Scenario } from '../scenario.ts';

const ENTRY = 'steps#affinity-overrides-target-and-labels';

/** Steps of an affinity group ask for another worker than the first. */
export const affinityOverTarget: Scenario = {
  title: 'Steps of an affinity group ask for other labels and for another worker than the first.',
  async play(stage) {
    const at = await stage.orchestrator();
    await enrollWorkers(at, { alpha: ['--label', 'region=eu'], beta: ['--label', 'region=us'] });
    const first = telling(at, 'a', { labels: { region: 'eu' } });
    const others = [telling(at, 'b', { labels: { region: 'us' } }), telling(at, 'c', { target: 'beta' })];
    const group = await runThere(at, 'group', {
      jobs: [{ name: 'main', affinity: true, concurrency: 1, steps: [first, ...others] }],
    });
    const overridden = group.exitCode === 0 && group.places.join() === 'alpha,alpha,alpha';
    stage.saw(ENTRY, overridden, wordsOf(group));
    stage.saw('affinity-wins-over-target-and-labels', overridden, wordsOf(group));
    const apart = await runThere(at, 'apart', {
      jobs: [
        { name: 'together', affinity: true, steps: [first] },
        { name: 'apart', dependsOn: [{ job: 'together', condition: { type: 'succeeded' } }], steps: others },
      ],
    });
    stage.wentRound(ENTRY, apart.places.join() === 'alpha,beta,beta', wordsOf(apart));
  },
};
