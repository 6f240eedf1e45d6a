import { SOON_MS } from '../stage.ts';
import type { BehaviorStage } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import { attemptsIn } from '../../../stage/reaction.ts';
import { FROM_THE_START, watchWorker } from '../../../stage/watch.ts';

const ENTRY = 'workers#a-word-in-a-tokens-name-decides-whether-a-worker-retries';

/** Two tokens whose worker is started twice; the name of one contains a word that workers look for. */
export const tokenNameWords: Scenario = {
  title: 'A worker is started twice, once with a token whose name contains the word `expired`.',
  async play(stage) {
    const marked = await triesOfSecondStart(stage, 'expired-box');
    const plain = await triesOfSecondStart(stage, 'box');
    stage.saw(
      ENTRY,
      marked === 1 && plain > 1,
      `the second worker tried ${marked} time(s) with the word in its name, and ${plain} time(s) without`,
    );
    stage.wentRound(ENTRY, plain > 1, `without such a word it tried ${plain} time(s)`);
  },
};

async function triesOfSecondStart(stage: BehaviorStage, name: string): Promise<number> {
  const at = await stage.orchestrator();
  const token = await at.mint(name);
  await at.enroll(token, { machine: 'm1' });
  const second = await at.startWorker(token, { machine: 'm1' });
  await watchWorker(second, FROM_THE_START, SOON_MS / 3);
  return attemptsIn(second.stdout());
}
