import { predecessorOf } from './changes.ts';
import type { DatedFact } from './dated-facts.ts';
import { compareReleases, isInSpan } from './release.ts';
import type { Release } from './release.ts';

/** When, within a protocol, a thing became what it is at the end. */
export interface Arrival {
  /** First release in which it differs from what it was before; absent when that is the protocol's first. */
  readonly since?: Release | undefined;
  /** First release in which it is as at the end, when it took several steps to get there. */
  readonly completed?: Release | undefined;
}

/**
 * Tells when a thing came, or became what it is, from all the forms that it had within a protocol.
 * The last rewording of a fact says nothing about that: what counts is the first form that is there,
 * or is otherwise.
 *
 * @param last - the form that holds at the end of the protocol.
 * @param forms - all forms within the protocol, `last` among them.
 * @param releases - all releases, oldest first.
 * @param isStillBefore - true for a form that is still what the older protocol had.
 * @param isAlready - true for a form that is already what it is at the end.
 */
export function arrivalOf(
  last: DatedFact,
  forms: readonly DatedFact[],
  releases: readonly Release[],
  {
    loose,
    isStillBefore,
    isAlready,
  }: {
    readonly loose: boolean;
    readonly isStillBefore: (form: DatedFact) => boolean;
    readonly isAlready: (form: DatedFact) => boolean;
  },
): Arrival {
  const chain = chainOf(last, forms, releases, loose);
  const since = chain.find((form) => !isStillBefore(form))!.span.since;
  const completed = chain[chain.findLastIndex((form) => !isAlready(form)) + 1]!.span.since;
  return completed === since ? { since } : { since, completed };
}

/** First release in which a thing is gone that a protocol had at its start; absent when it never had it. */
export function goneSince(forms: readonly DatedFact[], releases: readonly Release[]): Release | undefined {
  const ends = forms.flatMap(({ span }) => span.until ?? []).sort(compareReleases);
  return ends.length === 0 ? undefined : releases[releases.indexOf(ends.at(-1)!) + 1];
}

/**
 * Facts that only together say what a thing does, as one fact for each stretch of releases in which
 * the same ones hold.
 *
 * @param within - all releases of the protocol, oldest first.
 * @param together - makes one fact of those that hold at the same time.
 */
export function stretchesOfFacts(
  facts: readonly DatedFact[],
  within: readonly Release[],
  together: (held: readonly DatedFact[]) => DatedFact,
): DatedFact[] {
  const begins = within.filter(
    (release, position) =>
      position === 0 ||
      facts.some(
        ({ span }) => span.since === release || (span.until !== undefined && span.until === within[position - 1]),
      ),
  );
  return begins.flatMap((begin, position) => {
    const held = facts.filter(({ span }) => isInSpan(begin, span));
    const next = begins[position + 1];
    const span = {
      since: position === 0 ? undefined : begin,
      until: next === undefined ? undefined : within[within.indexOf(next) - 1],
    };
    return held.length === 0 ? [] : [{ ...together(held), span }];
  });
}

/** The forms that follow each other without a gap and end with the last one, oldest first. */
function chainOf(
  last: DatedFact,
  forms: readonly DatedFact[],
  releases: readonly Release[],
  loose: boolean,
): DatedFact[] {
  const chain = [last];
  for (;;) {
    const { since } = chain[0]!.span;
    const candidates = forms.filter(
      ({ span }) =>
        since !== undefined && span.until !== undefined && releases[releases.indexOf(span.until) + 1] === since,
    );
    const before = predecessorOf(chain[0]!, candidates, loose);
    if (before === undefined) {
      return chain;
    }
    chain.unshift(before);
  }
}
