import { atRelease } from './at-release.ts';
import { described, differencesOf, familiesOf, mergeOwners, predecessorOf, sorted } from './changes.ts';
import type { Change, DatedFact, Family } from './changes.ts';
import { isInSpan } from './release.ts';
import type { Release } from './release.ts';
import type { ProtocolSpec } from './protocol-spec.ts';

/** A change between two protocols. */
export interface ProtocolChange extends Change {
  /** The release within the newer protocol that brought it, when that was not its first. */
  readonly since?: Release | undefined;
}

/**
 * What differs between the last release of one protocol and the newest of a later one.
 *
 * Whether something changed is decided by what the program does (names, values, texts that it
 * prints), not by the words of ours that explain it.
 */
export function differenceOf(older: ProtocolSpec, newer: ProtocolSpec): ProtocolChange[] {
  const before = heldFamilies(older, older.protocol.last);
  const after = heldFamilies(newer, newer.protocol.last);
  const changes = [...new Set([...before.keys(), ...after.keys()])].flatMap((key) =>
    changesOfFamily(before.get(key), after.get(key)),
  );
  return sorted(mergeOwners(changes)) as ProtocolChange[];
}

/** The families of a protocol, each with the facts that hold for one release. */
function heldFamilies(spec: ProtocolSpec, release: Release): Map<string, Family> {
  const families = new Map<string, Family>();
  for (const family of familiesOf(spec)) {
    const facts = family.facts.filter(({ span }) => isInSpan(release, span));
    if (facts.length > 0) {
      const key = keyOf(family);
      families.set(key, { ...family, facts: [...(families.get(key)?.facts ?? []), ...facts] });
    }
  }
  return families;
}

/** One family for each name, except where a name alone does not say which fact follows which. */
function keyOf({ area, owner = '', facts, loose = false }: Family): string {
  return JSON.stringify([area, owner, loose ? '' : facts[0]!.name]);
}

function changesOfFamily(before: Family | undefined, after: Family | undefined): ProtocolChange[] {
  const { area, owner, loose = false } = (after ?? before)!;
  const base = { area, owners: owner === undefined ? [] : [owner] };
  const left = new Set(before?.facts ?? []);
  const changes: ProtocolChange[] = [];
  for (const fact of after?.facts ?? []) {
    const previous = predecessorOf(fact, [...left], loose);
    if (previous === undefined) {
      changes.push({ kind: 'appeared', ...base, ...described(fact), differences: [], since: fact.span.since });
      continue;
    }
    left.delete(previous);
    const differences = differencesOf(previous, fact);
    if (differences.length > 0) {
      changes.push({ kind: 'changed', ...base, ...described(fact), differences, since: fact.span.since });
    }
  }
  return [...changes, ...[...left].map((fact): ProtocolChange => ({ kind: 'went', ...base, ...described(fact), differences: [] }))];
}
