import { addExtension, modelSource, MODELS } from '../extension.ts';
import { linesIn, printedBy } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import { addSteps, methodTask } from '../workflow.ts';

const REFUSED = 'steps#secrets-asked-for-at-run-time-are-refused';
const ANY = 'steps#steps-can-read-every-secret';
const CLEAR = 'steps#log-lines-files-and-errors-of-a-method-are-not-masked';
const TYPE = '@example/asker';
const NAMED = 'named-horse';
const OTHER = 'other-horse';

/** Asks for a secret that its step names, for another one, logs its argument, and fails with it where it is told to. */
const ASKER = modelSource(
  TYPE,
  '{ secret: z.string(), file: z.string(), fails: z.boolean().default(false) }',
  `
const ask = (key) => context.vaultService.get("local", key).catch((error) => "refused: " + error.message);
await Deno.writeTextFile(args.file, (await ask("named")) + "\\n" + (await ask("other")) + "\\n" + args.secret);
context.logger.info("argument " + args.secret);
if (args.fails) throw new Error("failure " + args.secret);
return {};
`,
);

/** A method on a worker asks for secrets, and logs one that it was given. */
export const methodSecrets: Scenario = {
  title: 'A method on a worker asks for two secrets at run time, and logs the one that it got as an argument.',
  async play(stage) {
    const at = await stage.orchestrator();
    await at.operate('vault', 'put', 'local', 'named', NAMED);
    await at.operate('vault', 'put', 'local', 'other', OTHER);
    await addExtension(at, { [`${MODELS}/asker.ts`]: ASKER });
    await at.enroll(await at.mint('alpha'), { machine: 'm1' });
    const file = at.scratch.path('answers');
    const inputs = { file, secret: "${{ vault.get('local', 'named') }}" };
    addSteps(at, 'ask', { work: { target: 'alpha', task: methodTask(TYPE, 'asker', 'work', inputs) } });
    const failing = methodTask(TYPE, 'asker', 'work', { ...inputs, fails: true });
    addSteps(at, 'fail', { work: { target: 'alpha', task: failing } });
    const printed = printedBy(await at.runWorkflow('ask'));
    const [named = '', other = '', argument] = linesIn(file);
    const answers = [named, other];
    const seen = `the answers were: ${answers.join(' | ')}`;
    const refused = answers.every((answer) => answer.startsWith('refused: '));
    stage.saw(REFUSED, refused, seen);
    stage.saw('method-gets-no-secret-at-run-time', refused, seen);
    stage.saw(ANY, answers.join() === [NAMED, OTHER].join(), seen);
    stage.saw('method-gets-any-secret', answers.join() === [NAMED, OTHER].join(), seen);
    const clear = printed.includes(`argument ${NAMED}`);
    const logged = `the argument was logged ${clear ? 'in clear' : `as ${/argument (.*)/.exec(printed)?.[1]}`}`;
    stage.saw('log-of-a-method-is-not-masked', clear, logged);
    const failed = printedBy(await at.runWorkflow('fail'));
    const isTold = failed.includes(`failure ${NAMED}`);
    const error = `the text of the error was shown ${isTold ? 'in clear' : `as ${/failure (.*)/.exec(failed)?.[1]}`}`;
    stage.saw('error-of-a-method-is-not-masked', isTold, error);
    stage.saw(CLEAR, isTold, error);
    stage.wentRound(REFUSED, argument === NAMED, 'the method got the secret as an argument');
  },
};
