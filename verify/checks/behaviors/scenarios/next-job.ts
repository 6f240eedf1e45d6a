import { addExtension, modelSource, MODELS } from '../extension.ts';
import { marking, latestRun } from '../busy-worker.ts';
import { endsWithin, linesIn, SOON_MS, until } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import { addWorkflow, methodTask, shell } from '../workflow.ts';

const ENTRY = 'orchestrator#a-canceled-run-begins-its-next-job';
const TYPE = '@example/marker';

/** Marks that it ran, and never looks whether it shall stop. */
const MARKER = modelSource(
  TYPE,
  '{ file: z.string() }',
  `
await new Promise((resolve) => setTimeout(resolve, 2000));
await Deno.writeTextFile(args.file, "ran\\\\n", { append: true });
return {};
`,
);

/** A run is canceled whose next jobs begin after every end of the first. */
export const nextJob: Scenario = {
  title: 'A run is canceled in its first job; its later jobs may begin when the first has ended in any way.',
  async play(stage) {
    const at = await stage.orchestrator();
    await addExtension(at, { [`${MODELS}/marker.ts`]: MARKER });
    await at.enroll(await at.mint('alpha'), { machine: 'm1' });
    const file = (name: string): string => at.scratch.path(name);
    const after = (job: string): Record<string, unknown> => ({
      dependsOn: [{ job, condition: { type: 'completed' } }],
    });
    addWorkflow(at, 'jobs', {
      jobs: [
        {
          name: 'first',
          steps: [{ name: 'work', target: 'alpha', ...marking(file('first'), 30) }],
        },
        {
          name: 'here',
          ...after('first'),
          steps: [{ name: 'mark', task: methodTask(TYPE, 'marker', 'work', { file: file('here') }) }],
        },
        {
          name: 'there',
          ...after('here'),
          steps: [{ name: 'mark', target: 'alpha', ...shell(`echo ran >> ${file('there')}`, 'there') }],
        },
      ],
    });
    const client = await at.startClient('workflow', 'run', 'jobs', '--server', at.url);
    await until(() => linesIn(file('first')).length === 1);
    if (stage.has('workflow cancel', '--server')) {
      const { runId = '' } = await latestRun(at, 'jobs');
      await at.runAsClient('workflow', 'cancel', '--run', runId, '--server', at.url);
    } else {
      client.signal('SIGINT');
    }
    await endsWithin(client, SOON_MS);
    const began = await until(() => linesIn(file('here')).length > 0, SOON_MS);
    stage.saw(
      ENTRY,
      began,
      `a step without placement of the next job ${began ? 'ran to its end' : 'did not run'}: ${client.stdout().trim().slice(-700)}`,
    );
    stage.saw('next-job-begins-after-a-cancel', began, `the next job ${began ? 'ran' : 'did not run'}`);
    const there = linesIn(file('there')).length;
    stage.wentRound(ENTRY, there === 0, `a placed step of the next job ran ${there} time(s)`);
  },
};
