import { described, differencesOf, mergeOwners, predecessorOf, sorted } from './changes.ts';
import type { Change } from './changes.ts';
import { familiesOf, familiesOfShapes } from './dated-facts.ts';
import type { ChangeArea, DatedFact, Family } from './dated-facts.ts';
import type { ProtocolSpec } from './protocol-spec.ts';
import { isInSpan } from './release.ts';
import type { Release } from './release.ts';

/** A change between two protocols. */
export interface ProtocolChange extends Change {
  /** The release within the newer protocol that brought it, when that was not its first. */
  readonly since?: Release | undefined;
}

/**
 * What differs between the last release of one protocol and the newest of a later one, by the facts
 * that hold for each.
 *
 * What belongs to something that came or went as a whole, such as a flag of a new command, is not
 * listed again.
 */
export function differenceOf(older: ProtocolSpec, newer: ProtocolSpec): ProtocolChange[] {
  const before = heldFamilies(older, older.protocol.last);
  const after = heldFamilies(newer, newer.protocol.last);
  const changes = [...new Set([...before.keys(), ...after.keys()])].flatMap((key) =>
    changesOfFamily(before.get(key), after.get(key)),
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

/** The families of a protocol, each with the facts that hold for one release. */
function heldFamilies(spec: ProtocolSpec, release: Release): Map<string, Family> {
  const families = new Map<string, Family>();
  const all = [
    // What a message brings about has no dates of its own where the message has.
    ...familiesOf({ ...spec, messages: spec.messages.filter(({ value }) => isInSpan(release, value)) }).filter(
      (family) => !isLeftOut(family),
    ),
    ...[...spec.outputs].flatMap(([id, { value }]) => familiesOfShapes(id, value)),
  ];
  for (const family of all) {
    const held = family.facts.filter(({ span }) => isInSpan(release, span));
    if (held.length > 0) {
      const key = keyOf({ ...family, facts: held });
      const facts = [...(families.get(key)?.facts ?? []), ...held];
      families.set(key, { ...family, facts: TOLD_TOGETHER.has(family.area) ? [toldTogether(facts)] : facts });
    }
  }
  return families;
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
function keyOf({ area, owner = '', facts, loose = false }: Family): string {
  return JSON.stringify([area, owner, loose ? '' : facts[0]!.name]);
}

function changesOfFamily(before: Family | undefined, after: Family | undefined): ProtocolChange[] {
  const { area, owner } = (after ?? before)!;
  const base = { area, owners: owner === undefined ? [] : [owner] };
  const pairs = pairedFacts(before?.facts ?? [], after?.facts ?? [], (after ?? before)!.loose ?? false);
  return pairs.flatMap(([previous, fact]): ProtocolChange[] => {
    if (fact === undefined) {
      return [{ kind: 'went', ...base, ...described(previous!), differences: [] }];
    }
    const { since } = fact.span;
    if (previous === undefined) {
      return [{ kind: 'appeared', ...base, ...described(fact), differences: [], since }];
    }
    const differences = differencesOf(previous, fact);
    return differences.length === 0 ? [] : [{ kind: 'changed', ...base, ...described(fact), differences, since }];
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
