import path from 'node:path';
import type { Orchestrator } from '../../stage/orchestrator.ts';
import { addWorkflow, shell } from './workflow.ts';

/** A shell command that prints the name of the folder in which a step runs. */
const WHERE = 'echo "ran in $(basename "$PWD")"';

/** Enrolls workers whose folders tell where a step ran. */
export async function enrollWorkers(
  at: Orchestrator,
  workers: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  for (const [name, args] of Object.entries(workers)) {
    const cwd = at.scratch.folder(name);
    await at.enroll(await at.mint(name), { machine: `cache-${name}`, args, cwd });
  }
}

/** A step that tells where it runs, on a model of its own. */
export function telling(name: string, placement: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { name, ...placement, ...shell(WHERE, `on-${name}`) };
}

/** What a run told: its exit code, what it printed, and the folders in which its steps ran, in the order of their end. */
export interface PlacedRun {
  readonly exitCode: number | null;
  readonly printed: string;
  readonly places: readonly string[];
}

/** Writes a workflow and runs it through the orchestrator. */
export async function runThere(
  at: Orchestrator,
  name: string,
  workflow: Readonly<Record<string, unknown>>,
): Promise<PlacedRun> {
  addWorkflow(at, name, workflow);
  const { exitCode, stdout, stderr } = await at.runWorkflow(name);
  const printed = `${stdout}\n${stderr}`;
  return { exitCode, printed, places: [...printed.matchAll(/│ ran in (\S+)/g)].map(([, place]) => place!) };
}

/** Name of the folder in which steps of the orchestrator itself run. */
export function homeOf(at: Orchestrator): string {
  return path.basename(at.scratch.repository);
}

/** What a run told, in words. */
export function wordsOf({ exitCode, places, printed }: PlacedRun): string {
  return places.length > 0
    ? `exit code ${exitCode}, ran in ${places.join(', ')}`
    : `exit code ${exitCode}: ${printed.trim().slice(-200)}`;
}
