import { afterEach, describe, expect, it } from 'vitest';
import { forgetFacts } from '../../../src/facts/cache.ts';
import { expandPage } from '../../support/expand-page.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

const RULES = `rules:
  - id: revoked-stays
    statement: A worker whose token is \`revoked\` stays.
    proof: { scenario: revoke }
  - id: read-only
    statement: A session ends after eight hours.
    until: 20260105.100000.0
    proof: { source: src/serve/gateway.ts, reason: takes eight hours }
  - id: drains
    statement: A worker drains.
    since: 20260105.100000.0
    proof: { recording: drain }
`;

const FIGURES = `release: 20260106.100000.0
protocol: 3
date: 2026-01-07
program: source
runtime: deno 2.8.3
result: agrees
checks:
  - { check: behaviors, agrees: 1, differs: 0, notRun: 0 }
pages: []
behaviors: [revoked-stays]
differs: []
notRun: []
`;

let project: SmallProject;
afterEach(() => {
  project.remove();
  forgetFacts();
});

function write(): string {
  project = createSmallProject();
  project.write('spec/behaviors/tokens.yaml', RULES);
  project.write('verify/checks/behaviors/scenarios/revoke.ts', '');
  project.write('recordings/verifications/20260106.100000.0.yaml', FIGURES);
  project.write('recordings/protocol-3/drain.yaml', '');
  return project.root;
}

describe('a rule behind a sentence', () => {
  it.each([
    ['run', 'docs/a.mdx', 'revoked-stays', 'Run at 20260106.100000: A worker whose token is revoked stays.'],
    ['read', 'docs/a.mdx', 'read-only', 'Read in the source, src/serve/gateway.ts: A session ends'],
    ['recorded', 'docs/a.mdx', 'drains', 'Recorded as drain: A worker drains.'],
  ])('says "%s" on %s, and leads to the rule', async (word, page, id, title) => {
    const text = await expandPage(write(), page, `It stays.<Rule id="${id}" />`);
    expect(text).toMatch(new RegExp(`^It stays\\. <small>\\\\?\\[\\[${word}\\]\\(/verification#rule-${id} `));
    expect(text).toContain(title);
  });

  it('says nothing while no verification of the protocol has played its scenario', async () => {
    const page = 'versioned_docs/version-2/a.mdx';
    expect(await expandPage(write(), page, 'It stays.<Rule id="revoked-stays" />')).toBe('It stays.\n');
  });

  it('stops the build when there is no such rule, or none in the protocol of the page', async () => {
    const root = write();
    await expect(expandPage(root, 'docs/a.mdx', 'So.<Rule id="revoked-stay" />')).rejects.toThrow("'revoked-stays'");
    await expect(expandPage(root, 'versioned_docs/version-2/a.mdx', 'So.<Rule id="drains" />')).rejects.toThrow(
      "the rule 'drains' holds in no release of protocol 2",
    );
  });
});

it('the list tells of every rule its releases and its proof', async () => {
  const text = await expandPage(write(), 'src/pages/a.mdx', '<Rules />');
  expect(text).toContain('Tokens: 3 rules');
  expect(text).toContain('A worker whose token is `revoked` stays. Run at 20260106.100000.');
  expect(text).toContain('Read in the source, src/serve/gateway.ts. Not run: it takes eight hours.');
  expect(text).toContain('A worker drains. *since 20260105.100000* Recorded as drain.');
});
