import { CHANGE_AREAS, familiesOf } from './dated-facts.ts';
import type { ChangeArea, DatedFact, Family } from './dated-facts.ts';
import type { ProtocolSpec } from './protocol-spec.ts';
import { compareReleases } from './release.ts';
import type { Release } from './release.ts';
import type { RepairedDefect } from './repaired.ts';
import type { BreakingChange } from './schema/breaking-change.ts';

/** One property that a changed fact has otherwise than before. */
export interface Difference {
  readonly property: string;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** One fact that appeared, changed or went. */
export interface Change {
  readonly kind: 'appeared' | 'changed' | 'went';
  readonly area: ChangeArea;
  /** The thing itself: `--ca-cert`, `token-revoked`, `target`. */
  readonly name: string;
  /** To what it belongs, each once: commands of a flag, the machine of a state. Empty when it stands for itself. */
  readonly owners: readonly string[];
  /** What it is, in Markdown; as it was before when it went. */
  readonly summary: string;
  /** What is otherwise than before; empty unless `kind` is `changed`. */
  readonly differences: readonly Difference[];
}

/** What a release brought. */
export interface ReleaseChanges {
  readonly release: Release;
  readonly changes: readonly Change[];
  /** What it broke for those who relied on the program as it was. */
  readonly breaking: readonly BreakingChange[];
  /** The defects of earlier releases that it no longer has. */
  readonly repaired: readonly RepairedDefect[];
}

/** What is known of releases besides the dates of facts. */
export interface ToldOfReleases {
  readonly breaking?: readonly BreakingChange[];
  readonly repaired?: readonly RepairedDefect[];
}

/**
 * Lists what appeared, changed or went within a protocol, from the dates of all its facts.
 *
 * A fact that ends at one release while one of the same name begins at the next has changed. The
 * same change of several owners (a flag of many commands) is listed once.
 *
 * @param told - what releases of the protocol broke and repaired; it is listed with each.
 * @returns newest release first, without releases that brought nothing.
 */
export function changesOf(spec: ProtocolSpec, { breaking = [], repaired = [] }: ToldOfReleases = {}): ReleaseChanges[] {
  const timeline = new Timeline(spec.index.releases);
  const byRelease = new Map<Release, Change[]>();
  for (const family of familiesOf(spec)) {
    for (const { release, change } of changesOfFamily(family, timeline)) {
      byRelease.set(release, [...(byRelease.get(release) ?? []), change]);
    }
  }
  for (const release of [...breaking.map(({ since }) => since), ...repaired.map((defect) => defect.repaired)]) {
    byRelease.set(release, byRelease.get(release) ?? []);
  }
  return [...byRelease]
    .sort(([a], [b]) => compareReleases(b, a))
    .map(([release, changes]) => ({
      release,
      changes: sorted(mergeOwners(changes)),
      breaking: breaking.filter(({ since }) => since === release),
      repaired: repaired.filter((defect) => defect.repaired === release),
    }));
}

/** Neighbors in the list of all releases. */
class Timeline {
  readonly #position: ReadonlyMap<Release, number>;

  constructor(private readonly releases: readonly Release[]) {
    this.#position = new Map(releases.map((release, position) => [release, position]));
  }

  after(release: Release): Release | undefined {
    return this.releases[this.#position.get(release)! + 1];
  }
}

interface PlacedChange {
  readonly release: Release;
  readonly change: Change;
}

function changesOfFamily({ area, owner, facts, loose = false }: Family, timeline: Timeline): PlacedChange[] {
  const owners = owner === undefined ? [] : [owner];
  const ended = new Set(facts.filter((fact) => fact.span.until !== undefined));
  const placed: PlacedChange[] = [];
  for (const fact of facts) {
    const { since } = fact.span;
    if (since === undefined) {
      continue;
    }
    const candidates = [...ended].filter((other) => timeline.after(other.span.until!) === since);
    const before = predecessorOf(fact, candidates, loose);
    if (before === undefined) {
      placed.push({ release: since, change: { kind: 'appeared', area, owners, ...described(fact), differences: [] } });
      continue;
    }
    ended.delete(before);
    const differences = differencesOf(before, fact);
    if (differences.length > 0) {
      placed.push({ release: since, change: { kind: 'changed', area, owners, ...described(fact), differences } });
    }
  }
  for (const fact of ended) {
    const release = timeline.after(fact.span.until!);
    if (release !== undefined) {
      placed.push({ release, change: { kind: 'went', area, owners, ...described(fact), differences: [] } });
    }
  }
  return placed;
}

/** How alike two texts must be for one to count as the other, rewritten. */
const ALIKE = 0.3;
/** From here on it is the same text, whatever its name. */
const SAME_TEXT = 0.9;

/** The fact of which a later one is the next form. */
export function predecessorOf(
  fact: DatedFact,
  candidates: readonly DatedFact[],
  loose: boolean,
): DatedFact | undefined {
  if (!loose) {
    return candidates.find((other) => other.name === fact.name);
  }
  const scored = candidates
    .map((other) => ({ other, likeness: likenessOf(other.summary, fact.summary) }))
    .filter(({ other, likeness }) => likeness >= (other.name === fact.name ? ALIKE : SAME_TEXT))
    .sort((a, b) => b.likeness - a.likeness);
  return scored[0]?.other;
}

/** Share of words that two texts have in common, from 0 to 1. */
function likenessOf(a: string, b: string): number {
  const [wordsOfA, wordsOfB] = [a, b].map((text) => new Set(text.toLowerCase().match(/[\p{L}\d-]+/gu) ?? []));
  const common = [...wordsOfA!].filter((word) => wordsOfB!.has(word)).length;
  const all = new Set([...wordsOfA!, ...wordsOfB!]).size;
  return all === 0 ? 1 : common / all;
}

/** What a change says of a fact. */
export function described({ name, summary }: DatedFact): Pick<Change, 'name' | 'summary'> {
  return { name, summary };
}

/** What is otherwise in the later of two forms of a fact. */
export function differencesOf(before: DatedFact, after: DatedFact): Difference[] {
  const properties = [...new Set([...Object.keys(before.values), ...Object.keys(after.values)])];
  return properties
    .filter((property) => before.values[property] !== after.values[property])
    .map((property) => ({ property, before: before.values[property], after: after.values[property] }));
}

/** Lists the same change of several owners once. */
export function mergeOwners(changes: readonly Change[]): Change[] {
  const merged = new Map<string, Change>();
  for (const change of changes) {
    const { owners, ...rest } = change;
    const key = JSON.stringify(rest);
    merged.set(key, { ...change, owners: [...new Set([...(merged.get(key)?.owners ?? []), ...owners])] });
  }
  return [...merged.values()];
}

/** In the order in which changes are listed: what appeared, changed, went, and areas within. */
export function sorted(changes: readonly Change[]): Change[] {
  const kinds: readonly Change['kind'][] = ['appeared', 'changed', 'went'];
  const rank = (change: Change): number =>
    kinds.indexOf(change.kind) * CHANGE_AREAS.length + CHANGE_AREAS.indexOf(change.area);
  // sort() keeps the order of equal ones, which is that of the files.
  return [...changes].sort((a, b) => rank(a) - rank(b));
}
