import { described, differencesOf, mergeOwners, predecessorOf, sorted } from './changes.ts';
import type { Change } from './changes.ts';
import { familiesOf, familiesOfShapes } from './dated-facts.ts';
import type { ChangeArea, DatedFact, Family } from './dated-facts.ts';
import type { ProtocolSpec } from './protocol-spec.ts';
import { arrivalOf, goneSince, stretchesOfFacts } from './fact-history.ts';
import type { Arrival } from './fact-history.ts';
import { isInSpan } from './release.ts';
import type { Release, ReleaseSpan } from './release.ts';

/** A change between two protocols, with the releases of the newer one that brought it, when that was not its first. */
export interface ProtocolChange extends Change, Arrival {}

/**
 * What differs between the last release of one protocol and the newest of a later one, by the facts
 * that hold for each.
 *
 * What belongs to something that came or went as a whole, such as a flag of a new command, is not
 * listed again.
 */
export function differenceOf(older: ProtocolSpec, newer: ProtocolSpec): ProtocolChange[] {
  const before = familiesByKey(older);
  const after = familiesByKey(newer);
  const { releases } = newer.index;
  const changes = [...new Set([...before.keys(), ...after.keys()])].flatMap((key) =>
    changesOfFamily(
      { family: before.get(key), last: older.protocol.last },
      { family: after.get(key), last: newer.protocol.last },
      releases,
    ),
  );
  const whole = wholeThings(changes);
  const own = changes.filter(({ owners }) => owners.every((owner) => !whole.has(owner)));
  return sorted(mergeOwners(own)) as ProtocolChange[];
}

/** Areas of things to which others belong. */
const OWNING: ReadonlySet<ChangeArea> = new Set(['command', 'message', 'state machine', 'model', 'verb']);

/** Names of what came or went as a whole; an output has the name of its command, with hyphens. */
function wholeThings(changes: readonly ProtocolChange[]): Set<string> {
  return new Set(
    changes
      .filter(({ kind, area }) => kind !== 'changed' && OWNING.has(area))
      .flatMap(({ name }) => [name, name.replaceAll(' ', '-')]),
  );
}

/** Areas in which one thing can have several facts at once that only together say what it does. */
const TOLD_TOGETHER: ReadonlySet<ChangeArea> = new Set(['reaction', 'other side']);

/** The families of a protocol, each with all the forms that its facts had. */
function familiesByKey(spec: ProtocolSpec): Map<string, Family> {
  const families = new Map<string, Family>();
  const all = [
    ...familiesOf(withSpansOfMessages(spec)).filter((family) => !isLeftOut(family)),
    ...[...spec.outputs].flatMap(([id, { value }]) => familiesOfShapes(id, value)),
  ];
  for (const family of all) {
    for (const fact of family.facts) {
      const key = keyOf(family, fact);
      families.set(key, { ...family, facts: [...(families.get(key)?.facts ?? []), fact] });
    }
  }
  const { first, last } = spec.protocol;
  const within = spec.index.releases.filter((release) => isInSpan(release, { since: first, until: last }));
  return new Map(
    [...families].map(([key, family]) => [
      key,
      TOLD_TOGETHER.has(family.area)
        ? { ...family, facts: stretchesOfFacts(family.facts, within, toldTogether) }
        : family,
    ]),
  );
}

/** What a message brings about has no dates of its own where the message has. */
function withSpansOfMessages(spec: ProtocolSpec): ProtocolSpec {
  return {
    ...spec,
    messages: spec.messages.map((sourced) => {
      const { since, until, reactions, otherSide } = sourced.value;
      const dated = <Part extends ReleaseSpan>(part: Part): Part => ({
        ...part,
        since: part.since ?? since,
        until: part.until ?? until,
      });
      return {
        ...sourced,
        value: { ...sourced.value, reactions: reactions.map(dated), otherSide: otherSide.map(dated) },
      };
    }),
  };
}

