import { printedBy, SOON_MS } from '../stage.ts';
import type { Scenario } from '../scenario.ts';

const ENTRY = 'workers#a-dot-in-a-tokens-name-makes-it-useless';

/** A token whose name has a dot. */
export const tokenNameDot: Scenario = {
  title: 'A token whose name has a dot is minted and used.',
  async play(stage) {
    const at = await stage.orchestrator();
    const args = ['worker', 'token', 'create', 'rack.3', '--duration', '1h', '--vault', 'local', '--json'];
    const minted = await at.run(...args);
    stage.saw(
      'token-name-with-dot-is-refused',
      minted.exitCode === 1,
      `minting exited with ${minted.exitCode}: ${printedBy(minted).trim().slice(0, 160)}`,
    );
    const token = /"(rack\.3\.[0-9a-f]{64})"/.exec(minted.stdout)?.[1];
    if (token === undefined) {
      stage.saw(ENTRY, false, 'no such token was minted');
      return;
    }
    const worker = await at.startWorker(token, { machine: 'm1' });
    const said = await worker.waitFor(/Enrollment token '[^']*' does not exist/, SOON_MS).catch(() => 'something else');
    stage.saw(ENTRY, said.includes("'rack'"), `the worker was told: ${said}`);
    await at.enroll(await at.mint('rack_3'), { machine: 'm2' });
    stage.wentRound(ENTRY, true, 'a name with an underscore admits its worker');
  },
};
