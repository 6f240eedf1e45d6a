import { printedBy, textIn } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import { addSteps, shell } from '../workflow.ts';

const ENTRY = 'steps#a-secret-in-a-shell-command-is-executed';

/** Harmless, and changed by every shell that reads it. */
const SECRET = 'left$((1+1))right';

/** A secret stands in the command of a shell step, and then in its variables. */
export const secretInShell: Scenario = {
  title: 'A secret stands in the command of a placed shell step, and then in a variable of it.',
  async play(stage) {
    const at = await stage.orchestrator();
    await at.operate('vault', 'put', 'local', 'key', SECRET);
    await at.enroll(await at.mint('alpha'), { machine: 'm1' });
    const secret = "${{ vault.get('local', 'key') }}";
    const length = at.scratch.path('length');
    addSteps(at, 'in-command', { work: { target: 'alpha', ...shell(`printf '%s' ${secret} > ${length}-a`, 'a') } });
    addSteps(at, 'in-variable', {
      work: { target: 'alpha', ...shell(`printf '%s' "$KEY" > ${length}-b`, 'b', { env: { KEY: secret } }) },
    });
    const command = await at.runWorkflow('in-command');
    const read = textIn(`${length}-a`);
    stage.saw(
      ENTRY,
      read === 'left2right',
      `the step exited with ${command.exitCode}, and the shell ${read === 'left2right' ? 'evaluated' : 'did not evaluate'} the secret: ${printedBy(command).trim().slice(-120)}`,
    );
    stage.saw('secret-in-command-is-read-by-the-shell', read === 'left2right', `the shell made '${read}' of it`);
    const variable = await at.runWorkflow('in-variable');
    const kept = textIn(`${length}-b`) === SECRET;
    stage.wentRound(
      ENTRY,
      kept,
      `the step exited with ${variable.exitCode}, and the variable ${kept ? 'held' : 'did not hold'} the secret unchanged`,
    );
  },
};
