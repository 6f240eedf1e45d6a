import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import type { ReleaseSpan } from '../../facts/release.ts';
import type { WorkflowPart } from '../../facts/schema/workflow-file.ts';
import type { Protocol } from '../../facts/releases.ts';
import type { DatedText, PlanProtocol, PlanRules } from './rules.ts';

/** The messages that a plan quotes. */
const QUOTED = [
  'no-matching-worker',
  'queue-timeout',
  'step-queued',
  'lock-timeout',
  'affinity-lost',
  'no-dispatcher',
  'unknown-key',
  'placement-not-text',
  'queue-timeout-without-placement',
  'affinity-without-placement-workflow',
  'affinity-without-placement-job',
  'remote-only-no-placement',
];

/**
 * Picks what the planner needs from all facts.
 *
 * @param specs - the facts of every released protocol.
 * @param workflowParts - from `loadWorkflowFile`.
 */
export function buildPlanRules(specs: readonly ProtocolSpec[], workflowParts: readonly WorkflowPart[]): PlanRules {
  const { index } = specs[0]!;
  const protocols = index.protocols.filter(({ released }) => released).map(planProtocol);
  return {
    protocols: protocols as [PlanProtocol, ...PlanProtocol[]],
    releases: index.releases,
    messages: Object.fromEntries(QUOTED.map((id) => [id, specs.flatMap((spec) => textsOf(spec, id))])),
    workflowParts,
    queueLimits: specs.flatMap((spec) =>
      spec.timings.value
        .filter(({ id }) => id === 'queue-timeout')
        .map(({ value, ...span }) => ({ ...closed(spec.protocol, span), seconds: secondsIn(value) })),
    ),
  };
}

function planProtocol({ number, released, first, last, pathName }: Protocol): PlanProtocol {
  return { number, released, first, last, docs: `/${pathName}` };
}

function textsOf({ messages, protocol }: ProtocolSpec, id: string): DatedText[] {
  return messages
    .filter(({ value }) => value.id === id)
    .map(({ value: { text, since, until } }) => ({ ...closed(protocol, { since, until }), text }));
}

/** A span with both ends, as all protocols' facts stand in one list. */
function closed({ first, last, ended }: Protocol, { since, until }: ReleaseSpan): ReleaseSpan {
  return { since: since ?? first, until: until ?? (ended ? last : undefined) };
}

/** `60 s`, `10 minutes`. */
function secondsIn(value: string): number {
  const match = /^(\d+) (s|minutes?)$/.exec(value);
  if (match === null) {
    throw new Error(`the limit of the queue is '${value}', but the planner reads '60 s' or '10 minutes'`);
  }
  return Number(match[1]) * (match[2] === 's' ? 1 : 60);
}
