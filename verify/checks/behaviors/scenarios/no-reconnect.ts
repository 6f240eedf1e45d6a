import { freePort } from '../../../harness/index.ts';
import type { Scenario } from '../scenario.ts';
import { SOON_MS } from '../stage.ts';

const ENTRY = 'workers#--no-reconnect-hides-a-failed-start';

/** A worker with `--no-reconnect` finds nobody, and then is refused. */
export const noReconnect: Scenario = {
  title: 'A worker with `--no-reconnect` is started where nothing listens, and then with a wrong secret.',
  async play(stage) {
    const at = await stage.orchestrator();
    const token = await at.mint('alpha');
    const args = ['--no-reconnect'];
    const nobody = `ws://127.0.0.1:${await freePort()}`;
    const failed = await (await at.startWorker(token, { machine: 'm1', url: nobody, args })).waitForExit(SOON_MS);
    stage.saw(ENTRY, failed.exitCode === 0, `where nothing listens the worker exited with ${failed.exitCode}`);
    stage.wentRound(ENTRY, !failed.stdout.includes('✓ Enrolled as'), 'it did not print that it enrolled');
    const wrong = `alpha.${'0'.repeat(64)}`;
    const refused = await (await at.startWorker(wrong, { machine: 'm1', args })).waitForExit(SOON_MS);
    stage.saw(
      'no-reconnect-tells-permanent-refusals',
      refused.exitCode === 1,
      `with a wrong secret the worker exited with ${refused.exitCode}`,
    );
  },
};
