import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { projectRoot } from '../../../../scripts/lib/project-root.ts';
import { readForRelease } from '../../../../src/patches/first-script/read-for-release.ts';
import { versionFactsOf } from '../../../../src/facts/version-facts.ts';
import {
  askedRelease,
  RELEASE_PARAMETER,
  withoutRelease,
  withRelease,
} from '../../../../src/tools/reading/reading-address.ts';
import { readerVersion } from '../../../../src/tools/reading/reader-version.ts';
import {
  onReaderRelease,
  readerRelease,
  setReaderRelease,
  STORAGE_KEY,
} from '../../../../src/tools/reading/reading-store.ts';
import { countWords } from '../../../../src/tools/reading/reading-words.ts';
import { standingOfSpan } from '../../../../src/tools/reading/standing-of-span.ts';
import { isInSpan, parseRelease } from '../../../../src/facts/release.ts';
import type { Release } from '../../../../src/facts/release.ts';
import { loadReleases } from '../../../../src/facts/releases.ts';

const index = loadReleases(projectRoot);
const facts = index.protocols.map((protocol) => versionFactsOf(protocol, undefined));
const release = (text: string): Release => parseRelease(text)!;

describe('the release in an address', () => {
  it('is read, and leads back', () => {
    const given = release('20260706.191652');
    const address = withRelease('/protocol-3', given);
    expect(address).toBe('/protocol-3?release=20260706.191652');
    expect(askedRelease(address.slice('/protocol-3'.length))).toEqual({ kind: 'release', release: given });
  });

  it.each(['', '?', '?other=1', '?release', '?release=', '?release=%20%20'])('is absent from %j', (query) => {
    expect(askedRelease(query)).toEqual({ kind: 'none' });
  });

  it.each([
    ['?release=latest', 'latest'],
    ['?release=20261322.011157', '20261322.011157'],
    ['?release=<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['?release=%E0%A4%A', '�%A'],
    ['?release=a%00b%0Ac%E2%80%AEd', 'a b c d'],
  ])('is told to be none in %j', (query, text) => {
    expect(askedRelease(query)).toMatchObject({ kind: 'broken' });
    expect((askedRelease(query) as { text: string }).text.replace(/…$/, '')).toBe(text);
  });

  it('is cut when it is long', () => {
    const asked = askedRelease(`?release=${'9'.repeat(5_000_000)}`);
    expect(asked).toEqual({ kind: 'broken', text: `${'9'.repeat(40)}…` });
  });

  it('never holds a control or direction character, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const asked = askedRelease(`?${RELEASE_PARAMETER}=${value}`);
        expect(asked.kind === 'broken' ? asked.text : '').not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
    );
  });

  it('is left, and nothing else with it', () => {
    expect(withoutRelease('?release=20260706.191652')).toBe('');
    expect(withoutRelease('?q=a&release=x&release=y&b=c')).toBe('?q=a&b=c');
  });
});

describe('the version for a release', () => {
  it('is that of its protocol, for every release', () => {
    for (const one of index.releases) {
      const found = readerVersion(facts, one);
      const expected = index.protocols.find((protocol) =>
        isInSpan(one, { since: protocol.first, until: protocol.last }),
      );
      expect(found).toMatchObject({ kind: 'speaks', version: { number: expected!.number } });
    }
  });

  it('is the newest for a release that is newer than known, and none before remote execution', () => {
    expect(readerVersion(facts, release('20290101.000000'))).toMatchObject({
      kind: 'newer-than-known',
      version: facts[index.protocols.findIndex(({ released }) => released)],
    });
    expect(readerVersion(facts, release('20260611.195255'))).toEqual({ kind: 'before-remote-execution' });
  });
});

