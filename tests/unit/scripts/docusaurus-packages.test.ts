import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { nestedDocusaurus, withDocusaurus } from '../../../scripts/lib/docusaurus-packages.ts';
import { projectRoot } from '../../../scripts/lib/project-root.ts';

it('every package of Docusaurus gets the other version, and nothing else does', () => {
  const before = readFileSync(path.join(projectRoot, 'package.json'), 'utf8');
  const after = withDocusaurus(before, 'canary');
  const changed = after.split('\n').filter((line) => !before.split('\n').includes(line));
  expect(changed.length).toBeGreaterThan(5);
  expect(changed.every((line) => /"@docusaurus\/[\w-]+": "canary"/.test(line))).toBe(true);
  expect(after.match(/"@docusaurus\/[\w-]+": "\d/g)).toBeNull();
});

it('a manifest without Docusaurus is refused', () => {
  expect(() => withDocusaurus('{ "dependencies": { "react": "19.0.0" } }', 'canary')).toThrow('nothing to try');
});

it('a second Docusaurus below the search box is found', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'nested-'));
  try {
    expect(nestedDocusaurus(root)).toEqual([]);
    const nested = path.join(root, 'node_modules/@easyops-cn/docusaurus-search-local/node_modules/joi');
    mkdirSync(nested, { recursive: true });
    expect(nestedDocusaurus(root)).toEqual([nested]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
