import { loadProtocolSpec } from './load.ts';
import type { ProtocolSpec } from './protocol-spec.ts';
import { loadReleases } from './releases.ts';
import type { ReleaseIndex } from './releases.ts';

const specs = new Map<string, ProtocolSpec>();
const indexes = new Map<string, ReleaseIndex>();

/** The facts of a protocol, read once for each run. */
export function cachedProtocolSpec(root: string, number: number): ProtocolSpec {
  const key = `${root}\0${number}`;
  const spec = specs.get(key) ?? loadProtocolSpec(root, number);
  specs.set(key, spec);
  return spec;
}

/** The facts of all protocols, newest first, read once for each run. */
export function cachedProtocolSpecs(root: string): ProtocolSpec[] {
  return cachedReleases(root).protocols.map((protocol) => cachedProtocolSpec(root, protocol.number));
}

/** The list of releases, read once for each run. */
export function cachedReleases(root: string): ReleaseIndex {
  const index = indexes.get(root) ?? loadReleases(root);
  indexes.set(root, index);
  return index;
}

/** Forgets what was read, for the writer's live server: facts may have changed on disk. */
export function forgetFacts(): void {
  specs.clear();
  indexes.clear();
}
