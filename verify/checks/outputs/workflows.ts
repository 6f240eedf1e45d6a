import { stringify } from 'yaml';

/** A step that runs a shell command through a `command/shell` model. */
export interface ShellStep {
  readonly name: string;
  /** Name of the model; steps that run at the same time need models of their own. */
  readonly model: string;
  readonly run: string;
  /** Placement, as written in the file. */
  readonly placement?: Readonly<Record<string, unknown>>;
  readonly allowFailure?: boolean;
}

/** A workflow with a job `main` whose steps run in turn. */
export interface Workflow {
  readonly name: string;
  /** Schedule with seconds, for a workflow that starts by itself. */
  readonly schedule?: string;
  readonly steps: readonly ShellStep[];
  /** Jobs after `main`, as written in the file. */
  readonly laterJobs?: readonly Readonly<Record<string, unknown>>[];
  /** Inputs, as written in the file. */
  readonly inputs?: Readonly<Record<string, unknown>>;
}

/** Writes a workflow as the program reads it. */
export function workflowFile(workflow: Workflow, id: string): string {
  return stringify({
    id,
    name: workflow.name,
    ...(workflow.schedule === undefined ? {} : { trigger: { schedule: workflow.schedule } }),
    ...(workflow.inputs === undefined ? {} : { inputs: workflow.inputs }),
    jobs: [{ name: 'main', steps: workflow.steps.map(stepOf) }, ...(workflow.laterJobs ?? [])],
    version: 1,
  });
}

function stepOf(step: ShellStep, index: number, steps: readonly ShellStep[]): Record<string, unknown> {
  const before = steps[index - 1];
  return {
    name: step.name,
    task: { type: 'model_method', modelIdOrName: step.model, methodName: 'execute', inputs: { run: step.run } },
    ...(before === undefined ? {} : { dependsOn: [{ step: before.name, condition: { type: 'completed' } }] }),
    ...step.placement,
    ...(step.allowFailure === true ? { allowFailure: true } : {}),
  };
}
