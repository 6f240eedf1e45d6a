import { compareReleases } from '../../../facts/release.ts';
import type { Release } from '../../../facts/release.ts';
import type { Outcome, Plan } from '../plan.ts';
import { planWorkflow } from '../plan-workflow.ts';
import type { PlanRequest } from '../request.ts';
import type { PlanRules } from '../rules.ts';
import { placeInWords, secondsInWords } from '../words.ts';

/** Releases that make the same of a file. */
export interface ReleaseRange {
  readonly first: Release;
  readonly last: Release;
  /** Newest first. */
  readonly protocols: readonly number[];
  /** The plan of the asked release is among these. */
  readonly isAsked: boolean;
  /** What they do otherwise than the asked release; nothing for those that do the same. */
  readonly differences: readonly string[];
}

/** More differences than these are not listed for one range. */
const MOST_LISTED = 12;

/**
 * What all known releases make of the same files, newest first. Looks closer only where the ends of a range differ, so
 * that not every release is planned.
 */
export function rangesOf(request: PlanRequest, rules: PlanRules): readonly ReleaseRange[] {
  const plans = new Map<Release, { readonly plan: Plan; readonly key: string }>();
  const planAt = (release: Release): { readonly plan: Plan; readonly key: string } => {
    const known = plans.get(release);
    if (known !== undefined) {
      return known;
    }
    const plan = planWorkflow({ ...request, release }, rules);
    const made = { plan, key: keyOf(plan) };
    plans.set(release, made);
    return made;
  };
  const asked = planAt(request.release);
  const ranges = rules.protocols.flatMap(({ number, first, last }) => {
    const releases = rules.releases.filter(
      (release) => compareReleases(first, release) <= 0 && compareReleases(release, last) <= 0,
    );
    return changesIn(releases, (release) => planAt(release).key)
      .map(([from, to]) => ({ first: from, last: to, protocol: number }))
      .reverse();
  });
  return joined(
    ranges.map(({ first, last, protocol }) => {
      const { plan, key } = planAt(last);
      return {
        first,
        last,
        protocols: [protocol],
        isAsked: compareReleases(first, request.release) <= 0 && compareReleases(request.release, last) <= 0,
        differences: key === asked.key ? [] : differencesInWords(asked.plan, plan),
      };
    }),
  );
}

/** Ranges that follow each other and read the same are one. */
function joined(ranges: readonly ReleaseRange[]): ReleaseRange[] {
  const all: ReleaseRange[] = [];
  for (const range of ranges) {
    const newer = all.at(-1);
    if (newer !== undefined && JSON.stringify(newer.differences) === JSON.stringify(range.differences)) {
      all[all.length - 1] = {
        ...newer,
        first: range.first,
        protocols: [...new Set([...newer.protocols, ...range.protocols])],
        isAsked: newer.isAsked || range.isAsked,
      };
    } else {
      all.push(range);
    }
  }
  return all;
}

/** Cuts a list of releases, oldest first, where what they do changes. */
function changesIn(releases: readonly Release[], keyAt: (release: Release) => string): [Release, Release][] {
  const starts = (low: number, high: number): number[] => {
    if (keyAt(releases[low]!) === keyAt(releases[high]!)) {
      return [];
    }
    if (high - low === 1) {
      return [high];
    }
    const middle = Math.floor((low + high) / 2);
    return [...starts(low, middle), ...starts(middle, high)];
  };
  if (releases.length === 0) {
    return [];
  }
  const first = [0, ...starts(0, releases.length - 1)];
  return first.map((start, index) => [releases[start]!, releases[(first[index + 1] ?? releases.length) - 1]!]);
}

/** What counts of a plan: the same places, waits and refusals, in whatever words the program has for them. */
function keyOf({ refusals, steps }: Plan): string {
  return JSON.stringify([
    refusals.map(({ message }) => message),
    steps.map(({ id, outcome }) => [id, keyOfOutcome(outcome)]),
  ]);
}

function keyOfOutcome(outcome: Outcome): unknown {
  switch (outcome.kind) {
    case 'worker':
      return [outcome.kind, outcome.worker];
    case 'orchestrator':
      return [outcome.kind, outcome.because];
    case 'waits':
      return [outcome.kind, outcome.for, outcome.seconds];
    case 'refused':
      return [outcome.kind, outcome.refusal.message];
    default:
      return [outcome.kind];
  }
}

function differencesInWords(here: Plan, there: Plan): string[] {
  const refused = there.refusals[0];
  if (refused !== undefined && refused.message !== here.refusals[0]?.message) {
    return [`The program refuses the file: \`${refused.message.replaceAll('`', "'")}\``];
  }
  // Of a file that is refused here no step runs: each one differs.
  const isAllowedThere = refused === undefined && here.refusals.length > 0;
  const before = new Map((isAllowedThere ? [] : here.steps).map(({ id, outcome }) => [id, outcome]));
  const steps = there.steps.flatMap(({ id, step, outcome }) => {
    const ours = before.get(id);
    before.delete(id);
    return ours !== undefined && JSON.stringify(keyOfOutcome(ours)) === JSON.stringify(keyOfOutcome(outcome))
      ? []
      : [`\`${step}\`: ${differenceInWords(outcome, ours)}`];
  });
  const missing = here.steps.filter(({ id }) => before.has(id)).map(({ step }) => `\`${step}\`: there is no such step`);
  const all = [...(isAllowedThere ? ['The program does not refuse the file.'] : []), ...steps, ...missing];
  return all.length > MOST_LISTED
    ? [...all.slice(0, MOST_LISTED), `${(all.length - MOST_LISTED).toLocaleString('en-US')} more steps differ`]
    : all;
}

function differenceInWords(there: Outcome, here: Outcome | undefined): string {
  const words = placeInWords(there);
  if (here === undefined || words !== placeInWords(here)) {
    return words;
  }
  if (there.kind === 'waits') {
    return `${words}, ${there.seconds === undefined ? 'without a limit' : `for ${secondsInWords(there.seconds)}`}`;
  }
  return there.kind === 'refused'
    ? `refused: \`${there.refusal.message.replaceAll('`', "'")}\``
    : `${words}, for another reason`;
}
