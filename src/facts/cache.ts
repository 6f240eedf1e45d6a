import { loadBehaviors, loadKnownProblems } from './behaviors.ts';
import type { Behavior } from './behaviors.ts';
import { breakingWithin, loadBreakingChanges } from './breaking-changes.ts';
import { changesOf } from './changes.ts';
import type { ReleaseChanges } from './changes.ts';
import { loadHeadlines } from './headlines.ts';
import type { Headlines } from './headlines.ts';
import { loadAllProtocolSpecs, loadProtocolSpec } from './load.ts';
import type { ProtocolSpec } from './protocol-spec.ts';
import { loadReleases } from './releases.ts';
import type { ReleaseIndex } from './releases.ts';
import type { BreakingChange } from './schema/breaking-change.ts';
import { loadRepaired, repairedBy } from './repaired.ts';
import type { RepairedDefect } from './repaired.ts';
import type { Verification } from './schema/verification.ts';
import { loadVerifications } from './verifications.ts';

// Reading all facts takes a second or two, and a build needs them in many places.
const specs = new Map<string, ProtocolSpec>();
const checkedSpecs = new Map<string, readonly ProtocolSpec[]>();
const indexes = new Map<string, ReleaseIndex>();
const behaviors = new Map<string, readonly Behavior[]>();
const verifications = new Map<string, readonly Verification[]>();
const breakingChanges = new Map<string, readonly BreakingChange[]>();
const repaired = new Map<string, readonly RepairedDefect[]>();
const headlines = new Map<string, Headlines>();
const changes = new Map<string, readonly ReleaseChanges[]>();

/** The facts of a protocol, read once for each run. */
export function cachedProtocolSpec(root: string, number: number): ProtocolSpec {
  const key = keyOf(root, number);
  const spec = specs.get(key) ?? loadProtocolSpec(root, number, cachedReleases(root));
  specs.set(key, spec);
  return spec;
}

/**
 * The facts of all protocols, newest first, read once for each run. All recordings are read and checked, too: this is
 * what the build is made from.
 *
 * @throws SpecError with the faults of all protocols, not only of the first that has some.
 */
export function cachedProtocolSpecs(root: string): readonly ProtocolSpec[] {
  const checked = checkedSpecs.get(root) ?? loadAllProtocolSpecs(root, cachedReleases(root), 'at-once');
  checkedSpecs.set(root, checked);
  for (const spec of checked) {
    specs.set(keyOf(root, spec.protocol.number), spec);
  }
  return checked;
}

/** The list of releases, read once for each run. */
export function cachedReleases(root: string): ReleaseIndex {
  const index = indexes.get(root) ?? loadReleases(root);
  indexes.set(root, index);
  return index;
}

/** The rules of behavior of all protocols, read once for each run, together with how known problems are reproduced. */
export function cachedBehaviors(root: string): readonly Behavior[] {
  const index = cachedReleases(root);
  if (!behaviors.has(root)) {
    // Nothing shows them, but a fault in them stops the build as any other does.
    loadKnownProblems(root, index);
  }
  const read = behaviors.get(root) ?? loadBehaviors(root, index);
  behaviors.set(root, read);
  return read;
}

/** The figures of all verifications, newest release first, read once for each run. */
export function cachedVerifications(root: string): readonly Verification[] {
  const read = verifications.get(root) ?? loadVerifications(root, cachedReleases(root));
  verifications.set(root, read);
  return read;
}

/** What releases broke, read once for each run. */
export function cachedBreakingChanges(root: string): readonly BreakingChange[] {
  const read = breakingChanges.get(root) ?? loadBreakingChanges(root, cachedReleases(root));
  breakingChanges.set(root, read);
  return read;
}

/** The defects that a release repaired, latest repair first, read once for each run. */
export function cachedRepaired(root: string): readonly RepairedDefect[] {
  const read = repaired.get(root) ?? loadRepaired(root, cachedReleases(root));
  repaired.set(root, read);
  return read;
}

/** What each release changed in one sentence, read once for each run. */
export function cachedHeadlines(root: string): Headlines {
  const read = headlines.get(root) ?? loadHeadlines(root, cachedReleases(root));
  headlines.set(root, read);
  return read;
}

/** The releases of a protocol that changed, broke or repaired something, newest first. */
export function cachedChanges(root: string, spec: ProtocolSpec): readonly ReleaseChanges[] {
  const key = keyOf(root, spec.protocol.number);
  const found =
    changes.get(key) ??
    changesOf(spec, {
      breaking: breakingWithin(cachedBreakingChanges(root), spec),
      repaired: repairedBy(spec.protocol, cachedRepaired(root)),
    });
  changes.set(key, found);
  return found;
}

/** Forgets what was read, for the writer's live server: facts may have changed on disk. */
export function forgetFacts(): void {
  specs.clear();
  checkedSpecs.clear();
  indexes.clear();
  behaviors.clear();
  verifications.clear();
  breakingChanges.clear();
  repaired.clear();
  headlines.clear();
  changes.clear();
}

function keyOf(root: string, number: number): string {
  return `${root}\0${number}`;
}
