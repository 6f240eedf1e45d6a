import { expect, it } from 'vitest';
import { notesOf } from '../../../../src/tools/search/found.ts';

const places = {
  explain: '/explain',
  messages: '/protocol-4/reference/messages',
  others: [{ label: 'protocol 3', url: '/search?q=x&version=protocol-3/' }],
};

it('says nothing when everything was found', () => {
  expect(notesOf({ unknown: [], near: [], hits: 3 }, places)).toEqual([]);
});

it('names the words that no page has, and the near ones that are shown', () => {
  const [note] = notesOf({ unknown: ['kubectl'], near: [{ typed: 'tokne', shown: 'token' }], hits: 3 }, places);
  expect(note).toMatchObject({
    kind: 'note',
    url: '/explain',
    title: 'No page has “kubectl”. No page has “tokne”: shown is “token”.',
  });
});

it('offers explain, the messages and the other protocols when there is nothing', () => {
  const urls = notesOf({ unknown: ['x'], near: [], hits: 0 }, places).map(({ url }) => url);
  expect(urls).toEqual(['/explain', '/protocol-4/reference/messages', '/search?q=x&version=protocol-3/']);
});
