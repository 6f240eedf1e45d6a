import { existsSync, readdirSync, rmSync } from 'node:fs';
import { addExtension, modelSource, MODELS, writeFiles } from '../extension.ts';
import type { RunningProcess } from '../../../harness/index.ts';
import { printedBy, SOON_MS, textIn } from '../stage.ts';
import type { BehaviorStage } from '../stage.ts';
import type { Scenario } from '../scenario.ts';
import { addSteps, methodTask } from '../workflow.ts';
import type { Orchestrator } from '../../../stage/orchestrator.ts';

const VAULTS = 'steps#a-manifest-in-the-root-sends-the-vaults-to-workers';
const STALE = 'steps#a-changed-file-of-an-extension-does-not-arrive';
const TYPE = '@example/reader';
const FOLDER = `${MODELS}/reader`;

/** Reads a file of its extension. */
const READER = modelSource(
  TYPE,
  '{ file: z.string() }',
  `
const text = await Deno.readTextFile(context.extensionFile("template.txt")).catch(() => "nothing");
await Deno.writeTextFile(args.file, text.trim());
return {};
`,
);

const manifest = (model: string): string =>
  `manifestVersion: 1\nname: "${TYPE}"\nversion: "2026.06.01.1"\nmodels:\n  - ${model}\n`;

/** Where the manifest of an extension stands, and what of its files arrives on a worker. */
export const extensionFiles: Scenario = {
  title: 'An extension has its manifest in a folder of its own and its file changes; another has it in the root.',
  async play(stage) {
    const own = await run(stage, {
      [`${FOLDER}/reader.ts`]: READER,
      [`${FOLDER}/manifest.yaml`]: manifest('reader.ts'),
      [`${FOLDER}/template.txt`]: 'first',
    });
    stage.wentRound(
      VAULTS,
      own.secrets === 0 && own.read === 'first',
      `in a folder of its own ${own.secrets} secret files arrived`,
    );
    writeFiles(own.at, { [`${FOLDER}/template.txt`]: 'second' });
    const stale = await read(own.at);
    stage.saw(STALE, stale === 'first', `after the file had changed, the step read '${stale}'`);
    // Before 20260706.015952 a running worker does not fetch again what is deleted beneath it.
    await own.worker.stop('SIGTERM', SOON_MS);
    rmSync(own.at.scratch.path('m1', 'bundles'), { recursive: true, force: true });
    await own.at.enroll(own.token, { machine: 'm1' });
    const fresh = await read(own.at);
    stage.wentRound(STALE, fresh === 'second', `after bundles was deleted, the step read '${fresh}'`);

    const root = await run(stage, {
      [`${FOLDER}/reader.ts`]: READER,
      'manifest.yaml': manifest(`${FOLDER}/reader.ts`),
    });
    const seen = `with the manifest in the root ${root.secrets} files of vaults arrived on the worker`;
    stage.saw(VAULTS, root.secrets > 0, seen);
    stage.saw('manifest-in-the-root-sends-the-vaults', root.secrets > 0, seen);
  },
};

interface Ran {
  readonly at: Orchestrator;
  readonly token: string;
  readonly worker: RunningProcess;
  /** What the step read. */
  readonly read: string;
  /** How many files of vaults arrived. */
  readonly secrets: number;
}

async function run(stage: BehaviorStage, files: Readonly<Record<string, string>>): Promise<Ran> {
  const at = await stage.orchestrator();
  await at.operate('vault', 'put', 'local', 'key', 'correct-horse');
  await addExtension(at, files);
  const token = await at.mint('alpha');
  const worker = await at.enroll(token, { machine: 'm1' });
  addSteps(at, 'look', {
    work: { target: 'alpha', task: methodTask(TYPE, 'reader', 'work', { file: at.scratch.path('read') }) },
  });
  return { at, token, worker, read: await read(at), secrets: secretFiles(at.scratch.path('m1', 'bundles')) };
}

async function read(at: Orchestrator): Promise<string> {
  rmSync(at.scratch.path('read'), { force: true });
  const run = await at.runWorkflow('look');
  return textIn(at.scratch.path('read')) || printedBy(run).slice(-160);
}

function secretFiles(folder: string): number {
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\/(?:\.key|[^/]+\.enc)$/.test(file))
        .length
    : 0;
}