/**
 * Outputs are compared shape by shape. The variables of single flags are only noted where they are
 * younger than the flag; the list of variables has them all.
 */
function isLeftOut({ area, owner }: Family): boolean {
  return area === 'output' || area === 'output field' || (area === 'environment variable' && owner !== undefined);
}

function toldTogether(facts: readonly DatedFact[]): DatedFact {
  const [first, ...others] = facts;
  return others.reduce(
    (all, { summary, values }) => ({
      ...all,
      summary: `${all.summary} ${summary}`,
      values: Object.fromEntries(
        [...new Set([...Object.keys(all.values), ...Object.keys(values)])].map((property) => [
          property,
          [...new Set([all.values[property], values[property]])].filter((value) => value !== undefined).join(' / '),
        ]),
      ),
    }),
    first!,
  );
}

/** One family for each name, except where a name alone does not say which fact follows which. */
function keyOf({ area, owner = '', loose = false }: Family, { name }: DatedFact): string {
  return JSON.stringify([area, owner, loose ? '' : name]);
}

/** All forms of a thing in a protocol, and the protocol's last release. */
interface Side {
  readonly family: Family | undefined;
  readonly last: Release;
}

function changesOfFamily(before: Side, after: Side, releases: readonly Release[]): ProtocolChange[] {
  const { area, owner, loose = false } = (after.family ?? before.family)!;
  const base = { area, owners: owner === undefined ? [] : [owner] };
  const heldAtEnd = ({ family, last }: Side): DatedFact[] =>
    (family?.facts ?? []).filter(({ span }) => isInSpan(last, span));
  const forms = after.family?.facts ?? [];
  return pairedFacts(heldAtEnd(before), heldAtEnd(after), loose).flatMap(([previous, fact]): ProtocolChange[] => {
    if (fact === undefined) {
      const since = goneSince(loose ? forms.filter(({ name }) => name === previous!.name) : forms, releases);
      return [{ kind: 'went', ...base, ...described(previous!), differences: [], since }];
    }
    if (previous === undefined) {
      const arrival = arrivalOf(fact, forms, releases, {
        loose,
        isStillBefore: () => false,
        isAlready: () => true,
      });
      return [{ kind: 'appeared', ...base, ...described(fact), differences: [], ...arrival }];
    }
    const differences = differencesOf(previous, fact);
    if (differences.length === 0) {
      return [];
    }
    const isLike = (form: DatedFact, side: 'before' | 'after'): boolean =>
      differences.every((difference) => form.values[difference.property] === difference[side]);
    const arrival = arrivalOf(fact, forms, releases, {
      loose,
      isStillBefore: (form) => isLike(form, 'before'),
      isAlready: (form) => isLike(form, 'after'),
    });
    return [{ kind: 'changed', ...base, ...described(fact), differences, ...arrival }];
  });
}

type Pair = readonly [before: DatedFact | undefined, after: DatedFact | undefined];

/**
 * Each fact with the one that it follows: first those that are the same, then those of the same name,
 * then those that only got another name.
 */
function pairedFacts(before: readonly DatedFact[], after: readonly DatedFact[], loose: boolean): Pair[] {
  const left = new Set(before);
  const previousOf = new Map<DatedFact, DatedFact>();
  const passes: readonly ((other: DatedFact, fact: DatedFact) => boolean)[] = [
    (other, fact) => other.name === fact.name && differencesOf(other, fact).length === 0,
    (other, fact) => other.name === fact.name,
    () => true,
  ];
  for (const mayFollow of passes) {
    for (const fact of after) {
      const candidates = [...left].filter((other) => mayFollow(other, fact));
      const previous = previousOf.has(fact) ? undefined : predecessorOf(fact, candidates, loose);
      if (previous !== undefined) {
        previousOf.set(fact, previous);
        left.delete(previous);
      }
    }
  }
  return [
    ...after.map((fact): Pair => [previousOf.get(fact), fact]),
    ...[...left].map((fact): Pair => [fact, undefined]),
  ];
}
