import { afterEach, describe, expect, it } from 'vitest';
import { forgetFacts } from '../../../src/facts/cache.ts';
import { loadReleases } from '../../../src/facts/releases.ts';
import { loadRepaired, repairedIn } from '../../../src/facts/repaired.ts';
import type { RepairedDefect } from '../../../src/facts/repaired.ts';
import { expandPage, headingAnchors } from '../../support/expand-page.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

const OLD = `  - id: old-leak
    area: orchestrator
    repaired: 20260103.100000.0
    problem: Files stay open
    effect: It ends.
    commits: ['0000abcd']
`;
const LATE = `  - id: late-token
    area: security
    since: 20260103.100000.0
    repaired: 20260105.200000.0
    problem: '\`serve\` prints a token'
    effect: It is in the log.
    meanwhile: Read the log since 20260102.100000.
    commits: ['12345678', '9abcdef0']
`;

let project: SmallProject | undefined;
afterEach(() => {
  project?.remove();
  project = undefined;
  forgetFacts();
});

function write(...defects: string[]): SmallProject {
  project = createSmallProject();
  project.write('spec/repaired.yaml', `defects:\n${defects.join('')}`);
  return project;
}

function load(...defects: string[]): RepairedDefect[] {
  const { root } = write(...defects);
  return loadRepaired(root, loadReleases(root));
}

describe('repaired defects', () => {
  it('are none without the file', () => {
    project = createSmallProject();
    expect(loadRepaired(project.root, loadReleases(project.root))).toEqual([]);
  });

  it('end with the release before the repair, the latest repair first', () => {
    expect(load(OLD, LATE)).toMatchObject([
      { id: 'late-token', span: { since: '20260103.100000.0', until: '20260105.100000.0' } },
      { id: 'old-leak', span: { until: '20260102.100000.0' } },
    ]);
  });

  it('belong to every protocol of which a release has them', () => {
    const defects = load(OLD, LATE);
    const [three, two] = loadReleases(project!.root).protocols;
    expect(repairedIn(three, defects).map(({ id }) => id)).toEqual(['late-token']);
    expect(repairedIn(two!, defects).map(({ id }) => id)).toEqual(['late-token', 'old-leak']);
  });

  it('are shown by area, each with an anchor, its releases and the release to go to', async () => {
    const { root } = write(OLD, LATE);
    const page = 'versioned_docs/version-2/a.mdx';
    expect(await headingAnchors(root, page, '<RepairedDefects />')).toEqual(['security', 'orchestrator']);
    expect(await expandPage(root, page, '<RepairedDefects />')).toContain(
      '**`serve` prints a token** *20260103.100000 to 20260105.100000* It is in the log. Until you upgrade: Read the log since 20260102.100000. Repaired in 20260105.200000.',
    );
    expect(await headingAnchors(root, 'docs/a.mdx', '<RepairedDefects />')).toEqual(['security']);
  });

  it.each([
    [
      'an unknown release',
      LATE.replace('repaired: 20260105.20', 'repaired: 20260105.21'),
      /:2: late-token: 20260105\.210000\.0 is no release/,
    ],
    [
      'an unknown release in its words',
      LATE.replace('20260102.1', '20260102.2'),
      /:2: late-token: 20260102\.200000\.0 is no release/,
    ],
    [
      'a repair before the defect',
      LATE.replace('since: 20260103.1', 'since: 20260105.2'),
      /:2: late-token: 'since' is not before/,
    ],
    [
      'a repair in the very first release',
      OLD.replace('20260103', '20260101'),
      /:2: old-leak: no release with remote execution is older/,
    ],
    [
      'a start that says nothing',
      LATE.replace('since: 20260103', 'since: 20260101'),
      /:2: late-token: 'since' is the first release/,
    ],
    ['an id that stands twice', LATE + LATE, /:10: late-token: this id is listed twice/],
    ['no commit', LATE.replace("'12345678', '9abcdef0'", ''), /:9: name at least one commit/],
    ['a commit that YAML reads as a number', LATE.replace("'12345678'", '96e12892'), /:9: .*in quotes/],
    ['an area that no page shows', LATE.replace('area: security', 'area: tls'), /:3: .*area/],
    ['a key that is unknown', LATE + '    until: 20260103.100000.0\n', /:10: unknown key 'until'/],
  ])('name file and line of %s', (_, text, message) => {
    expect(() => load(text)).toThrow(message);
  });
});

describe('the repaired defects of the project', () => {
  const index = loadReleases(process.cwd());
  const defects = loadRepaired(process.cwd(), index);

  it.each(index.protocols.filter(({ released }) => released))(
    'have some for $label, and none with two anchors',
    (protocol) => {
      const ids = repairedIn(protocol, defects).map(({ id }) => id);
      expect(ids.length).toBeGreaterThan(10);
      expect(new Set(ids).size).toBe(ids.length);
    },
  );
});
