import { cachedProtocolSpec, cachedReleases } from '../../src/facts/cache.ts';
import { parseRelease } from '../../src/facts/release.ts';
import type { Release } from '../../src/facts/release.ts';
import { loadWorkflowFile } from '../../src/facts/workflow-file.ts';
import { buildPlanRules } from '../../src/tools/plan/build-rules.ts';
import type { Plan } from '../../src/tools/plan/plan.ts';
import { planWorkflow } from '../../src/tools/plan/plan-workflow.ts';
import type { PlanRequest, PoolWorker } from '../../src/tools/plan/request.ts';
import { projectRoot } from '../../scripts/lib/project-root.ts';

/** The rules of all releases, as a page gets them. */
export const planRules = buildPlanRules(
  cachedReleases(projectRoot)
    .protocols.filter(({ released }) => released)
    .map(({ number }) => cachedProtocolSpec(projectRoot, number)),
  loadWorkflowFile(projectRoot),
);

export const NEWEST = release('20260822.011157');

export function release(text: string): Release {
  return parseRelease(text)!;
}

/** A worker that is idle, on Linux, with one slot, unless it is said otherwise. */
export function worker(name: string, more: Partial<PoolWorker> = {}): PoolWorker {
  return { name, labels: {}, platform: 'linux', arch: 'x86_64', status: 'idle', capacity: 1, running: 0, ...more };
}

/** A workflow file of one job; each step is written in the flow style, without name and task. */
export function jobOf(steps: Readonly<Record<string, string>>, { job = '', workflow = '', model = '' } = {}): string {
  return [
    'id: 2f6e1a54-7c0b-4b3e-9a1d-5e0c8d7f2b61',
    'name: example',
    ...(workflow === '' ? [] : [workflow]),
    'jobs:',
    '  - name: main',
    ...(job === '' ? [] : [`    ${job}`]),
    '    steps:',
    ...Object.entries(steps).flatMap(([name, fields]) => [
      `      - name: ${name}`,
      ...(fields === '' ? [] : fields.split('\n').map((line) => `        ${line}`)),
      `        task: { type: model_method, modelIdOrName: "${model === '' ? `model-${name}` : model}", methodName: execute }`,
    ]),
  ].join('\n');
}

/** Plans one file, at the newest release unless it is said otherwise. */
export function planOf(text: string, more: Partial<PlanRequest> = {}): Plan {
  return planWorkflow({ files: [{ name: 'workflow.yaml', text }], release: NEWEST, ...more }, planRules);
}

/** Where each step of a plan goes, in short: the worker, `orchestrator`, or the kind of its outcome. */
export function placesOf({ steps }: Plan): Record<string, string> {
  return Object.fromEntries(
    steps.map(({ step, outcome }) => [
      step,
      outcome.kind === 'worker' ? outcome.worker : outcome.kind === 'waits' ? `waits for ${outcome.for}` : outcome.kind,
    ]),
  );
}
