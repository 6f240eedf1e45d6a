import { describe, expect, it } from 'vitest';
import { SearchEngine } from '../../../../src/tools/search/engine.ts';
import { searchIndexOf } from '../../../support/search-index.ts';

const engine = new SearchEngine(
  searchIndexOf(
    [
      {
        title: 'Troubleshoot',
        url: '/troubleshoot',
        kind: 'guide',
        sections: [{ text: 'From what you see to its cause.' }],
      },
      {
        title: 'Leases',
        url: '/leases',
        kind: 'reference',
        sections: [{ text: 'A lease is held while a step runs.' }],
      },
      { title: 'Leaking files', url: '/leaking', kind: 'guide', sections: [{ text: 'They leave at least a leaf.' }] },
      { title: 'Queueing', url: '/queueing', kind: 'guide', sections: [{ text: 'A step waits for a free worker.' }] },
      { title: 'Start a worker', url: '/start', kind: 'guide', sections: [{ text: 'How it starts.' }] },
      {
        title: 'Memory',
        url: '/memory',
        kind: 'guide',
        sections: [{ text: 'What is killed when memory ends (OOM).' }],
      },
      {
        title: 'Glossary',
        url: '/glossary',
        kind: 'term',
        sections: [{ text: '' }, { heading: 'Step', id: 'step', text: 'A step.' }],
      },
    ],
    { synonyms: [{ say: ['not starting', 'never starts'], means: ['wait'] }] },
  ),
);
const first = (query: string): string | undefined => engine.search(query, 10).hits[0]?.url;

describe('words', () => {
  it.each([
    ['two words that the pages write as one', 'trouble shoot', '/troubleshoot'],
    ['a word whose ending is cut off once only', 'lease', '/leases'],
    ['the parts of a word that no page has', 'OOMKilled', '/memory'],
    ['a form that no ending leads back', 'the step ran', '/leases'],
    ['the beginning of a word that is still being typed', 'queuei', '/queueing'],
    ['a phrase with a word that alone tells nothing', 'my step is not starting', '/queueing'],
    ['a definition after the pages that use the word', 'step waits', '/queueing'],
  ])('%s: %s', (_, query, url) => {
    expect(first(query)).toBe(url);
  });

  it('a phrase of readers is not taken apart: starting alone means what it says', () => {
    expect(first('starting')).toBe('/start');
  });
});
