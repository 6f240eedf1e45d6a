import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../scripts/lib/project-root.ts';
import { namesOf } from '../../src/publish/search-index/names.ts';
import type { PlacedName } from '../../src/publish/search-index/names.ts';
import { anchorsIn } from '../../src/publish/search-index/pages.ts';
import { SearchEngine } from '../../src/tools/search/engine.ts';
import { INDEX_FILE } from '../../src/tools/search/index-file.ts';
import type { SearchIndex } from '../../src/tools/search/index-file.ts';
import { specs } from '../support/facts.ts';
import { fillIn } from '../../src/facts/message-text.ts';
import { cpuTime } from '../support/cpu-time.ts';

const build = path.join(projectRoot, 'build');

const anchorSets = new Map<string, Set<string>>();

const versions = specs.map((spec) => {
  const file = path.join(build, spec.protocol.ended ? spec.protocol.pathName : '', INDEX_FILE);
  const text = readFileSync(file, 'utf8');
  const index = JSON.parse(text) as SearchIndex;
  return { spec, text, index, engine: new SearchEngine(index), label: spec.protocol.pathName };
});

/** A text in the form in which the program prints it: parameters have values. */
function printed(text: string): string {
  return fillIn(text, (name) =>
    /seconds|count|code|status|attempt|limit|pid|age|worker$|orchestrator/i.test(name) ? '7' : 'alpha',
  );
}

