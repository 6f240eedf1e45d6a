import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { expect, it } from 'vitest';
import type { Root } from 'hast';
import { highlightCode } from '../../../../src/markdown/code/rehype-highlight-code.ts';

async function colored(markdown: string): Promise<Root> {
  const processor = unified().use(remarkParse).use(remarkRehype).use(highlightCode);
  const file = new VFile({ path: 'docs/page.mdx', value: markdown });
  return (await processor.run(processor.parse(file), file)) as Root;
}

/** Attributes of the blocks of a page. */
async function blocksOf(markdown: string): Promise<Record<string, unknown>[]> {
  const { children } = await colored(markdown);
  return children.flatMap((node) =>
    node.type === ('mdxJsxFlowElement' as string)
      ? [
          Object.fromEntries(
            (node as unknown as { attributes: { name: string; value: unknown }[] }).attributes.map(
              ({ name, value }) => [name, value],
            ),
          ),
        ]
      : [],
  );
}

it('makes a block of each fence, with its title and without its last line break', async () => {
  expect(
    await blocksOf('```yaml step=one title="a file.yaml"\na: 1\n```\n\ntext\n\n```output\nError: <no>\n```\n'),
  ).toEqual([
    {
      language: 'yaml',
      title: 'a file.yaml',
      html: '<span class="k">a</span><span class="p">:</span> <span class="n">1</span>',
    },
    { language: 'output', html: 'Error: &lt;no>' },
  ]);
});

it('takes a fence without a language, also an empty one, for plain text', async () => {
  expect(await blocksOf('```\n# a\n```\n\n```\n```\n')).toEqual([
    { language: 'text', html: '# a' },
    { language: 'text', html: '' },
  ]);
});

it('leaves code within a sentence alone', async () => {
  expect(await blocksOf('Type `swamp`.')).toEqual([]);
});

it('says where an unknown language stands', async () => {
  await expect(colored('text\n\n```bsh\nx\n```\n')).rejects.toThrow(/^docs\/page\.mdx:3: There is no language "bsh"/);
});
