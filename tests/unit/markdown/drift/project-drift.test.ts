import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../../scripts/lib/project-root.ts';
import { checkDrift } from '../../../../src/markdown/drift/check.ts';
import { loadDrift } from '../../../../src/markdown/drift/load.ts';
import { formatFault } from '../../../../src/facts/spec-error.ts';
import { cachedReleases } from '../../../../src/facts/cache.ts';
import { pagesOfProtocol } from '../../../../src/markdown/tree/version-tree.ts';

const drifts = loadDrift(projectRoot);

it('covers every pair of neighboring protocols', () => {
  const numbers = cachedReleases(projectRoot).protocols.map(({ number }) => number);
  expect(drifts.map(({ older, newer }) => [newer.protocol.number, older.protocol.number])).toEqual(
    numbers.slice(1).map((number, index) => [numbers[index], number]),
  );
});

describe.each(drifts)('protocol $older.protocol.number to $newer.protocol.number', ({ older, newer, ...drift }) => {
  const pages = [older, newer].flatMap(({ protocol }) =>
    pagesOfProtocol(projectRoot, protocol).map(({ page }) => page),
  );

  it.each([...new Set([...pages, ...drift.register.map(({ page }) => page)])].sort())(
    '%s differs only where the program did',
    (page) => {
      const ofPage = <Item extends { page: string }>(items: readonly Item[]): Item[] =>
        items.filter((item) => item.page === page);
      const faults = checkDrift(ofPage(drift.differences), ofPage(drift.register), { older, newer });
      expect(faults.map(formatFault)).toEqual([]);
    },
  );
});
