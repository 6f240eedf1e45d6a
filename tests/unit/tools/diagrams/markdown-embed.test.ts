import { expect, it } from 'vitest';
import { markdownEmbed } from '../../../../src/tools/diagrams/markdown-embed.ts';

it('shows the picture and leads to its place', () => {
  expect(markdownEmbed('The way', 'https://a/b.svg', 'https://a/c#d')).toBe(
    '[![The way](https://a/b.svg)](https://a/c#d)',
  );
});

it('keeps a title with signs of Markdown a title', () => {
  expect(markdownEmbed('a] `b` <c>', 'u', 'v')).toBe('[![a\\] \\`b\\` \\<c\\>](u)](v)');
});
