import { printedBy } from '../stage.ts';
import type { Scenario } from '../scenario.ts';

const ENTRY = 'workers#a-token-name-cannot-be-used-again';

/** The name of a revoked token is used again. */
export const tokenNameTaken: Scenario = {
  title: 'The name of a revoked token is minted again, and once more after its record is deleted.',
  async play(stage) {
    const at = await stage.orchestrator();
    await at.mint('rack3');
    await at.operate('worker', 'token', 'revoke', 'rack3');
    const args = ['worker', 'token', 'create', 'rack3', '--duration', '1h', '--vault', 'local'];
    const again = await at.run(...args);
    const seen = `minting again exited with ${again.exitCode}: ${printedBy(again).trim().slice(0, 200)}`;
    const taken = again.exitCode === 1 && /already exists/.test(printedBy(again));
    stage.saw(ENTRY, taken, seen);
    stage.saw('revoking-frees-no-name', taken, seen);
    await at.operate('data', 'delete', 'rack3', 'token-main', stage.since('20260720.142822') ? '--yes' : '--force');
    const free = await at.run(...args);
    stage.wentRound(ENTRY, free.exitCode === 0, `after the record was deleted, minting exited with ${free.exitCode}`);
  },
};
