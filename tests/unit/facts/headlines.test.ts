import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadHeadlines } from '../../../src/facts/headlines.ts';
import { createSmallProject } from '../../support/small-project.ts';
import type { SmallProject } from '../../support/small-project.ts';

let project: SmallProject;
beforeEach(() => {
  project = createSmallProject();
});
afterEach(() => project.remove());

const written = (lines: string): (() => unknown) => {
  project.write('spec/headlines.yaml', `headlines:\n${lines}`);
  return () => loadHeadlines(project.root);
};

describe('sentences about releases', () => {
  it('are read by release', () => {
    expect(written("  20260105.200000.0: 'It waits'\n")()).toEqual(new Map([['20260105.200000.0', 'It waits']]));
  });

  it('are none without a file', () => {
    expect(loadHeadlines(project.root)).toEqual(new Map());
  });

  it.each([
    ['of a release that does not exist', "  20260105.200001.0: 'It waits'\n", /yaml:2: .*is no release of/],
    ['out of order', "  20260106.100000.0: 'A'\n  20260105.200000.0: 'B'\n", /yaml:3: .* stands after 20260106/],
    ['with a full stop', "  20260105.200000.0: 'It waits.'\n", /yaml:2: leave out the full stop/],
    ['that are long', `  20260105.200000.0: '${'It waits '.repeat(20)}'\n`, /yaml:2: say it in 130 characters/],
  ])('%s are refused with file and line', (_, lines, message) => {
    expect(written(lines)).toThrow(message);
  });
});
