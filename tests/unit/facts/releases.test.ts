import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { parseRelease } from '../../../src/facts/release.ts';
import { buildReleaseIndex, loadReleases } from '../../../src/facts/releases.ts';
import { standingOf } from '../../../src/facts/standing.ts';
import { parseYaml } from '../../../src/facts/yaml-source.ts';

const releases = loadReleases(projectRoot);
/** Protocol of each tag, read from the constant in the program's source at that tag. */
const declared = JSON.parse(
  readFileSync(path.join(projectRoot, 'tests/fixtures/protocol-of-tag.json'), 'utf8'),
) as Record<string, number>;
const text = readFileSync(path.join(projectRoot, 'spec/releases.yaml'), 'utf8');

describe('the list of releases', () => {
  it('maps every tag of the program to the protocol that its source declares', () => {
    for (const [tag, protocol] of Object.entries(declared)) {
      expect([...releases.tags.values()], tag).toContain(tag);
      expect(standingOf(releases, parseRelease(tag)!), tag).toMatchObject({
        kind: 'known',
        protocol: { number: protocol },
      });
    }
  });

  it('holds every tag between the first and the last of those, and no other', () => {
    const tags = [...releases.tags.values()];
    const known = Object.keys(declared);
    expect(known).toHaveLength(567);
    expect(tags.slice(0, known.length)).toEqual(known);
  });

  it.each([
    ['20260611.195256', 2],
    ['20260705.162356', 2],
    ['20260705.174109', 3],
    ['20260706.191652', 3],
    ['20260706.194109', 4],
    ['20260822.011157', 4],
  ])('%s speaks protocol %i', (release, number) => {
    expect(standingOf(releases, parseRelease(release)!)).toMatchObject({ kind: 'known', protocol: { number } });
  });

  it('tells releases before remote execution, unlisted ones and later ones apart', () => {
    expect(standingOf(releases, parseRelease('20260611.191548')!)).toEqual({ kind: 'before-remote-execution' });
    expect(standingOf(releases, parseRelease('20260705.170000')!)).toMatchObject({
      kind: 'unlisted',
      protocol: { number: 2 },
    });
    expect(standingOf(releases, parseRelease('20270101.000000')!)).toMatchObject({ kind: 'newer-than-known' });
  });

  it('is what Docusaurus keeps of older versions', () => {
    const frozen = JSON.parse(readFileSync(path.join(projectRoot, 'versions.json'), 'utf8')) as string[];
    expect(frozen).toEqual(releases.protocols.slice(1).map((protocol) => String(protocol.number)));
  });
});

describe('a mistake in the list of releases', () => {
  const cases: [mistake: string, search: string | RegExp, replacement: string, expected: RegExp][] = [
    [
      'a range that ends at no release',
      'last: 20260706.191652.0',
      'last: 20260706.191653.0',
      /releases\.yaml:\d+: 20260706\.191653\.0 is not in the list/,
    ],
    [
      'a gap between ranges',
      'last: 20260706.191652.0',
      'last: 20260705.174109.0',
      /the release after 20260705\.174109\.0 is /,
    ],
    [
      'verified with another protocol',
      'verified: 20260822.011157.0',
      'verified: 20260705.162356.0',
      /does not speak protocol 4/,
    ],
    [
      'a release without a runtime',
      'since: 20260613.165506.0',
      'since: 20260613.215040.0',
      /releases\.yaml:\d+: 20260613\.165506\.0 has 0 runtimes/,
    ],
    [
      'a release with two runtimes',
      'until: 20260612.100934.0',
      'until: 20260613.165506.0',
      /20260613\.165506\.0 has 2 runtimes/,
    ],
    ['a number left out', 'number: 3', 'number: 1', /list them newest first, without a gap/],
    ['a tag of another form', '  - v20260611.204926.0-sha.696db232', '  - v20260611.204926', /not a release tag/],
    [
      'a tag twice',
      '  - v20260611.204926.0-sha.696db232\n',
      '  - v20260611.204926.0-sha.696db232\n  - v20260611.204926.0-sha.696db232\n',
      /listed twice/,
    ],
  ];

  it.each(cases)('%s', (_mistake, search, replacement, expected) => {
    const planted = text.replace(search, replacement);
    expect(planted).not.toBe(text);
    expect(() => buildReleaseIndex(parseYaml('spec/releases.yaml', planted))).toThrow(expected);
  });

  it('a release out of order', () => {
    const [first, second] = ['  - v20260611.195256.0-sha.f625a295\n', '  - v20260611.204926.0-sha.696db232\n'];
    const swapped = text.replace(first + second, second + first);
    expect(() => buildReleaseIndex(parseYaml('spec/releases.yaml', swapped))).toThrow(/stands after .* but is older/);
  });
});
