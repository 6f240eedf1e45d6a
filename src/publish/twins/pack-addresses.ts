import type { Protocol } from '../../facts/releases.ts';
import { packFolder } from '../../markdown/packs/pack-list.ts';

/** Words that a pack has at most, so that an agent can read it as a whole. */
export const MOST_WORDS = 25_000;

/** Address of the manifest of a protocol's packs. */
export function manifestAddress(protocol: Pick<Protocol, 'pathName'>): string {
  return `${packFolder(protocol)}/manifest.json`;
}

/** Address of a pack. */
export function packAddress(protocol: Pick<Protocol, 'pathName'>, { id }: { readonly id: string }): string {
  return `${packFolder(protocol)}/${id}.md`;
}
