import { enrollWorkers, homeOf, runThere, telling, wordsOf } from '../places.ts';
import type { Scenario } from '../scenario.ts';

const ENTRY = 'steps#labels-inside-task-are-dropped';

/** Placement is written inside `task` and then beside it. */
export const labelsInTask: Scenario = {
  title: 'A step has its labels inside `task`, and then beside it.',
  async play(stage) {
    const at = await stage.orchestrator();
    await enrollWorkers(at, { alpha: ['--label', 'region=eu'] });
    const { task, ...step } = telling(at, 'work') as { task: Record<string, unknown> };
    const inside = await runThere(at, 'inside', {
      jobs: [{ name: 'main', steps: [{ ...step, task: { ...task, labels: { region: 'eu' } } }] }],
    });
    const validated = await at.run('workflow', 'validate', 'inside');
    const dropped = inside.exitCode === 0 && inside.places.join() === homeOf(at) && validated.exitCode === 0;
    const seen = `${wordsOf(inside)}; workflow validate exited with ${validated.exitCode}`;
    stage.saw(ENTRY, dropped, seen);
    stage.saw('placement-inside-task-places-nothing', dropped, seen);
    const beside = await runThere(at, 'beside', {
      jobs: [{ name: 'main', steps: [{ ...step, task, labels: { region: 'eu' } }] }],
    });
    stage.wentRound(ENTRY, beside.places.join() === 'alpha', wordsOf(beside));
    stage.saw('labels-place-a-step', beside.places.join() === 'alpha', wordsOf(beside));
  },
};
