import { printedBy } from '../stage.ts';
import type { Scenario } from '../scenario.ts';

const ENTRY = 'connections#worker-token-create---server-finds-one-vault-too-many';

/** A token is minted through the orchestrator of a repository with one vault. */
export const severalVaults: Scenario = {
  title: 'A token is minted through an orchestrator whose repository has one vault, without and with `--vault`.',
  async play(stage) {
    const at = await stage.orchestrator();
    const args = ['worker', 'token', 'create', 'alpha', '--duration', '1h', '--server', at.url];
    const without = await at.runAsClient(...args);
    const refused = without.exitCode === 1 && /Multiple vaults are configured/.test(printedBy(without));
    stage.saw(
      ENTRY,
      refused,
      `without --vault it exited with ${without.exitCode}: ${printedBy(without).trim().slice(0, 160)}`,
    );
    const given = await at.runAsClient(...args, '--vault', 'local');
    stage.wentRound(ENTRY, given.exitCode === 0, `with --vault it exited with ${given.exitCode}`);
  },
};
