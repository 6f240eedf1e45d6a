import type { VersionOptions } from '@docusaurus/plugin-content-docs';
import type { ReleaseIndex } from '../facts/releases.ts';

/**
 * Docusaurus' options for each version, derived from the list of protocols: the newest protocol is
 * the `current` tree, every other one is named by its number.
 */
export function versionOptions(index: ReleaseIndex): Record<string, VersionOptions> {
  return Object.fromEntries(
    index.protocols.map((protocol) => [
      protocol.versionName,
      {
        label: protocol.label,
        path: protocol.pathName,
        // The switcher above and the standing below a page name the protocol already.
        badge: false,
        // Docusaurus shows its own banner only for these two words; ours replaces the component.
        banner: protocol.ended ? 'unmaintained' : 'none',
      } satisfies VersionOptions,
    ]),
  );
}
