import { isMap, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Node, YAMLMap } from 'yaml';
import { isInSpan } from '../../facts/release.ts';
import { standingOf } from '../../facts/standing.ts';
import { requirementWords, sortPool } from './matching.ts';
import type { Requirement } from './matching.ts';
import type { FieldInForce, Level, Outcome, Plan, PlannedStep } from './plan.ts';
import { PLACEMENT_FIELDS } from './plan.ts';
import type { PlanRequest } from './request.ts';
import type { PlanRules } from './rules.ts';

/**
 * Says where each step of a workflow will run.
 *
 * @param rules - what is known of all releases, from `buildPlanRules`.
 */
export function planWorkflow(request: PlanRequest, rules: PlanRules): Plan {
  const { release, files } = request;
  const protocol = protocolOf(request, rules);
  const lines = new LineCounter();
  const document = parseDocument(files[0].text, { lineCounter: lines });
  const lineOf = (node: Node | null | undefined): number => lines.linePos(node?.range?.[0] ?? 0).line;
  const root = document.contents;
  if (document.errors.length > 0 || !isMap(root)) {
    return {
      release,
      protocol,
      verdict: 'unreadable',
      steps: [],
      refusals: [
        {
          message: document.errors[0]?.message ?? 'The file is no workflow: it has no keys.',
          advice: 'Correct the YAML.',
          when: 'file',
        },
      ],
      notes: [],
    };
  }
  const workflow = textAt(root, 'name');
  const steps: PlannedStep[] = [];
  for (const job of mapsAt(root, 'jobs')) {
    for (const step of mapsAt(job, 'steps')) {
      const levels: [Level, YAMLMap][] = [
        ['step', step],
        ['job', job],
        ['workflow', root],
      ];
      const fields = PLACEMENT_FIELDS.flatMap((field): FieldInForce[] => {
        const set = levels.flatMap(([level, map]) =>
          map.has(field)
            ? [
                {
                  level,
                  value: (map.toJSON() as Record<string, unknown>)[field],
                  place: { file: 0, line: lineOf(map.get(field, true) as Node) },
                },
              ]
            : [],
        );
        const [first, ...replaces] = set;
        return first === undefined ? [] : [{ field, ...first, replaces }];
      });
      steps.push({
        id: `${textAt(job, 'name')}/${textAt(step, 'name')}`,
        workflow,
        job: textAt(job, 'name'),
        step: textAt(step, 'name'),
        nestedIn: [],
        task: 'model_method',
        place: { file: 0, line: lineOf(step) },
        fields,
        outcome: outcomeOf(Object.fromEntries(fields.map(({ field, value }) => [field, value])), request, rules),
        notes: [],
        wave: 0,
      });
    }
  }
  return {
    release,
    protocol,
    verdict: steps.every(({ outcome }) => outcome.kind !== 'waits') ? 'placed' : 'trouble',
    workflow,
    steps,
    refusals: [],
    notes: [],
  };
}

function protocolOf({ release }: PlanRequest, { protocols, releases }: PlanRules): number {
  const standing = standingOf({ protocols, tags: new Set(releases) }, release);
  return standing.kind === 'before-remote-execution' ? 0 : standing.protocol.number;
}

function textAt(map: YAMLMap, key: string): string {
  return String(map.get(key) ?? '');
}

function mapsAt(map: YAMLMap, key: string): YAMLMap[] {
  const value = map.get(key);
  return isSeq(value) ? value.items.filter(isMap) : [];
}

function outcomeOf(
  requirement: Requirement & { queueTimeout?: number },
  request: PlanRequest,
  rules: PlanRules,
): Outcome {
  const { target, labels = {}, platform } = requirement;
  if (target === undefined && platform === undefined && Object.keys(labels).length === 0) {
    return { kind: 'orchestrator', because: 'no-placement', probablyNotMeant: false };
  }
  const words = requirementWords(requirement);
  if (request.pool === undefined) {
    return { kind: 'any-worker', requirement: words };
  }
  const { candidates, others } = sortPool(request.pool.workers, requirement);
  const [first, second] = candidates;
  if (first !== undefined) {
    return {
      kind: 'worker',
      worker: first.worker.name,
      requirement: words,
      decidedBy:
        second === undefined ? 'only-candidate' : first.freeSlots > second.freeSlots ? 'most-free-slots' : 'first-name',
      candidates,
      others,
      waitsForSlotOf: [],
    };
  }
  const textOf = (id: string): string | undefined =>
    rules.messages[id]?.find((text) => isInSpan(request.release, text))?.text.replace('{requirement}', words);
  return {
    kind: 'waits',
    requirement: words,
    for: others.some(({ lacks }) => lacks.every(({ kind }) => kind === 'slot')) ? 'slot' : 'worker',
    workers: others,
    seconds: requirement.queueTimeout ?? rules.queueLimits.find((limit) => isInSpan(request.release, limit))?.seconds,
    limitFrom: requirement.queueTimeout === undefined ? 'default' : 'step',
    waitingLine: textOf('step-queued'),
    finalLine: textOf('queue-timeout'),
    help: [],
  };
}
