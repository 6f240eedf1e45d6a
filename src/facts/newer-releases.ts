import { existsSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { compareReleases, parseRelease } from './release.ts';
import type { Release } from './release.ts';
import { releaseSchema } from './schema/common.ts';
import { parseWith, readYaml } from './yaml-source.ts';

/** The file that `npm run release:behind -- --keep` writes, relative to the project. */
export const NEWER_RELEASES_FILE = 'spec/newer-releases.yaml';

/** Which releases existed beyond the verified one, on the day when somebody asked. */
export const newerReleasesSchema = z.strictObject({
  /** Day of the list, `YYYY-MM-DD`. */
  asked: z.iso.date(),
  /** The release against which the list was held. */
  verified: releaseSchema,
  /** Releases that came after it, oldest first. */
  releases: z.array(releaseSchema),
});

export type NewerReleases = z.output<typeof newerReleasesSchema>;

/** A tag of a release anywhere in a line, such as `<commit> refs/tags/v20260822.011157.0-sha.06b61472^{}`. */
const TAG = /\bv?\d{8}\.\d{6}(?:\.\d{1,9})?(?:-sha\.[0-9a-f]{7,40})?(?=\^\{\}|\s|$)/g;

/**
 * Reads the releases of a list of tags: one tag a line, or what `git ls-remote --tags` prints.
 *
 * @returns each once, oldest first. Lines without a release are passed over.
 */
export function releasesInList(list: string): Release[] {
  const found = [...list.matchAll(TAG)].flatMap(([tag]) => parseRelease(tag) ?? []);
  return [...new Set(found)].sort(compareReleases);
}

/** The tags of a list by their releases, as `spec/releases.yaml` has them; others are passed over. */
export function tagsInList(list: string): Map<Release, string> {
  return new Map(
    [...list.matchAll(TAG)].flatMap(([tag]): [Release, string][] => {
      const whole = `v${tag.replace(/^v/, '')}`;
      const release = parseRelease(tag);
      return release !== undefined && /^v\d+\.\d+\.\d+-sha\.[0-9a-f]{8}$/.test(whole) ? [[release, whole]] : [];
    }),
  );
}

/** Those of a list that came after a release. */
export function newerThan(verified: Release, releases: readonly Release[]): Release[] {
  return releases.filter((release) => compareReleases(release, verified) > 0);
}

/** What readers are told of the releases beyond the verified one, in a sentence; undefined when none came. */
export function newerInWords({ asked, releases }: NewerReleases): string | undefined {
  const count = releases.length;
  return count === 0
    ? undefined
    : `${count === 1 ? '1 newer release' : `${count} newer releases`} existed on ${asked}: what they changed is not checked yet.`;
}

/**
 * Reads what is kept of the releases beyond the verified one.
 *
 * @param root - the project's folder.
 * @param verified - the release that is verified now; what was newer than another one counts from here.
 * @returns undefined when nobody has asked.
 * @throws {@link SpecError} when the file is broken.
 */
export function loadNewerReleases(root: string, verified: Release): NewerReleases | undefined {
  const file = path.join(root, NEWER_RELEASES_FILE);
  if (!existsSync(file)) {
    return undefined;
  }
  const kept = parseWith(readYaml(root, file), newerReleasesSchema);
  return { ...kept, verified, releases: newerThan(verified, kept.releases) };
}
