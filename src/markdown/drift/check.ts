import { compareReleases, parseRelease } from '../../facts/release.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import type { SpecFault } from '../../facts/spec-error.ts';
import type { Difference } from './compare.ts';
import { problemOfFact } from './facts.ts';
import { folderOfRegister } from './register.ts';
import type { DriftEntry } from './register.ts';

/** Two protocols that follow each other, with their facts. */
export interface Neighbors {
  readonly older: ProtocolSpec;
  readonly newer: ProtocolSpec;
}

/**
 * Holds the differences of prose against the register.
 *
 * @returns a fault for each difference without an entry, each entry without a difference, each
 *   second entry for one section, and each reason that is none; empty when prose differs exactly
 *   where the program does.
 */
export function checkDrift(
  differences: readonly Difference[],
  register: readonly DriftEntry[],
  neighbors: Neighbors,
): SpecFault[] {
  const differing = new Set(differences.map(placeOf));
  const registered = new Set<string>();
  const faults: SpecFault[] = [];
  for (const entry of register) {
    const place = placeOf(entry);
    const problems = [
      ...(differing.has(place) ? [] : [`the section '${entry.section}' does not differ: take it out`]),
      ...(registered.has(place) ? [`the section '${entry.section}' stands twice`] : []),
      ...problemsOfReasons(entry, neighbors),
    ];
    registered.add(place);
    faults.push(...problems.map((message) => ({ file: entry.file, line: entry.line, message })));
  }
  const unregistered = differences.filter((difference) => !registered.has(placeOf(difference)));
  return [...faults, ...unregistered.map((difference) => faultOf(difference, neighbors))];
}

function placeOf({ page, section }: Pick<Difference, 'page' | 'section'>): string {
  return `${page}#${section}`;
}

function problemsOfReasons(entry: DriftEntry, { older, newer }: Neighbors): string[] {
  const releases = entry.releases.flatMap((release) => problemOfRelease(release, { older, newer }) ?? []);
  const facts = entry.facts.flatMap((fact) => problemOfFact(fact, older, newer) ?? []);
  return [...releases, ...facts];
}

/** A release is a reason when it came after the older protocol's first one, up to the newer one's last. */
function problemOfRelease(text: string, { older, newer }: Neighbors): string | undefined {
  const release = parseRelease(text);
  if (release === undefined || release !== text || !newer.index.tags.has(release)) {
    return `'${text}' is no release of spec/releases.yaml`;
  }
  const within =
    compareReleases(release, older.protocol.first) > 0 && compareReleases(release, newer.protocol.last) <= 0;
  return within
    ? undefined
    : `'${text}' is no reason: it lies outside ${older.protocol.first} (not included) to ${newer.protocol.last}`;
}

function faultOf({ page, section, older, newer }: Difference, neighbors: Neighbors): SpecFault {
  const [from, to] = [neighbors.older.protocol, neighbors.newer.protocol];
  const what =
    older === undefined
      ? `only protocol ${to.number} has it`
      : newer === undefined
        ? `only protocol ${from.number} has it`
        : `it differs between protocols ${from.number} and ${to.number}`;
  return {
    file: `${folderOfRegister(from, to)}/${page}.yaml`,
    message: `no entry for the section '${section}': ${what}. Make it the same, or say why`,
  };
}
