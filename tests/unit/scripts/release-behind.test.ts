import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { behindCommand } from '../../../scripts/lib/behind-command.ts';
import { loadNewerReleases, NEWER_RELEASES_FILE, newerInWords } from '../../../src/facts/newer-releases.ts';
import { parseRelease } from '../../../src/facts/release.ts';

const RELEASES = `
protocols:
  - number: 2
    first: unreleased
    brought: The next.
  - number: 1
    first: 20260101.000000.0
    last: 20260102.000000.0
    verified: 20260102.000000.0
    brought: The first.
tags:
  - v20260101.000000.0-sha.11111111
  - v20260102.000000.0-sha.22222222
`;

/** As `git ls-remote --tags` prints it: a tag that is annotated stands twice. */
const LISTED = [
  '1111\trefs/tags/v20260101.000000.0-sha.11111111',
  '2222\trefs/tags/v20260102.000000.0-sha.22222222',
  '4444\trefs/tags/v20260104.000000.0-sha.44444444',
  '3333\trefs/tags/v20260103.000000.0-sha.33333333',
  '3334\trefs/tags/v20260103.000000.0-sha.33333333^{}',
  '5555\trefs/tags/nightly',
].join('\n');

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'behind-'));
  mkdirSync(path.join(root, 'spec'));
  writeFileSync(path.join(root, 'spec', 'releases.yaml'), RELEASES);
});
afterEach(() => rmSync(root, { recursive: true }));

async function behind(args: readonly string[], input = '') {
  const said = { stdout: '', stderr: '' };
  const status = await behindCommand(args, {
    root,
    now: new Date('2026-01-05T12:00:00Z'),
    stdin: Readable.from([Buffer.from(input)]),
    print: (text) => (said.stdout += text),
    complain: (text) => (said.stderr += text),
  });
  return { status, ...said };
}

describe('npm run release:behind', () => {
  it('counts each newer release once, and is not fooled by a protocol that no release speaks', async () => {
    const { status, stdout } = await behind([], LISTED);
    expect(status).toBe(1);
    expect(stdout).toContain(
      'Verified against 20260102.000000. 2 newer releases exist, the newest is 20260104.000000.',
    );
  });

  it('says that none came', async () => {
    const file = path.join(root, 'tags.txt');
    writeFileSync(file, 'v20260101.000000.0-sha.11111111\n20260102.000000\n');
    expect(await behind([file])).toEqual({
      status: 0,
      stdout: 'Verified against 20260102.000000. The list has no newer release.\n',
      stderr: '',
    });
  });

  it('prints JSON, and keeps what readers are told', async () => {
    const { stdout } = await behind(['--json', '--keep'], LISTED);
    const expected = {
      asked: '2026-01-05',
      verified: '20260102.000000.0',
      releases: ['20260103.000000.0', '20260104.000000.0'],
    };
    expect(JSON.parse(stdout)).toEqual(expected);
    const kept = loadNewerReleases(root, parseRelease('20260102.000000')!);
    expect(kept).toEqual(expected);
    expect(newerInWords(kept!)).toBe('2 newer releases existed on 2026-01-05: what they changed is not checked yet.');
  });

  it('counts from the release that is verified when the site is built', async () => {
    await behind(['--keep'], LISTED);
    expect(newerInWords(loadNewerReleases(root, parseRelease('20260103.000000')!)!)).toMatch(/^1 newer release /);
    expect(newerInWords(loadNewerReleases(root, parseRelease('20260104.000000')!)!)).toBeUndefined();
  });

  it('tells nothing where nobody asked, and of a broken file its line', () => {
    const verified = parseRelease('20260102.000000')!;
    expect(loadNewerReleases(root, verified)).toBeUndefined();
    writeFileSync(path.join(root, NEWER_RELEASES_FILE), 'asked: 2026-01-05\nverified: yesterday\nreleases: []\n');
    expect(() => loadNewerReleases(root, verified)).toThrow(/newer-releases\.yaml:2/);
  });

  it.each([
    ['an empty list', [], '', 'names no release'],
    ['a page of HTML', [], '<html>Not found</html>', 'names no release'],
    ['a file that is not there', ['none.txt'], '', "There is no file 'none.txt'"],
    ['a folder', ['.'], '', "There is no file '.'"],
    ['two files', ['a', 'b'], '', 'Name one file, not 2'],
    ['an unknown option', ['--newest'], '', "Unknown option '--newest'"],
    ['a list that is too large', [], 'v'.repeat(21 * 1024 * 1024), 'larger than 20 MB'],
  ])('refuses %s, and keeps nothing', async (_, args, input, message) => {
    const { status, stdout, stderr } = await behind(['--keep', ...args], input);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(() => readFileSync(path.join(root, NEWER_RELEASES_FILE))).toThrow(/ENOENT/);
  });
});
