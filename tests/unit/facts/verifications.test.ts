import { afterEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { loadReleases } from '../../../src/facts/releases.ts';
import { loadVerifications } from '../../../src/facts/verifications.ts';
import { CHECK_NAMES } from '../../../verify/check.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

const FIGURES = `release: 20260106.100000.0
protocol: 3
date: 2026-01-07
program: source
runtime: deno 2.8.3
result: agrees
checks:
  - { check: help, agrees: 3, differs: 0, notRun: 0 }
pages: []
differs: []
notRun: []
`;
const FILE = 'recordings/verifications/20260106.100000.0.yaml';

/** So many checks have figures of every release on which pages rest; later ones come with the next verification. */
const FIRST_CHECKS = 6;

let project: SmallProject | undefined;
afterEach(() => {
  project?.remove();
  project = undefined;
});

function load(text: string, file = FILE): ReturnType<typeof loadVerifications> {
  project = createSmallProject();
  project.write(file, text);
  return loadVerifications(project.root);
}

describe('the figures of verifications', () => {
  it('are read, and none is no fault', () => {
    expect(load(FIGURES)).toMatchObject([{ release: '20260106.100000.0', date: '2026-01-07' }]);
    expect(loadVerifications(createEmpty())).toEqual([]);
  });

  it('count a message as agreeing that another check saw, and leave all else', () => {
    const figures = parse(FIGURES) as Record<string, unknown>;
    const notRun = (check: string): object => ({ check, reason: 'nobody provokes it', subjects: ['seen', 'unseen'] });
    const [loaded] = load(
      stringify({
        ...figures,
        checks: ['outputs', 'messages'].map((check) => ({ check, agrees: 3, differs: 0, notRun: 2 })),
        heard: [{ check: 'behaviors', messages: ['seen', 'provoked-as-well'] }],
        notRun: [notRun('outputs'), notRun('messages')],
      }),
    );
    expect(loaded!.checks).toEqual([
      { check: 'outputs', agrees: 3, differs: 0, notRun: 2 },
      { check: 'messages', agrees: 4, differs: 0, notRun: 1 },
    ]);
    expect(loaded!.notRun).toEqual([notRun('outputs'), { ...notRun('messages'), subjects: ['unseen'] }]);
  });

  it.each([
    [
      'a file with the name of another release',
      FIGURES,
      FILE.replace('06.1', '05.1'),
      /:1: this file is about 20260106/,
    ],
    [
      'a release that does not exist',
      FIGURES.replace('20260106', '20260107'),
      FILE.replace('0106', '0107'),
      /:1: 20260107\.100000\.0 is no release/,
    ],
    [
      'the wrong protocol',
      FIGURES.replace('protocol: 3', 'protocol: 2'),
      FILE,
      /:2: 20260106\.100000\.0 speaks protocol 3, not 2/,
    ],
    ['a count below zero', FIGURES.replace('agrees: 3', 'agrees: -3'), FILE, /:8: /],
    ['an unknown key', `${FIGURES}by: hand\n`, FILE, /:12: unknown key 'by'/],
  ])('name file and line of %s', (_, text, file, message) => {
    expect(() => load(text, file)).toThrow(message);
  });
});

describe('the pages of every protocol', () => {
  const root = process.cwd();
  const verifications = loadVerifications(root);

  it.each(loadReleases(root).protocols.filter(({ released }) => released))(
    'of $label rest on a complete verification in which nothing differed',
    ({ verified }) => {
      const verification = verifications.find(({ release }) => release === verified);
      expect(verification).toMatchObject({ result: 'agrees', differs: [] });
      // The figures of a new check are kept from the next verification on.
      const checks = verification?.checks.map(({ check }) => check) ?? [];
      expect(checks).toEqual(CHECK_NAMES.filter((check) => checks.includes(check)));
      expect(checks.slice(0, FIRST_CHECKS)).toEqual(CHECK_NAMES.slice(0, FIRST_CHECKS));
      for (const { check, agrees } of verification?.checks ?? []) {
        expect(agrees, check).toBeGreaterThan(0);
      }
    },
  );
});

function createEmpty(): string {
  project?.remove();
  project = createSmallProject();
  return project.root;
}
