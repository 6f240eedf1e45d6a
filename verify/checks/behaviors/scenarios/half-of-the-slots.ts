import { marking } from '../busy-worker.ts';
import { linesIn, SOON_MS, until } from '../stage.ts';
import type { BehaviorStage } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import { addSteps } from '../workflow.ts';

const ENTRY = 'steps#a-worker-fills-only-half-of-its-slots';

/** Two steps come one after the other to a worker with two slots, and to one with three. */
export const halfOfTheSlots: Scenario = {
  title: 'Two steps come one after the other to a worker with two slots, and then to one with three.',
  async play(stage) {
    const two = await atTheSameTime(stage, 2);
    stage.saw(ENTRY, !two, `with two slots the second step ${two ? 'ran beside' : 'waited for'} the first`);
    const three = await atTheSameTime(stage, 3);
    stage.wentRound(ENTRY, three, `with three slots the second step ${three ? 'ran beside' : 'waited for'} the first`);
  },
};

async function atTheSameTime(stage: BehaviorStage, slots: number): Promise<boolean> {
  const at = await stage.orchestrator();
  await at.enroll(await at.mint('alpha'), { machine: 'm1', args: ['--concurrency', String(slots)] });
  const [first, second] = ['first', 'second'].map((name) => ({ name, file: at.scratch.path(`marks-${name}`) }));
  for (const { name, file } of [first!, second!]) {
    addSteps(at, name, { work: { target: 'alpha', ...marking(file, 30, name, name) } });
  }
  const runs = [await at.startClient('workflow', 'run', 'first', '--server', at.url)];
  await until(() => linesIn(first!.file).length > 0);
  runs.push(await at.startClient('workflow', 'run', 'second', '--server', at.url));
  await until(() => linesIn(second!.file).length > 0);
  const together = linesIn(first!.file).length === 1;
  await Promise.all(runs.map((run) => run.waitForExit(SOON_MS)));
  return together;
}
