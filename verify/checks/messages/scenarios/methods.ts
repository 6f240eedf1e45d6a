import { isInSpan } from '../../../../src/facts/release.ts';
import { addExtension, modelSource, MODELS } from '../../behaviors/extension.ts';
import { addSteps, methodTask } from '../../behaviors/workflow.ts';
import { seenAt } from '../observation.ts';
import type { Observation } from '../observation.ts';
import type { Scenario } from '../scenario.ts';
import type { MessageStage } from '../stage.ts';

const TYPE = '@verify/asker';

/** What a method on a worker asks for in vain: the message, and the call as text of the method. */
const ASKS: Readonly<Record<string, string>> = {
  // These three answer with the reason instead of failing.
  'no-run-model': 'throw new Error((await context.runModel({})).error.message);',
  'no-approve-gate': 'throw new Error((await context.approveWorkflowGate({})).error.message);',
  'no-reject-gate': 'throw new Error((await context.rejectWorkflowGate({})).error.message);',
  'not-on-remote-worker': 'await context.dataRepository.findAllGlobal();',
  'query-too-long': 'await context.queryData("true || ".repeat(1000) + "true");',
  'query-select-refused': 'await context.queryData("true", "attributes");',
  'query-infrastructure': `await context.queryData('modelType == "swamp/worker"');`,
  'capability-scope':
    'await context.dataRepository.findByName(context.modelType.constructor.create("command/shell"), context.modelId, "x");',
  'secret-not-referenced': 'await context.vaultService.get("local", "named");',
  'writer-finalized':
    'const writer = context.createFileWriter("lines", "twice"); await writer.writeText("one"); await writer.writeText("two");',
  'no-extension-files': 'await context.extensionFile("file.txt");',
};

/** What older releases let pass. */
const REFUSED_LATER: Readonly<Record<string, string>> = {
  'put-secret-empty': 'await context.vaultService.put("local", "fresh", undefined);',
};

/** A method that asks for one thing, which its argument names. */
const ASKER = modelSource(
  TYPE,
  '{ ask: z.string() }',
  `
switch (args.ask) {
  ${Object.entries({ ...ASKS, ...REFUSED_LATER })
    .map(([ask, call]) => `case "${ask}": { ${call} break; }`)
    .join('\n  ')}
}
return {};
`,
);

/** What methods of an extension ask for on a worker, and do not get. */
export const METHOD_SCENARIOS: readonly Scenario[] = [
  {
    id: 'methods ask in vain',
    title: 'Methods of an extension ask on a worker for what they do not get there.',
    shows: [],
    mentions: Object.keys(ASKS),
    provoke: (stage) => askInVain(stage, Object.keys(ASKS)),
  },
  {
    id: 'a method stores a secret without a value',
    title: 'A method of an extension stores a secret on a worker and gives no value.',
    shows: [],
    mentions: Object.keys(REFUSED_LATER),
    needs: 'secret-infrastructure',
    provoke: (stage) => askInVain(stage, Object.keys(REFUSED_LATER)),
  },
];

/** Asks for what the release refuses with a message: for the rest, older releases have not even a name. */
async function askInVain(stage: MessageStage, asks: readonly string[]): Promise<Observation> {
  const { spec, swamp } = stage.context;
  const known = new Set(
    spec.messages.filter(({ value }) => isInSpan(swamp.release, value)).map(({ value }) => value.id),
  );
  const at = await stage.anotherOrchestrator();
  await at.operate('vault', 'put', 'local', 'named', 'horse');
  await addExtension(at, { [`${MODELS}/asker.ts`]: ASKER });
  const credential = await at.mint('alpha');
  const worker = await at.enroll(credential, { machine: 'm1' });
  const steps = asks
    .filter((ask) => known.has(ask))
    .map((ask) => [
      ask,
      // Each has an instance of its own: one would wait for the lock of the other.
      { target: 'alpha', allowFailure: true, task: methodTask(TYPE, `asker-${ask}`, 'work', { ask }) },
    ]);
  addSteps(at, 'ask', Object.fromEntries(steps));
  const client = await at.runWorkflow('ask');
  return seenAt(at, client, await worker.stop());
}
