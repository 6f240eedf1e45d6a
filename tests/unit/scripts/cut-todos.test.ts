import { afterEach, beforeEach, expect, it } from 'vitest';
import { todosOfCut } from '../../../scripts/lib/cut-todos.ts';
import { parseRelease } from '../../../src/facts/release.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

const cut = { newest: 3, next: 4, pinned: parseRelease('20260106.100000')! };

let project: SmallProject;
beforeEach(() => {
  project = createSmallProject();
  project.write('docs/operators/page.mdx', 'Release 20260106.100000.\n');
});
afterEach(() => project.remove());

it('a cut tells which files for readers still pin a release of the protocol before', () => {
  project.write('docs/operators/files/worker.yaml', 'image: swamp:20260106.100000.0-sha.00000006\n');
  project.write('docs/operators/files/other.yaml', 'image: swamp:20260105.100000.0-sha.00000005\n');
  const pins = todosOfCut(project.root, cut).filter((line) => line.includes('pins'));
  expect(pins).toEqual(['docs/operators/files/worker.yaml: pins 20260106.100000; name the first release.']);
});

it('a cut tells what no file can hold: what the protocol brought, its evidence and its upgrade page', () => {
  const text = todosOfCut(project.root, cut).join('\n');
  for (const said of [
    'what protocol 4 brought',
    'recordings/protocol-4/: these are of protocol 3',
    'from protocol 3 to 4',
  ]) {
    expect(text).toContain(said);
  }
});
