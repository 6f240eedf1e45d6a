import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packsOf, readPackDefinitions } from '../../../../src/markdown/packs/pack-list.ts';
import type { PackDefinition } from '../../../../src/markdown/packs/pack-list.ts';
import { createSmallProject } from '../../../support/small-project.ts';
import type { SmallProject } from '../../../support/small-project.ts';

const PROTOCOL = { number: 4, pathName: 'protocol-4' };

const pagesAt = (...addresses: string[]) => addresses.map((address) => ({ address }));
const pack = (id: string, ...pages: string[]): PackDefinition => ({ id, title: id, answers: 'It.', pages });
const idsOf = (packs: ReturnType<typeof packsOf>) =>
  packs.map(({ id, pages }) => [id, ...pages.map(({ address }) => address)]);

describe('packs of a protocol', () => {
  const pages = pagesAt(
    '/protocol-4',
    '/protocol-4/operators/tokens',
    '/protocol-4/operators/deploy/ssh',
    '/protocol-4/operators/monitor',
    '/upgrade/3-to-4',
    '/upgrade/2-to-3',
    '/protocol-40/operators/other',
  );

  it('have each page once, in the order of the patterns', () => {
    const definitions = [
      pack('tokens', 'operators/tok*', 'index'),
      pack('rest', 'operators/*', 'operators/deploy/*'),
      pack('upgrade', '/upgrade/*-to-{protocol}'),
    ];
    expect(idsOf(packsOf(definitions, PROTOCOL, pages))).toEqual([
      ['tokens', '/protocol-4/operators/tokens', '/protocol-4'],
      ['rest', '/protocol-4/operators/monitor', '/protocol-4/operators/deploy/ssh'],
      ['upgrade', '/upgrade/3-to-4'],
    ]);
  });

  it('are left out when the protocol has none of their pages', () => {
    const definitions = [pack('gone', 'authors/*'), pack('all', 'index', 'operators/*', 'operators/*/*')];
    expect(idsOf(packsOf(definitions, PROTOCOL, pages)).map(([id]) => id)).toEqual(['all']);
  });

  it('fail for a page that nobody put into one', () => {
    expect(() => packsOf([pack('some', 'index', 'operators/*')], PROTOCOL, pages)).toThrow(
      'src/markdown/packs/packs.yaml: no pack has the page /protocol-4/operators/deploy/ssh: add it to one',
    );
  });
});

describe('the list of packs', () => {
  let project: SmallProject;
  beforeAll(() => {
    project = createSmallProject();
  });
  afterAll(() => project.remove());

  it.each([
    ["- { id: a, title: A, answers: B., pages: ['x y'] }", /packs\.yaml:1: .*a path without its ending/],
    ['- { id: A b, title: A, answers: B., pages: [x] }', /small letters, digits and hyphens/],
    [
      '- { id: a, title: A, answers: B., pages: [x] }\n- { id: a, title: C, answers: D., pages: [y] }',
      /two packs have the same id/,
    ],
    ['- { id: a, title: A, answers: B., pages: [] }', /packs\.yaml:1/],
  ])('%s fails with its place', (yaml, message) => {
    project.write('src/markdown/packs/packs.yaml', yaml);
    expect(() => readPackDefinitions(project.root)).toThrow(message);
  });
});
