import { describe, expect, it } from 'vitest';
import { SearchEngine } from '../../../../src/tools/search/engine.ts';
import type { SearchIndex } from '../../../../src/tools/search/index-file.ts';
import { searchIndexOf } from '../../../support/search-index.ts';

const index = searchIndexOf(
  [
    { title: 'Servers', url: '/servers', kind: 'guide', sections: [{ text: 'A server that drains.' }] },
    {
      title: 'Drain and stop',
      url: '/drain',
      kind: 'guide',
      sections: [
        { text: 'Let a worker finish.' },
        { heading: 'How long it takes', id: 'long', text: 'A drain waits for the steps of the worker.' },
        { heading: 'What is printed', id: 'printed', text: 'The worker says that it drains.' },
        { heading: 'Afterwards', id: 'after', text: 'The drained worker has left.' },
      ],
    },
    { title: 'Drain complete', url: '/messages', kind: 'message', sections: [{ text: 'The worker has drained.' }] },
  ],
  {
    names: [
      { kind: 'command', name: 'swamp worker list', url: '/worker-list' },
      { kind: 'flag', name: '--max-run-duration', of: 'swamp serve', url: '/serve#max-run-duration' },
      { kind: 'flag', name: '--server', of: 'swamp worker list', url: '/worker-list#server' },
      { kind: 'JSON field', name: 'workers[].worker', of: 'swamp worker list --json', url: '/worker-list#worker' },
      { kind: 'JSON field', name: 'worker', of: 'swamp worker connect --json', url: '/worker-connect#worker' },
      { kind: 'JSON field', name: 'workerId', of: 'swamp worker connect --json', url: '/worker-connect#worker-id' },
      { kind: 'message', name: "Worker '{worker}' is draining", url: '/messages#draining' },
      { kind: 'message', name: 'Worker "{worker}" is draining', url: '/messages#draining-log' },
    ],
    elsewhere: [
      { kind: 'flag', name: '--old-flag', of: 'swamp serve', url: '/protocol-2/serve#old-flag', protocol: 2 },
      { kind: 'message', name: 'old text of {count} steps', url: '/protocol-2/messages#old', protocol: 2 },
    ],
    changes: [
      ['20260810.101010', '/changes#b'],
      ['20260720.101010', '/changes#a'],
    ],
    synonyms: [{ say: ['graceful shutdown', 'cordon'], means: ['drain'] }],
  },
);
const engine = new SearchEngine(index);
const urls = (query: string, searched = engine): string[] => searched.search(query, 10).hits.map(({ url }) => url);