describe.each(versions.map((version) => [version.label, version] as const))('search in %s', (label, version) => {
  const { spec, index, engine, text } = version;
  const names = namesOf(spec).filter(({ page }) => existsSync(path.join(build, label, `${page}.html`)));

  it('has an anchor for each name that one of its pages explains', () => {
    const missing = names.filter(({ page, anchor }) => {
      const anchors = anchorsOf(path.join(build, label, `${page}.html`));
      return anchor !== undefined && !anchors.has(anchor);
    });
    expect(missing.map(({ page, anchor }) => `${page}#${anchor}`)).toEqual([]);
  });

  const urlOf = ({ page, anchor }: PlacedName): string =>
    `/${label}/${page}${anchor === undefined ? '' : `#${anchor}`}`;

  it('finds every flag, variable, field, state, command and message by its exact name, first of all', () => {
    const wrong = names.filter((name) => {
      const { hits } = engine.search(name.name, 100);
      const own = hits.findIndex((hit) => hit.url === urlOf(name));
      // What stands before it has the very same name: `id` is a field of many outputs.
      const others = hits
        .slice(0, own)
        .filter((hit) => hit.name === undefined || endOf(hit.name) !== endOf(name.name)).length;
      return own === -1 || others > (isPlainWord(name) ? PAGES_BEFORE_A_PLAIN_WORD : 0);
    });
    expect(wrong.map(({ name, page }) => `${name} (${page})`)).toEqual([]);
  });

  it('finds every field and flag with what has it before all others of that name', () => {
    const owned = names.filter(({ of }) => of !== undefined);
    const wrong = owned.filter((name) => {
      const { hits } = engine.search(`${name.name} ${name.of}`, 10);
      const own = hits.findIndex((hit) => hit.url === urlOf(name));
      // One command may print the same field in several shapes.
      const before = hits.slice(0, own).every(({ url }) => url.startsWith(`/${label}/${name.page}#`));
      return own === -1 || !before;
    });
    expect(owned.length).toBeGreaterThan(100);
    expect(wrong.map(({ name, of }) => `${name} ${of}`)).toEqual([]);
  });

  it('finds every message as it is printed, with values, as first hit', () => {
    const messages = names.filter(({ kind }) => kind === 'message');
    const wrong = messages.filter(({ name, anchor }) => {
      for (const line of [printed(name), `2026-01-01 12:00:00.000 +00:00 [ERR] swamp: ${printed(name)}`]) {
        const { hits } = engine.search(line, 10);
        const same = messages.filter((other) => other.name === name).map((other) => `#${other.anchor}`);
        if (!same.some((hash) => hits[0]?.url.endsWith(hash))) {
          return anchor !== undefined;
        }
      }
      return false;
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('says of a name that only another protocol has which one that is, and leads there', () => {
    const wrong = index.elsewhere.filter(({ name, url, protocol }) => {
      const { hits, unknown } = engine.search(name, 10);
      const hit = hits.find((one) => one.url === url);
      return hit?.title.includes(`of protocol ${protocol}, not of this one`) !== true || unknown.length > 0;
    });
    expect(index.elsewhere.length).toBeGreaterThan(10);
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('leads from a release to what changed in it, or to its protocol', () => {
    for (const [release, address] of index.changes) {
      expect(engine.search(`swamp ${release}.0-sha.0123abcd`, 10).hits[0]?.url, release).toBe(address);
    }
    const others = index.protocols.filter((protocol) => protocol.number !== spec.protocol.number);
    for (const { number, last, url } of others) {
      expect(engine.search(last, 10).hits[0], last).toMatchObject({ url, kind: 'release' });
      expect(engine.search(last, 10).hits[0]!.title).toContain(`protocol ${number}`);
    }
  });

  it('finds every page outside the versions', () => {
    const outside = index.pages.filter(({ url }) => !url.startsWith('/protocol-'));
    expect(outside.map(({ url }) => url)).toEqual(
      expect.arrayContaining(['/explain', '/match', '/compatibility', '/lifecycle', '/upgrade/3-to-4', '/agents']),
    );
    for (const { title, url } of outside) {
      expect(engine.search(title, 1).hits[0]?.url).toBe(url);
    }
  });

  it('says which word no page has, and does not say so of words that pages have', () => {
    expect(engine.search('worker flibbertigibbet', 10).unknown).toEqual(['flibbertigibbet']);
    expect(engine.search('flibbertigibbet', 10)).toMatchObject({ hits: [], unknown: ['flibbertigibbet'] });
    expect(engine.search('how do I drain a worker', 10)).toMatchObject({ unknown: [], near: [] });
    expect(engine.search('orchestartor', 10)).toMatchObject({
      unknown: [],
      near: [{ typed: 'orchestartor', shown: expect.stringMatching(/^orchestr/) as unknown }],
    });
  });

  it('leads only to pages of its version and to those outside the versions, each with its track', () => {
    for (const query of ['worker', 'token', '--json', 'swamp worker list']) {
      const { hits } = engine.search(query, 100);
      expect(hits.length, query).toBeGreaterThan(0);
      for (const { url, track } of hits) {
        expect(url).toMatch(new RegExp(`^/(?:${label}(?=[/#]|$)|(?!protocol-))`));
        expect(['Operators', 'Workflow authors', 'Reference', 'Concepts', 'Start', 'Tools', 'Upgrade']).toContain(
          track,
        );
      }
    }
  });

  it('answers any input at once', () => {
    const hostile = [
      '',
      ' ',
      '\0',
      '<script>',
      '\ud800',
      '('.repeat(1_000),
      'worker '.repeat(800_000),
      "Worker '".repeat(600_000),
      '%'.repeat(5_000_000),
    ];
    for (const query of hostile) {
      expect(cpuTime(() => engine.search(query, 10))).toBeLessThan(3_000);
    }
  });

  it('is ready, and answers, in a fraction of a second of a phone', () => {
    // The least of a few: what else runs can only make it more. A phone takes four times as long.
    const least = (work: () => unknown): number => Math.min(...Array.from({ length: 5 }, () => cpuTime(work)));
    expect(
      least(() => new SearchEngine(JSON.parse(text) as SearchIndex)),
      'ready',
    ).toBeLessThan(200);
    const queries = ['drain', 'how do i stop a worker without losing work', '--cache-dir', 'kubectl get pods'];
    expect(Math.max(...queries.map((query) => least(() => engine.search(query, 10)))), 'answers').toBeLessThan(60);
  });

  it('weighs at most 200 kB compressed', () => {
    expect(gzipSync(text).length).toBeLessThan(200_000);
    expect(index.pages.length).toBeGreaterThan(5);
  });
});

it('a name that leads elsewhere is noticed', () => {
  const { index } = versions[0]!;
  const name = index.names.find(({ kind }) => kind === 'flag')!;
  const wrong = new SearchEngine({ ...index, names: index.names.filter((other) => other !== name) });
  expect(wrong.search(name.name, 100).hits.map(({ url }) => url)).not.toContain(name.url);
});

/**
 * A field such as `token` or `status` is a plain word, too: pages about it come first, then every place that explains
 * the field.
 */
const PAGES_BEFORE_A_PLAIN_WORD = 3;

function isPlainWord({ kind, name }: PlacedName): boolean {
  return (kind === 'JSON field' || kind === 'stored field') && /^[a-z]+$/.test(name);
}

/** Fields are found without the path that leads to them. */
function endOf(name: string): string {
  return name.includes(' ') ? name.toLowerCase() : name.replaceAll('[]', '').split('.').at(-1)!.toLowerCase();
}

function anchorsOf(file: string): Set<string> {
  const known = anchorSets.get(file) ?? anchorsIn(load(readFileSync(file, 'utf8')));
  anchorSets.set(file, known);
  return known;
}
