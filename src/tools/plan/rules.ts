import type { ProtocolReleases } from '../../facts/standing.ts';
import type { Release, ReleaseSpan } from '../../facts/release.ts';
import type { WorkflowPart } from '../../facts/schema/workflow-file.ts';

/**
 * What the planner knows of all releases: data, so that it can travel to a page as JSON. {@link buildPlanRules} makes it
 * from the facts.
 */
export interface PlanRules {
  /** Newest first; only released ones. */
  readonly protocols: readonly [PlanProtocol, ...PlanProtocol[]];
  /** Every known release, oldest first. */
  readonly releases: readonly Release[];
  /** Messages of the program that a plan quotes, by id, each text with its releases. */
  readonly messages: Readonly<Record<string, readonly DatedText[]>>;
  /** Keys of workflow files, of all releases. */
  readonly workflowParts: readonly WorkflowPart[];
  /** Seconds that a placed step waits by default. */
  readonly queueLimits: readonly (ReleaseSpan & { readonly seconds: number })[];
}

export interface PlanProtocol extends ProtocolReleases {
  readonly number: number;
  /** Where its pages start, without the site's base: `/protocol-4`. */
  readonly docs: string;
}

export interface DatedText extends ReleaseSpan {
  readonly text: string;
}
