import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { expect, it } from 'vitest';
import { markReleases } from '../../../src/markdown/mark-releases.ts';

interface Marks {
  readonly marks: { readonly words: string; readonly properties: unknown }[];
  readonly text: string;
}

function marksOf(markdown: string): Marks {
  const processor = unified().use(remarkParse).use(remarkMdx).use(markReleases);
  const tree = processor.runSync(processor.parse(markdown)) as Root;
  const found: Marks['marks'] = [];
  let text = '';
  visit(tree, 'text', (node) => {
    text += node.value;
    if (node.data?.hName === 'span') {
      found.push({ words: node.value, properties: node.data.hProperties });
    }
  });
  return { marks: found, text };
}

it('gives dates in prose their releases, and changes no word', () => {
  const markdown = 'It gives up, since 20260812.195234. Until 20260812.183910.1 it *waited, until 20260706.194109*';
  const { marks, text } = marksOf(markdown);
  expect(marks).toEqual([
    { words: 'since 20260812.195234', properties: { className: ['since-words'], 'data-since': '20260812.195234.0' } },
    { words: 'Until 20260812.183910.1', properties: { className: ['since-words'], 'data-until': '20260812.183910.1' } },
    { words: 'until 20260706.194109', properties: { className: ['since-words'], 'data-until': '20260706.194109.0' } },
  ]);
  expect(text).toBe(markdown.replaceAll('*', ''));
});

it.each([
  'since 20261399.195234 is no date',
  'a worker older than 20260812.195234',
  '`since 20260812.195234`',
  '# Gives up since 20260812.195234',
  'since 20260812.1952341',
])('leaves alone: %s', (markdown) => expect(marksOf(markdown).marks).toEqual([]));