describe('names', () => {
  it.each(['--max-run-duration', 'max-run-duration', 'Max-Run-Duration'])('%s leads to the flag', (query) => {
    expect(urls(query)[0]).toBe('/serve#max-run-duration');
  });

  it('a word that is also a flag leads to pages, and with its dashes to the flag', () => {
    expect(urls('server')).toEqual(['/servers']);
    expect(urls('--server')[0]).toBe('/worker-list#server');
  });

  it('a plain word leads to pages before the field of that name', () => {
    const found = urls('worker');
    expect(found[0]).toBe('/drain');
    expect(found).toContain('/worker-list#worker');
  });

  it('a field that is no plain word comes before pages, in any case', () => {
    expect(urls('workerId')[0]).toBe('/worker-connect#worker-id');
    expect(urls('workerid')[0]).toBe('/worker-connect#worker-id');
  });

  it.each(['worker of swamp worker list --json', 'worker list worker', 'worker list: field worker'])(
    'a field that is asked for with its command comes first: %s',
    (query) => {
      expect(urls(query)[0]).toBe('/worker-list#worker');
    },
  );

  it('a line of a shell leads to its command and the flags in it', () => {
    expect(urls('swamp worker list --server wss://swamp.example').slice(0, 2)).toEqual([
      '/worker-list',
      '/worker-list#server',
    ]);
    expect(urls('worker list --json')[0]).toBe('/worker-list');
  });

  it.each(['serve --max-run-duration=2h', '--max-run', 'what does --max-run-duration do'])(
    'a flag among other words, or only begun, is found: %s',
    (query) => {
      expect(urls(query)[0]).toBe('/serve#max-run-duration');
    },
  );

  it.each(['max run duration', 'worker id'])('a name is found by its words: %s', (query) => {
    expect(['/serve#max-run-duration', '/worker-connect#worker-id']).toContain(urls(query)[0]);
  });

  it('of two messages with the same words the one with the pasted quotes comes first', () => {
    expect(urls("Worker 'alpha' is draining")[0]).toBe('/messages#draining');
    expect(urls('Worker "alpha" is draining')[0]).toBe('/messages#draining-log');
  });

  it('a printed message leads to its entry, in any wrapping', () => {
    expect(urls("Worker 'alpha'\n   is draining")[0]).toBe('/messages#draining');
  });

  it.each([
    "[33mWorker 'alpha' is draining[39m",
    "\\x1b[33mWorker 'alpha' is draining\\x1b[39m",
    "> Worker 'alpha'\n> is draining",
    'worker is draining',
  ])('a message is known that a carrier has changed, or of which a part was typed: %s', (query) => {
    expect(urls(query)[0]).toMatch(/^\/messages#draining/);
  });
});

describe('pages', () => {
  const printed = searchIndexOf(
    [
      { title: 'Keys', url: '/keys', kind: 'guide', sections: [{ text: 'The key of a step, the key of a job.' }] },
      {
        title: 'Data',
        url: '/data',
        kind: 'guide',
        sections: [{ text: 'What failed or is missing on the data plane.' }],
      },
    ],
    {
      names: [
        { kind: 'message', name: "Unknown key '{key}' on {entity} '{name}'. {advice}", url: '/messages#key' },
        {
          kind: 'message',
          name: 'Data plane {method} {path} failed (401): {"error":"Missing key"}',
          url: '/messages#401',
        },
        { kind: 'message', name: "Dispatch of step '{step}' was cancelled", url: '/messages#cancelled' },
        { kind: 'message', name: "Writes of step '{step}' were lost", url: '/messages#lost' },
      ],
    },
  );

  it.each([
    ["Unknown key 'lables' on step 'build'", '/messages#key'],
    ["2026-08-20T11:02:13.123Z error: Unknown key 'lables' on step 'build'", '/messages#key'],
    ['error: data plane post /data/resource failed 401 missing key', '/messages#401'],
  ])('a part of a printed line comes before pages, whatever values are in it: %s', (query, url) => {
    expect(urls(query, new SearchEngine(printed))[0]).toBe(url);
  });

  it('words of a question that a message has, too, lead to pages first', () => {
    expect(urls('which key is unknown', new SearchEngine(printed))[0]).toBe('/keys');
  });

  it('the time of a pasted line is not told as a word that no page has', () => {
    const { unknown, near } = engine.search('2026-08-20T11:02:13.123Z the worker drains', 10);
    expect([unknown, near]).toEqual([[], []]);
  });

  it('an exact title comes first, also that of a page that counts little', () => {
    expect(urls('drain complete')[0]).toBe('/messages');
    expect(urls('Drain and stop')[0]).toBe('/drain');
  });

  it('the page comes before its sections, and fills the list with two places at most', () => {
    const ofPage = urls('drain worker').filter((url) => url.startsWith('/drain'));
    expect(ofPage[0]).toBe('/drain');
    expect(ofPage).toHaveLength(2);
  });

  it.each(['how does a worker drain?', 'draining the workers', 'What is a drained worker'])(
    'the words of a question that mean nothing are passed over: %s',
    (query) => {
      expect(urls(query)[0]).toBe('/drain');
    },
  );

  it.each(['graceful shutdown', 'how to cordon a worker'])("readers' words lead to what the pages say: %s", (query) => {
    expect(urls(query)[0]).toBe('/drain');
    const without = new SearchEngine({ ...index, synonyms: [] } satisfies SearchIndex);
    expect(without.search(query, 10).unknown).not.toEqual([]);
  });
});

describe('what is not found', () => {
  it('a word that no page has is said', () => {
    expect(engine.search('kubectl worker', 10)).toMatchObject({ unknown: ['kubectl'], near: [] });
    expect(engine.search('kubectl', 10)).toMatchObject({ hits: [], unknown: ['kubectl'] });
  });

  it('a near word is searched only with a word about it', () => {
    const { hits, near } = engine.search('serrver', 10);
    expect(hits[0]?.url).toBe('/servers');
    expect(near).toEqual([{ typed: 'serrver', shown: 'server' }]);
  });

  it('nothing is said of a query that is a name', () => {
    expect(engine.search('--max-run-duration', 10)).toMatchObject({ unknown: [], near: [] });
  });
});

describe('other protocols', () => {
  it.each([
    ['--old-flag', '/protocol-2/serve#old-flag'],
    ['2026-06-20 [ERR] old text of 7 steps', '/protocol-2/messages#old'],
  ])('%s leads to the protocol that has it, and says so', (query, url) => {
    const [hit] = engine.search(query, 10).hits;
    expect(hit).toMatchObject({ url, track: 'Protocol 2' });
    expect(hit!.title).toContain('of protocol 2, not of this one');
  });
});

describe('releases', () => {
  it.each([
    ['20260810.101010', '/changes#b', 'What changed in 20260810.101010'],
    ['swamp 20260810.101010.0-sha.0123abcd', '/changes#b', 'What changed in 20260810.101010'],
    ['20260811.000000', '/changes#b', 'Nothing known changed in 20260811.000000; before it came 20260810.101010'],
    ['20260615.000000', '/protocol-2', '20260615.000000 speaks protocol 2: read these pages for it'],
    ['20270101.000000', '/protocol-4', '20270101.000000 is newer than 20260822.011157, the newest release known here'],
  ])('%s', (query, url, title) => {
    expect(engine.search(query, 10).hits[0]).toMatchObject({ url, title, kind: 'release' });
  });

  it('a day on which the protocol changed leads to both', () => {
    expect(urls('20260705').slice(0, 2)).toEqual(['/protocol-3', '/protocol-2']);
  });
});
