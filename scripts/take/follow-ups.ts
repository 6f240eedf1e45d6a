import { breakingWithin, loadBreakingChanges } from '../../src/facts/breaking-changes.ts';
import { CHANGES_PAGE, changesPage, stretchOf } from '../../src/facts/change-pages.ts';
import type { Stretch } from '../../src/facts/change-pages.ts';
import { changesOf } from '../../src/facts/changes.ts';
import type { ReleaseChanges } from '../../src/facts/changes.ts';
import { gap } from '../../src/facts/gaps.ts';
import { parseYaml } from '../../src/facts/yaml-source.ts';
import type { ProtocolSpec } from '../../src/facts/protocol-spec.ts';
import { compareReleases, shortRelease } from '../../src/facts/release.ts';
import type { Release } from '../../src/facts/release.ts';
import { folderOfPages } from '../../src/markdown/tree/version-tree.ts';
import { editYaml } from './edit-yaml.ts';
import type { Edit } from './edit-yaml.ts';
import type { Staging } from './staging.ts';

const HEADLINES_FILE = 'spec/headlines.yaml';

/** What the releases after a release changed, from the facts, newest first. */
export function changesAfter(release: Release, spec: ProtocolSpec, root: string): ReleaseChanges[] {
  const breaking = breakingWithin(loadBreakingChanges(root, spec.index), spec);
  return changesOf(spec, { breaking }).filter((changes) => compareReleases(changes.release, release) > 0);
}

/** Writes what a release with changes asks for beside its facts: its sentence, and the page of its half month. */
export function writeFollowUps(changes: readonly ReleaseChanges[], { protocol }: ProtocolSpec, staging: Staging): void {
  if (!staging.has(HEADLINES_FILE)) {
    return;
  }
  const text = staging.read(HEADLINES_FILE);
  const { headlines } = parseYaml(HEADLINES_FILE, text).value as {
    readonly headlines: Readonly<Record<string, string>>;
  };
  const releases = changes.map(({ release }) => release).sort(compareReleases);
  // New releases are the last ones, so that their sentences belong at the end.
  const edits = releases
    .filter((release) => headlines[release] === undefined)
    .map((release): Edit => ({
      kind: 'add-key',
      map: ['headlines'],
      key: release,
      value: gap(`what ${shortRelease(release)} changed, in one sentence without a full stop`),
    }));
  staging.write(HEADLINES_FILE, editYaml(text, edits));
  for (const release of releases) {
    const stretch = stretchOf(release);
    const page = `${folderOfPages(protocol)}/${changesPage(stretch)}.mdx`;
    if (!staging.has(page)) {
      staging.write(page, pageOfStretch(stretch));
    }
  }
}

function pageOfStretch({ from, days }: Stretch): string {
  const parent = `../${CHANGES_PAGE.split('/').at(-1)!}.mdx`;
  return `---
title: "Changes: ${days}"
sidebar_label: "${days}"
description: "What appeared, changed or went within this protocol in the releases of ${days}, newest first."
---

The releases of ${days} that changed something, newest first. A fact is listed under the first release that
has it, or under the first that no longer has it. [Changes](${parent}) leads to the releases of other days.

<Changes from="${from}" />

## Related pages

- [Changes](${parent}): every release, and what the list covers.
- [Upgrade](../../operators/upgrade.mdx) is the procedure.
`;
}
