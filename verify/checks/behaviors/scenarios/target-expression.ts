import { enrollWorkers, runThere, telling, wordsOf } from '../places.ts';
import type { Scenario } from '../scenario.ts';

const ENTRY = 'steps#expressions-in-target-stay-as-they-are';

/** The target of a repeated step is an expression. */
export const targetExpression: Scenario = {
  title: 'The target of a repeated step is the item of its `forEach`.',
  async play(stage) {
    const at = await stage.orchestrator();
    await enrollWorkers(at, { alpha: ['--label', 'region=eu'] });
    const forEach = { item: 'host', in: '${{ ["alpha"] }}' };
    const each = telling(at, 'each', { forEach, target: '${{ self.host }}', queueTimeout: 3 });
    const run = await runThere(at, 'each', { jobs: [{ name: 'main', steps: [each] }] });
    const literal = run.exitCode === 1 && run.printed.includes('${{ self.host }}');
    stage.saw(ENTRY, literal, wordsOf(run));
    stage.saw('item-is-filled-in-in-target', run.places.join() === 'alpha', wordsOf(run));
    const labels = await runThere(at, 'labels', {
      jobs: [{ name: 'main', steps: [telling(at, 'labels', { labels: { region: 'eu' } })] }],
    });
    stage.wentRound(ENTRY, labels.places.join() === 'alpha', wordsOf(labels));
  },
};
