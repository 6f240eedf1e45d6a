import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { shortRelease } from '../../src/facts/release.ts';
import type { Release } from '../../src/facts/release.ts';

/** Two protocols that a cut has just parted, and the release that the files for readers still name. */
export interface Cut {
  readonly newest: number;
  readonly next: number;
  readonly pinned: Release;
}

/**
 * What a person does in a tree that was just cut, before the new protocol has its first release on the site. Nothing of
 * it fails a check until then.
 *
 * @param root - the project's folder, after the cut.
 * @returns lines of text, each with the file that it is about.
 */
export function todosOfCut(root: string, { newest, next, pinned }: Cut): string[] {
  return [
    `spec/releases.yaml: say what protocol ${next} brought.`,
    `recordings/protocol-${next}/: these are of protocol ${newest}. With the first release: npm run verify -- --swamp <path> --record`,
    `src/pages/upgrade/: write how to upgrade from protocol ${newest} to ${next}; the differences come from the facts.`,
    ...filesThatPin(root, pinned).map((file) => `${file}: pins ${shortRelease(pinned)}; name the first release.`),
  ];
}

/** Files beside the pages that name a release, which a reader would take as the one to install. */
function filesThatPin(root: string, release: Release): string[] {
  return readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((name) => `docs/${name.split(path.sep).join('/')}`)
    .filter((file) => !/\.mdx?$/.test(file) && statSync(path.join(root, file)).isFile())
    .filter((file) => readFileSync(path.join(root, file), 'utf8').includes(shortRelease(release)))
    .sort();
}
