import { expect, it } from 'vitest';
import { filesOfChunks, withLinksAhead } from '../../../src/publish/ahead/links.ts';

it('a page links to what its tool needs first, at the end of its head', () => {
  expect(withLinksAhead('<html><head><title>T</title></head><body></body></html>', ['/a.js', '/b.js'])).toBe(
    '<html><head><title>T</title><link rel=prefetch as=script href=/a.js><link rel=prefetch as=script href=/b.js></head><body></body></html>',
  );
  expect(() => withLinksAhead('<html></html>', ['/a.js'])).toThrow('has no </head>');
});

it('a chunk is found by its whole name, and must have one file', () => {
  const files = ['plan-worker.1a2b3c.js', 'plan-worker-more.1a2b3c.js', 'twice.111111.js', 'twice.222222.js'];
  expect(filesOfChunks(['plan-worker'], files)).toEqual(['plan-worker.1a2b3c.js']);
  expect(() => filesOfChunks(['plan'], files)).toThrow("of the chunk 'plan', and there are 0");
  expect(() => filesOfChunks(['twice'], files)).toThrow('there are 2');
});
