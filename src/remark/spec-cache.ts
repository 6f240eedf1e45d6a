import path from 'node:path';
import { loadProtocolSpec } from '../spec/load.ts';
import type { ProtocolSpec } from '../spec/protocol-spec.ts';
import { loadReleases } from '../spec/releases.ts';

const cache = new Map<string, ProtocolSpec>();

/** The facts of a protocol, read once for each run. */
export function cachedProtocolSpec(root: string, number: number): ProtocolSpec {
  const key = `${root}\0${number}`;
  const spec = cache.get(key) ?? loadProtocolSpec(root, number);
  cache.set(key, spec);
  return spec;
}

/** Forgets what was read, for the writer's live server. */
export function forgetProtocolSpecs(): void {
  cache.clear();
}

/**
 * Tells to which protocol a page belongs, from the folder in which it stands.
 *
 * @returns `undefined` for a page outside the version trees.
 */
export function protocolNumberOfPage(root: string, file: string): number | undefined {
  const relative = path.relative(root, file).split(path.sep).join('/');
  const frozen = /^versioned_docs\/version-(\d+)\//.exec(relative);
  if (frozen) {
    return Number(frozen[1]);
  }
  return relative.startsWith('docs/') ? loadReleases(root).protocols[0].number : undefined;
}

/** A page's path within its version, without the ending: `operators/get-started`. */
export function pagePathOf(root: string, file: string): string {
  const relative = path.relative(root, file).split(path.sep).join('/');
  return relative.replace(/^(?:docs|versioned_docs\/version-\d+)\//, '').replace(/\.mdx?$/, '');
}
