import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../scripts/lib/project-root.ts';
import { checkStatements, findsItsMistake } from '../../../src/markdown/refuted/check.ts';
import { loadStatements, REFUTED_FOLDER } from '../../../src/markdown/refuted/register.ts';
import { loadReleases } from '../../../src/facts/releases.ts';
import { formatFault } from '../../../src/facts/spec-error.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

const index = loadReleases(projectRoot);
const register = loadStatements(projectRoot, index);

describe('the register of the project', () => {
  it.each(register.refuted.map((statement) => [statement.id, statement] as const))(
    '%s finds its own mistake',
    (_, statement) => {
      expect(findsItsMistake(statement)).toBe(true);
    },
  );

  it.each(index.protocols)('protocol $number says nothing that is refuted, and all that is required', (protocol) => {
    expect(checkStatements(projectRoot, protocol, register).map(formatFault)).toEqual([]);
  });
});

describe('a planted mistake', () => {
  const VALID = `refuted:
  - id: names-are-used-up
    protocols: [3]
    pattern: never free again
    mistake: A name is **never free again**.
    truth: Deleting the record frees the name.
    evidence: [{ source: src/data_delete.ts, release: 20260106.100000.0 }]
required:
  - id: revoking-disconnects-nobody
    page: operators/tokens
    pattern: disconnects nobody
    evidence: [{ run: revoked a token, release: 20260103.100000.0 }]
`;
  let project: SmallProject;

  beforeEach(() => {
    project = createSmallProject();
    project.write(`${REFUTED_FOLDER}/operators.yaml`, VALID);
    for (const folder of ['docs', 'versioned_docs/version-2']) {
      project.write(`${folder}/operators/tokens.mdx`, 'Revoking [disconnects\nnobody](./cut-off.mdx).\n');
    }
  });

  afterEach(() => project.remove());

  function faults(): string[] {
    const releases = loadReleases(project.root);
    const statements = loadStatements(project.root, releases);
    return releases.protocols.flatMap((protocol) =>
      checkStatements(project.root, protocol, statements).map(formatFault),
    );
  }

  it('is none in pages that hold', () => {
    expect(faults()).toEqual([]);
  });

  it('is found in a page, across lines and marks, in its own protocol only', () => {
    const text = '\nA name is *never*\n[free `again`](../concepts/name.mdx).\n';
    appendFileSync(path.join(project.root, 'docs/operators/tokens.mdx'), text);
    appendFileSync(path.join(project.root, 'versioned_docs/version-2/operators/tokens.mdx'), text);
    expect(faults()).toEqual([
      "docs/operators/tokens.mdx:4: 'never free again' does not hold (names-are-used-up). Deleting the record frees the name.",
    ]);
  });

  it('is found in the facts', () => {
    project.write('spec/protocol-3/models/token.yaml', 'id: token\ndescription: The name is\n  never free again.\n');
    expect(faults()).toEqual([expect.stringMatching(/^spec\/protocol-3\/models\/token\.yaml:3: 'never free again'/)]);
  });

  it('is found in the lists of changes only when it is about every protocol', () => {
    project.write('spec/headlines.yaml', "headlines:\n  20260105.200000.0: 'The name is `never` free again'\n");
    expect(faults()).toEqual([]);
    project.write(`${REFUTED_FOLDER}/operators.yaml`, VALID.replace('    protocols: [3]\n', ''));
    expect(new Set(faults())).toEqual(new Set([expect.stringMatching(/^spec\/headlines\.yaml:2: 'never free again'/)]));
    expect(faults()).not.toEqual([]);
  });

  it('is found when a required statement is gone, or its page', () => {
    project.write('docs/operators/tokens.mdx', 'Revoking ends a worker.\n');
    expect(faults()).toEqual([
      "docs/operators/tokens.mdx: nothing here says 'disconnects nobody' (revoking-disconnects-nobody)",
    ]);
    project.write(`${REFUTED_FOLDER}/operators.yaml`, VALID.replace('operators/tokens', 'operators/token'));
    expect(faults()[0]).toMatch(/^spec\/refuted\/operators\.yaml:9: docs\/operators\/token\.mdx, .* does not exist$/);
  });

  it.each([
    ['an unknown key', VALID.replace('truth:', 'right:'), /operators\.yaml:6: unknown key 'right'/],
    ['no evidence', VALID.replace(/ {4}evidence: .*source.*\n/, ''), /operators\.yaml:2: .*evidence/],
    ['evidence of nothing', VALID.replace('source: src/data_delete.ts, ', ''), /operators\.yaml:7: name the 'source'/],
    ['a release that is none', VALID.replace('20260106', '20260107'), /operators\.yaml:7: '20260107\..* is no release/],
    ['a protocol that is none', VALID.replace('[3]', '[3, 9]'), /operators\.yaml:3: there is no protocol 9/],
    [
      'a pattern that is none',
      VALID.replace('never free', '(never free'),
      /operators\.yaml:4: .* no regular expression/,
    ],
    ['an id twice', VALID.replace('revoking-disconnects-nobody', 'names-are-used-up'), /operators\.yaml:9: .*:2, too/],
    ['a file that is not well-formed', 'refuted: [', /operators\.yaml:\d+: /],
  ])('in the register is told with file and line: %s', (_, text, expected) => {
    project.write(`${REFUTED_FOLDER}/operators.yaml`, text);
    expect(() => faults()).toThrow(expected);
  });
});
