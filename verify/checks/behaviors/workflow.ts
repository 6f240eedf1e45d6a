import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import type { Orchestrator } from '../../stage/orchestrator.ts';

/** A step or a job as it stands in a file. */
type Written = Readonly<Record<string, unknown>>;

/** A task that runs a shell command; each model instance has a lock of its own. */
export function shell(run: string, modelName = 'work', inputs: Written = {}): { readonly task: Written } {
  return { task: methodTask('command/shell', modelName, 'execute', { run, ...inputs }) };
}

/** A task that runs any method of a model. */
export function methodTask(modelType: string, modelName: string, methodName: string, inputs: Written): Written {
  return { type: 'model_method', modelType, modelName, methodName, inputs };
}

/** A task that runs a method of a model that the repository has. */
export function methodOf(modelIdOrName: string, methodName: string, inputs: Written): { readonly task: Written } {
  return { task: { type: 'model_method', modelIdOrName, methodName, inputs } };
}

/** Writes a workflow of one job whose steps do not wait for each other. */
export function addSteps(
  at: Orchestrator,
  name: string,
  steps: Readonly<Record<string, Written>>,
  job: Written = {},
): void {
  const named = Object.entries(steps).map(([step, rest]) => ({ name: step, ...rest }));
  addWorkflow(at, name, { jobs: [{ name: 'main', ...job, steps: named }] });
}

/**
 * Writes a workflow file into the repository of an orchestrator. Its name has the id: releases before 20260809.004828
 * notice no other file while they run.
 */
export function addWorkflow(at: Orchestrator, name: string, workflow: Written): void {
  const folder = path.join(at.scratch.repository, 'workflows');
  const id = randomUUID();
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `workflow-${id}.yaml`), stringify({ id, name, ...workflow, version: 1 }));
}
