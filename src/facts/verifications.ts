import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Release } from './release.ts';
import { loadReleases } from './releases.ts';
import type { ReleaseIndex } from './releases.ts';
import { verificationSchema } from './schema/verification.ts';
import type { Verification } from './schema/verification.ts';
import { SpecError } from './spec-error.ts';
import { standingOf } from './standing.ts';
import { parseWith, readYaml } from './yaml-source.ts';

/** Folder of the figures, relative to the project. */
const VERIFICATIONS_FOLDER = 'recordings/verifications';

/** Where the figures of a release stand, relative to the project. */
export function verificationFile(release: Release): string {
  return `${VERIFICATIONS_FOLDER}/${release}.yaml`;
}

/**
 * Reads the figures of the last verification of every release that has some.
 *
 * @param root - the project's folder.
 * @returns newest release first.
 * @throws {@link SpecError} naming the file that is broken, misnamed, or about a release that no protocol has.
 */
export function loadVerifications(root: string, index: ReleaseIndex = loadReleases(root)): Verification[] {
  const folder = path.join(root, VERIFICATIONS_FOLDER);
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .reverse()
    .map((name) => readVerification(root, path.join(folder, name), index));
}

function readVerification(root: string, absolute: string, index: ReleaseIndex): Verification {
  const source = readYaml(root, absolute);
  const verification = parseWith(source, verificationSchema);
  const { release, protocol } = verification;
  const fault = (key: string, message: string): SpecError =>
    new SpecError([{ file: source.file, line: source.lineOf([key]), message }]);
  if (source.file !== verificationFile(release)) {
    throw fault('release', `this file is about ${release}, so its name is ${path.basename(verificationFile(release))}`);
  }
  const standing = standingOf(index, release);
  if (standing.kind !== 'known') {
    throw fault('release', `${release} is no release of spec/releases.yaml`);
  }
  if (standing.protocol.number !== protocol) {
    throw fault('protocol', `${release} speaks protocol ${standing.protocol.number}, not ${protocol}`);
  }
  return countingHeard(verification);
}

/** Messages that no scenario provoked, but that another check saw, agree in their text. */
function countingHeard(verification: Verification): Verification {
  const heard = new Set(verification.heard.flatMap(({ messages }) => messages));
  const notRun = verification.notRun.flatMap((group) => {
    const subjects = group.subjects.filter((subject) => group.check !== 'messages' || !heard.has(subject));
    return subjects.length === 0 ? [] : [{ ...group, subjects }];
  });
  const count = (groups: Verification['notRun']): number =>
    groups.filter(({ check }) => check === 'messages').flatMap(({ subjects }) => subjects).length;
  const proved = count(verification.notRun) - count(notRun);
  const checks = verification.checks.map((row) =>
    row.check === 'messages' ? { ...row, agrees: row.agrees + proved, notRun: row.notRun - proved } : row,
  );
  return { ...verification, checks, notRun };
}
