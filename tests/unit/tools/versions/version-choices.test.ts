import { describe, expect, it } from 'vitest';
import { closestPage, pageAt, versionChoices, versionOfPath } from '../../../../src/tools/versions/version-choices.ts';
import { versionFacts } from '../../../support/version-facts.ts';

const versions = [
  version('current', '/protocol-9', [
    '',
    'operators/upgrade',
    'reference/cli/worker-list',
    'reference/cli/worker-queue',
  ]),
  version('8', '/protocol-8', ['', 'reference/cli/worker-list']),
];
const facts = [versionFacts(9, false), versionFacts(8, true)];

describe('versionChoices', () => {
  it('keeps the page where it exists', () => {
    expect(summary('/protocol-9/reference/cli/worker-list')).toEqual([
      ['/protocol-9/reference/cli/worker-list', 'same-page', true],
      ['/protocol-8/reference/cli/worker-list', 'same-page', false],
    ]);
  });

  it('leads to the nearest page where it does not', () => {
    const [, older] = versionChoices(facts, versions, '/protocol-9/reference/cli/worker-queue');
    expect(older).toMatchObject({
      path: '/protocol-8/reference/cli/worker-list',
      match: { kind: 'nearest-page', address: 'reference/cli/worker-list' },
    });
  });

  it('leads to the start page when nothing is near', () => {
    expect(summary('/protocol-9/operators/upgrade')[1]).toEqual(['/protocol-8/', 'start-page', false]);
  });

  it('leads from outside the versions to their start pages', () => {
    expect(summary(undefined)).toEqual([
      ['/protocol-9/', 'start-page', false],
      ['/protocol-8/', 'start-page', false],
    ]);
  });

  it('knows the version of an address that does not exist', () => {
    expect(summary('/protocol-8/nowhere').map(([, , current]) => current)).toEqual([false, true]);
  });
});

describe('closestPage', () => {
  it('falls back to the path of a version without pages', () => {
    expect(closestPage(version('7', '/protocol-7', []), 'reference')).toEqual({
      path: '/protocol-7',
      match: { kind: 'start-page' },
    });
  });
});

describe('pageAt', () => {
  it('finds a page by its address', () => {
    expect(pageAt(versions[0]!, 'operators/upgrade')).toBe('/protocol-9/operators/upgrade');
    expect(pageAt(versions[1]!, 'operators/upgrade')).toBeUndefined();
  });
});

describe('versionOfPath', () => {
  it('tells versions with a common beginning apart', () => {
    const many = [version('1', '/protocol-1', []), version('10', '/protocol-10', [])];
    expect(versionOfPath(many, '/protocol-10/reference')?.name).toBe('10');
  });
});

function summary(pathname: string | undefined): [string, string, boolean][] {
  return versionChoices(facts, versions, pathname).map(({ path, match, current }) => [path, match.kind, current]);
}

function version(name: string, path: string, addresses: string[]) {
  return { name, path, docs: addresses.map((address) => ({ path: `${path}/${address}` })) };
}
