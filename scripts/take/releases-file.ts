import type { ReleaseIndex } from '../../src/facts/releases.ts';
import type { Release } from '../../src/facts/release.ts';
import type { Edit } from './edit-yaml.ts';

/** The list of releases, from the project's folder. */
export const RELEASES_FILE = 'spec/releases.yaml';

/** A release that is taken. */
export interface TakenRelease {
  readonly release: Release;
  /** Tags that the list does not have yet, oldest first; that of the release is the last. */
  readonly tags: readonly string[];
  /** What it runs on, as `deno 2.8.3`; undefined when it does not tell. */
  readonly runtime: string | undefined;
}

/**
 * Adds a release, and those before it, to the list; with the runtime, when it is another one. Where the next protocol is
 * open and has no release yet, the release is the last one of its own.
 */
export function editsOfReleases({ release, tags, runtime }: TakenRelease, index: ReleaseIndex): Edit[] {
  const known = index.runtimes.at(-1);
  const position = index.runtimes.length - 1;
  const change: Edit[] =
    known === undefined || runtime === undefined || known.runtime === runtime
      ? []
      : [
          { kind: 'add-key', map: ['runtimes', position], key: 'until', value: releaseBefore(release, tags, index) },
          { kind: 'add-item', list: ['runtimes'], after: position, value: { runtime, since: release } },
        ];
  const newest = index.protocols.findIndex(({ released }) => released);
  const end: Edit[] = newest === 0 ? [] : [{ kind: 'replace', at: ['protocols', newest, 'last'], value: release }];
  return [
    ...change,
    ...end,
    ...tags.map((tag): Edit => ({ kind: 'add-item', list: ['tags'], after: index.releases.length - 1, value: tag })),
  ];
}

function releaseBefore(release: Release, tags: readonly string[], { releases }: ReleaseIndex): string {
  const before = tags.at(-2);
  return before === undefined ? releases.findLast((known) => known !== release)! : before.replace(/^v|-sha\..*$/g, '');
}

/** Says that a protocol's pages are proven against another release. */
export function editsOfVerified(release: Release, index: ReleaseIndex): Edit[] {
  const position = index.protocols.findIndex(({ released }) => released);
  return [{ kind: 'replace', at: ['protocols', position, 'verified'], value: release }];
}
