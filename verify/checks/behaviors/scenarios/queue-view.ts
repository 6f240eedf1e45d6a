import { marking } from '../busy-worker.ts';
import { linesIn, SOON_MS, until } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import { addSteps } from '../workflow.ts';

const ENTRY = 'what-is-shown#the-queue-shows-steps-that-run';

/** A step had to wait and runs now. */
export const queueView: Scenario = {
  title: 'A step had to wait for its worker and runs now; the queue is looked at.',
  async play(stage) {
    const at = await stage.orchestrator();
    const file = at.scratch.path('marks');
    addSteps(at, 'later', { work: { target: 'alpha', ...marking(file, 30) } });
    const client = await at.startClient('workflow', 'run', 'later', '--server', at.url);
    await client.waitFor(/waiting for a? ?worker matching/i, SOON_MS);
    await at.enroll(await at.mint('alpha'), { machine: 'm1' });
    await until(() => linesIn(file).length === 1);
    const queue = await at.operate('worker', 'queue', '--json');
    const leases = await at.operate(
      'data',
      'query',
      'modelType == "swamp/step-lease" && attributes.state == "active"',
      '--json',
    );
    const running = linesIn(file).length === 1;
    const shown = queue.stdout.includes('"later"');
    stage.saw(ENTRY, running && shown, `the step runs and is ${shown ? '' : 'not '}in the queue`);
    const leased = (JSON.parse(leases.stdout) as { results: unknown[] }).results.length;
    stage.wentRound(ENTRY, leased === 1, `${leased} lease(s) are active`);
    await client.waitForExit(SOON_MS);
  },
};
