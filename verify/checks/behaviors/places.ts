import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Orchestrator } from '../../stage/orchestrator.ts';
import { linesIn, printedBy } from './stage.ts';
import { addWorkflow, shell } from './workflow.ts';

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

/** A step that writes down where it runs, on a model of its own. */
export function telling(
  at: Orchestrator,
  name: string,
  placement: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return { name, ...placement, ...shell(`basename "$PWD" >> ${placesFile(at)}`, `on-${name}`) };
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
  rmSync(placesFile(at), { force: true });
  addWorkflow(at, name, workflow);
  const run = await at.runWorkflow(name);
  return { exitCode: run.exitCode, printed: printedBy(run), places: linesIn(placesFile(at)) };
}

/** Older releases do not show at the client what a step prints. */
function placesFile(at: Orchestrator): string {
  return at.scratch.path('places');
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
