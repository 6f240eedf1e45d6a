import { endsWithin, SOON_MS } from '../stage.ts';
import type { Scenario } from '../scenario.ts';

const REFUSED = /allowance exhausted|is already bound to another machine/;

/** A second machine uses a token that the first has used. */
export const secondMachine: Scenario = {
  title: 'A second machine uses the token of a machine that is away, and then the first comes back.',
  async play(stage) {
    const at = await stage.orchestrator();
    const token = await at.mint('alpha');
    const first = await at.enroll(token, { machine: 'm1' });
    await first.stop('SIGTERM');
    const second = await at.startWorker(token, { machine: 'm2' });
    const said = await second.waitFor(REFUSED, SOON_MS).catch((error: Error) => error.message);
    await endsWithin(second, 2_000);
    await second.stop('SIGKILL');
    const again = await at.enroll(token, { machine: 'm1' });
    stage.saw(
      'token-admits-the-machine-it-is-bound-to',
      REFUSED.test(said) && again.finished() === undefined,
      `the second machine was told '${said}', and the first enrolled again`,
    );
  },
};
