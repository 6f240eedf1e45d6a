import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { readReadersWords } from '../../src/publish/search-index/readers-words.ts';
import { SearchEngine } from '../../src/tools/search/engine.ts';
import { INDEX_FILE } from '../../src/tools/search/index-file.ts';
import type { SearchIndex } from '../../src/tools/search/index-file.ts';
import { specs } from '../support/facts.ts';
import { queriesFor, relevanceOf } from '../support/search-relevance.ts';

/** What the box shows of a list. */
const SHOWN = 10;

const versions = specs.map(({ protocol: { number, pathName, ended } }) => {
  const file = path.join(projectRoot, 'build', ended ? pathName : '', INDEX_FILE);
  const index = JSON.parse(readFileSync(file, 'utf8')) as SearchIndex;
  return { number, pathName, index, engine: new SearchEngine(index) };
});

describe.each(versions.map((version) => [version.pathName, version] as const))('search in %s', (_, version) => {
  const { number, index, engine } = version;
  const queries = queriesFor(number);
  const pages = new Set(index.pages.map(({ url }) => url));

  it('is asked at least 150 queries, each with a page that exists', () => {
    expect(queries.length).toBeGreaterThanOrEqual(150);
    expect(queries.filter(({ best }) => !best.some((page) => pages.has(page)))).toEqual([]);
  });

  it('has an answer in the first place for 75 of 100 queries, in the first three for 92, in the list for 98', () => {
    const found = relevanceOf(queries, (query) => engine.search(query, SHOWN).hits);
    expect(found.first, 'first').toBeGreaterThanOrEqual(75);
    expect(found.three, 'first three').toBeGreaterThanOrEqual(92);
    expect(found.ten, `in the list; missed: ${found.missed.join('; ')}`).toBeGreaterThanOrEqual(98);
  });

  it.each([
    'of operators and newcomers',
    'of operators and newcomers, confirmed',
    'of readers who come from other systems',
  ])('holds these figures for queries %s, too', (kind) => {
    const asked = queries.filter((query) => query.kind === kind);
    expect(asked.length).toBeGreaterThanOrEqual(120);
    const found = relevanceOf(asked, (query) => engine.search(query, SHOWN).hits);
    expect(found.first, 'first').toBeGreaterThanOrEqual(75);
    expect(found.three, 'first three').toBeGreaterThanOrEqual(92);
    expect(found.ten, `in the list; missed: ${found.missed.join('; ')}`).toBeGreaterThanOrEqual(98);
  });

  it('shows the page of which the exact title was typed first, in any case', () => {
    const wrong = index.pages.filter(({ title }) =>
      [title, title.toLowerCase()].some((typed) => {
        const [first] = engine.search(typed, 1).hits;
        return first?.url.includes('#') !== false || first.title !== title;
      }),
    );
    expect(wrong.map(({ title }) => title)).toEqual([]);
  });

  it('fills no list with more than two places of one page, but for names and messages', () => {
    for (const { ask } of queries) {
      const pagesShown = engine
        .search(ask, SHOWN)
        .hits.filter(({ name, kind }) => name === undefined && kind !== 'release')
        .map(({ url }) => url.split('#')[0]!);
      const crowded = pagesShown.filter((page) => pagesShown.filter((other) => other === page).length > 2);
      expect(crowded, ask).toEqual([]);
    }
  });
});

const { questions } = readReadersWords(projectRoot);

/** Pages with questions that no version has. */
function pagesGone(named: Iterable<string>): string[] {
  const urls = new Set(versions.flatMap(({ index }) => index.pages.map(({ url }) => url)));
  const addresses = (page: string): string[] =>
    page.startsWith('/')
      ? [page]
      : versions.map(({ pathName }) => (page === 'index' ? `/${pathName}` : `/${pathName}/${page}`));
  return [...named].filter((page) => !addresses(page).some((address) => urls.has(address)));
}

it('every page that has questions of readers exists in one of the versions', () => {
  expect(pagesGone(questions.keys())).toEqual([]);
  expect(pagesGone([...questions.keys(), 'operators/gone', '/gone'])).toEqual(['operators/gone', '/gone']);
});

it('no page has the same question twice', () => {
  const twice = [...questions].filter(([, asked]) => new Set(asked).size < asked.length);
  expect(twice.map(([page]) => page)).toEqual([]);
});

it('without the questions of readers far fewer queries are answered', () => {
  const { number, index, engine } = versions[0]!;
  const queries = queriesFor(number);
  const plain = new SearchEngine({
    ...index,
    pages: index.pages.map(({ asked: _, ...page }) => page),
  });
  const found = relevanceOf(queries, (query) => engine.search(query, SHOWN).hits);
  expect(relevanceOf(queries, (query) => plain.search(query, SHOWN).hits).first).toBeLessThan(found.first - 10);
});

it('pages that are not in the index are missed', () => {
  const { number, index } = versions[0]!;
  const queries = queriesFor(number);
  const without = new SearchEngine({
    ...index,
    pages: index.pages.map((page) => ({ ...page, url: `${page.url}-away` })),
  });
  expect(relevanceOf(queries, (query) => without.search(query, SHOWN).hits).ten).toBeLessThan(50);
});

it('without the words of readers fewer queries are answered', () => {
  const { number, index, engine } = versions[0]!;
  const queries = queriesFor(number);
  const plain = new SearchEngine({ ...index, synonyms: [] });
  const found = relevanceOf(queries, (query) => engine.search(query, SHOWN).hits);
  expect(relevanceOf(queries, (query) => plain.search(query, SHOWN).hits).first).toBeLessThan(found.first);
});
