import { afterEach, beforeEach, expect, it } from 'vitest';
import path from 'node:path';
import { forgetPages, sharedPage, takePage } from '../../../src/markdown/version-pages.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

let project: SmallProject;
let file: string;

beforeEach(() => {
  project = createSmallProject();
  project.write('docs/one.mdx', '# One\n');
  file = path.join(project.root, 'docs/one.mdx');
  forgetPages();
});

afterEach(() => project.remove());

it('a page is read once, until someone takes it for changes of its own', () => {
  const read = sharedPage(project.root, file);
  expect(sharedPage(project.root, file)).toBe(read);
  const taken = takePage(project.root, file);
  expect(taken).toBe(read);
  taken.tree.children = [];
  expect(sharedPage(project.root, file).tree.children).toHaveLength(1);
});

it('a page that was taken is read as it is now', () => {
  takePage(project.root, file);
  project.write('docs/one.mdx', '# One\n\nMore.\n');
  expect(takePage(project.root, file).tree.children).toHaveLength(2);
});
