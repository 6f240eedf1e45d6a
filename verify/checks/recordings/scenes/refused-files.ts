import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ProcessToRecord } from '../../../record/recorder.ts';
import type { Orchestrator } from '../../../stage/orchestrator.ts';
import { addSteps, methodOf } from '../../behaviors/workflow.ts';
import { runAgain } from '../run-again.ts';
import type { Scene } from '../scene.ts';
import type { SceneStage } from '../stage.ts';

const DRIVER_IN_WORKFLOW = 'failure/driver-field.workflow';
const DRIVER_IN_MODEL = 'failure/driver-field.model-definition';
const MISSPELT = 'failure/misspelt-placement-key';

/** Files with a field that was removed, and one with a misspelt key, are run and validated. */
export const refusedFiles: Scene = {
  title: 'Workflows and models with removed or misspelt fields are run and validated.',
  makes: [DRIVER_IN_WORKFLOW, DRIVER_IN_MODEL, MISSPELT],
  async play(stage) {
    const at = await stage.behaviors.orchestrator();
    await at.stop();
    for (const model of ['job', 'job2']) {
      await at.operate('model', 'create', 'command/shell', model);
    }
    const lables = { lables: { region: 'eu' } };
    addSteps(at, 'typo', { work: { ...lables, ...methodOf('job', 'execute', { run: 'echo ran-locally; pwd' }) } });
    await stage.replay(MISSPELT, { at });
    const work = { work: methodOf('job', 'execute', { run: 'echo x' }) };
    addSteps(at, 'w', work);
    await runWithEachFile(stage, at, DRIVER_IN_MODEL, fileOf(at, 'models', 'job2'));
    addSteps(at, 'drv', work);
    await runWithEachFile(stage, at, DRIVER_IN_WORKFLOW, fileOf(at, 'workflows', 'drv'));
  },
};

/** The file that defines a model or a workflow. */
function fileOf(at: Orchestrator, folder: string, name: string): string {
  const root = path.join(at.scratch.repository, folder);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => path.join(root, file));
  const file = files.find((candidate) => new RegExp(`^name: ${name}$`, 'm').test(readFileSync(candidate, 'utf8')));
  if (file === undefined) {
    throw new Error(`No file below ${root} has the name ${name}.`);
  }
  return file;
}

/**
 * The commands of a recording are divided among its files: those that come back begin anew with the next file. Each
 * takes the place of the present one, whose id it gets.
 */
async function runWithEachFile(stage: SceneStage, at: Orchestrator, id: string, file: string): Promise<void> {
  const { files, processes: commands } = stage.recording(id);
  const [own] = /^id: .*$/m.exec(readFileSync(file, 'utf8'))!;
  const processes: ProcessToRecord[] = [];
  let next = 0;
  for (const command of commands) {
    if (command.command === commands[0]!.command) {
      writeFileSync(file, files[next]!.content.replace(/^id: .*$/m, own));
      next += 1;
    }
    processes.push(await runAgain(stage.behaviors, at, command));
  }
  stage.take({ id, at, processes });
}
