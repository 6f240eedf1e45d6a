import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { expect, it } from 'vitest';
import { visitBlocks } from '../../../src/markdown/visit-blocks.ts';

const PAGE = `# One

Text with \`code\`.

- item

  ~~~
  in a list
  ~~~

<Tabs>
<TabItem value="a">

## Two

~~~
in a tab
~~~

</TabItem>
</Tabs>

> ### Three

| a | b |
| - | - |
| c | d |
`;

it('sees blocks in the order of the page, also within lists, quotes and elements', () => {
  const tree = unified().use(remarkParse).use(remarkMdx).use(remarkGfm).parse(PAGE);
  const codes: string[] = [];
  visitBlocks(tree, 'code', ({ value }) => codes.push(value));
  expect(codes).toEqual(['in a list', 'in a tab']);
  const depths: number[] = [];
  visitBlocks(tree, 'heading', ({ depth }) => depths.push(depth));
  expect(depths).toEqual([1, 2, 3]);
});
