import { addExtension, modelSource, MODELS } from '../extension.ts';
import { endsWithin, linesIn, printedBy, until } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import { addSteps, methodTask } from '../workflow.ts';

const TYPE = '@example/note-taker';

/** Stores a record, marks that it did, and takes its time. */
const NOTE_TAKER = modelSource(
  TYPE,
  '{ seconds: z.number(), file: z.string() }',
  `
const note = await context.writeResource("note", "note", { at: new Date().toISOString() });
await Deno.writeTextFile(args.file, "begun\\n", { append: true });
await new Promise((resolve) => setTimeout(resolve, args.seconds * 1000));
return { dataHandles: [note] };
`,
);

const ROOM = ['--label', 'room=workshop'];
/** Longer than the grace window. */
const AFTER_GRACE_MS = 110_000;

/** A worker is killed after its step stored a record, and another one is idle. */
export const writtenStepLost: Scenario = {
  title: 'A worker is killed during a placed step that has written a record.',
  async play(stage) {
    const at = await stage.orchestrator();
    await addExtension(at, { [`${MODELS}/note-taker.ts`]: NOTE_TAKER });
    const file = at.scratch.path('marks');
    const task = methodTask(TYPE, 'notes', 'work', { seconds: 20, file });
    addSteps(at, 'notes', { 'take-note': { labels: { room: 'workshop' }, task } });
    const worker = await at.enroll(await at.mint('alpha'), { machine: 'm1', args: ROOM });
    const spare = await at.enroll(await at.mint('beta'), { machine: 'm2', args: ROOM });
    const client = await at.startClient('workflow', 'run', 'notes', '--server', at.url);
    const begun = await until(() => linesIn(file).length === 1);
    await worker.stop('SIGKILL');
    await endsWithin(client, AFTER_GRACE_MS);
    const end = client.finished();
    const printed = end === undefined ? '' : printedBy(end);
    const failed = begun && end?.exitCode === 1 && /had written data — failing the run/.test(printed);
    const once = linesIn(file).length === 1;
    stage.saw(
      'lost-step-with-write-fails-the-run',
      failed && once,
      `the run exited with ${end?.exitCode}, and the step began ${linesIn(file).length} time(s): ${printed.trim().slice(-200)}`,
    );
    stage.record({
      id: 'failure/worker-sigkilled.resource',
      title: 'A worker is killed during a placed step that has written a record.',
      note: 'A second matching worker is idle. The run ends 60 seconds after the kill.',
      at,
      processes: [
        { terminal: 'client', directory: 'elsewhere', process: client },
        { terminal: 'worker', directory: 'elsewhere', process: worker, signal: 'SIGKILL' },
        { terminal: 'second-worker', directory: 'elsewhere', process: spare },
        ...at.processesSince({ start: 1, output: { stdout: 0, stderr: 0 } }),
      ],
    });
  },
};