describe('a statement and a release', () => {
  it.each([
    [undefined, undefined, 'holds'],
    ['20260706.194110.0', undefined, 'newer'],
    ['20260706.194109.0', undefined, 'holds'],
    [undefined, '20260706.194108.0', 'gone'],
    [undefined, '20260706.194109.0', 'holds'],
    ['20260101.000000.0', '20260102.000000.0', 'gone'],
  ])('since %s until %s: %s', (since, until, standing) => {
    expect(standingOfSpan(since, until, release('20260706.194109'))).toBe(standing);
  });

  it('agree with the spans of the facts', () => {
    const one = fc.constantFrom(...index.releases);
    fc.assert(
      fc.property(one, one, one, (since, until, reader) => {
        expect(standingOfSpan(since, until, reader) === 'holds').toBe(isInSpan(reader, { since, until }));
      }),
    );
  });

  it('do not trip over dates that are none', () => {
    expect(standingOfSpan('soon', 'never', release('20260706.194109'))).toBe('holds');
  });
});

describe('words for what is hidden on a page', () => {
  it.each([
    [{ hidden: 0 }, 'Nothing here is of other releases.'],
    [{ hidden: 1 }, '1 statement for other releases hidden.'],
    [{ hidden: 3 }, '3 statements for other releases hidden.'],
  ])('%j', (counts, words) => expect(countWords(counts)).toBe(words));
});

describe('the release that the device keeps', () => {
  afterEach(() => vi.unstubAllGlobals());

  function device(storage: Partial<Storage>): { marked: boolean } {
    const root = {
      marked: false,
      toggleAttribute(_name: string, on: boolean) {
        this.marked = on;
      },
    };
    vi.stubGlobal('window', { localStorage: storage, addEventListener: vi.fn(), removeEventListener: vi.fn() });
    vi.stubGlobal('document', { documentElement: root });
    return root;
  }

  function memory(): Partial<Storage> {
    const kept = new Map<string, string>();
    return {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    };
  }

  it('is kept, told to who listens, and forgotten', () => {
    const root = device(memory());
    const heard = vi.fn();
    const stop = onReaderRelease(heard);
    setReaderRelease(release('20260706.191652'));
    expect([readerRelease(), root.marked]).toEqual(['20260706.191652.0', true]);
    setReaderRelease(undefined);
    expect([readerRelease(), root.marked]).toEqual([undefined, false]);
    stop();
    setReaderRelease(release('20260706.191652'));
    expect(heard).toHaveBeenCalledTimes(2);
    setReaderRelease(undefined);
  });

  it('is none when something else stands in its place', () => {
    device({ getItem: () => '"><script>' });
    expect(readerRelease()).toBeUndefined();
  });

  it('lasts for the page when the device keeps nothing', () => {
    const refuse = (): never => {
      throw new Error('denied');
    };
    device({ getItem: refuse, setItem: refuse, removeItem: refuse });
    setReaderRelease(release('20260706.191652'));
    expect(readerRelease()).toBe('20260706.191652.0');
    setReaderRelease(undefined);
    expect(readerRelease()).toBeUndefined();
  });
});

describe('the script that runs before the page is drawn', () => {
  afterEach(() => vi.unstubAllGlobals());

  function keepsPlace(search: string, kept: string | null | Error): boolean {
    const attributes: string[] = [];
    const fetched: string[] = [];
    vi.stubGlobal('SHOW_FOR_RELEASE', '/assets/js/for-release.js');
    vi.stubGlobal('location', { search });
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => {
        if (kept instanceof Error) {
          throw kept;
        }
        return key === STORAGE_KEY ? kept : null;
      },
    });
    vi.stubGlobal('document', {
      documentElement: { setAttribute: (name: string) => attributes.push(name) },
      createElement: () => ({}),
      head: { append: (script: { src: string }) => fetched.push(script.src) },
    });
    readForRelease();
    expect(fetched).toEqual(attributes.includes('data-settling') ? ['/assets/js/for-release.js'] : []);
    return attributes.includes('data-reading') && attributes.includes('data-settling');
  }

  it('holds the page back until it is as the release wants it', () => {
    expect(keepsPlace('', '20260706.191652.0')).toBe(true);
    expect(keepsPlace(`?${RELEASE_PARAMETER}=v20260706.191652.0-sha.0123abcd`, null)).toBe(true);
  });

  it('does nothing otherwise', () => {
    expect(keepsPlace('', null)).toBe(false);
    expect(keepsPlace('?release=latest', null)).toBe(false);
    expect(keepsPlace('', new Error('denied'))).toBe(false);
  });
});
