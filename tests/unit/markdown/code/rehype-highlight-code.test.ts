import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { describe, expect, it } from 'vitest';
import type { Nodes, Root } from 'hast';
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

it('marks the examples of a command within a sentence, and nothing else there', async () => {
  const block = '\n\n```bash\nswamp serve --port 9090\n```\n';
  const paragraphOf = async (markdown: string): Promise<unknown> => (await colored(markdown + block)).children[0];
  const value = { value: 'swamp serve --port <data value="p">9090</data> --json' };
  const markedHtml = { body: [{ expression: { properties: [{ key: { name: '__html' }, value }] } }] };
  expect(await paragraphOf('Type `swamp serve --port 9090 --json`.')).toMatchObject({
    children: [
      { value: 'Type ' },
      {
        name: 'code',
        attributes: [{ name: 'dangerouslySetInnerHTML', value: { data: { estree: markedHtml } } }],
      },
      { value: '.' },
    ],
  });
  for (const text of ['--port 9090', 'swamp serve', 'Listening on port :9090']) {
    expect(await paragraphOf(`It says \`${text}\`.`)).toMatchObject({
      children: [{}, { tagName: 'code', children: [{ value: text }] }, {}],
    });
  }
  expect((await colored('`swamp serve --port 9090`')).children[0]).toMatchObject({
    children: [{ tagName: 'code', children: [{ value: 'swamp serve --port 9090' }] }],
  });
});

it('says where an unknown language stands', async () => {
  await expect(colored('text\n\n```bsh\nx\n```\n')).rejects.toThrow(/^docs\/page\.mdx:3: There is no language "bsh"/);
});

describe('the control for own values', () => {
  const marked = code('swamp serve --port 9090');
  const plain = code('swamp --version');

  /** Names of the elements that a tree of elements has then, those within others in brackets. */
  function shape(children: Nodes[]): unknown[] {
    const tree = { type: 'root', children } as Root;
    void highlightCode().call({} as never, tree, new VFile({ path: 'docs/page.mdx' }), () => undefined);
    const nameOf = (node: Nodes): unknown =>
      'children' in node && node.children.length > 0 && node.type !== 'root'
        ? [nameOf({ ...node, children: [] } as Nodes), ...node.children.map(nameOf)]
        : ((node as { name?: string; tagName?: string }).name ?? (node as { tagName?: string }).tagName);
    return tree.children.map((node) => nameOf(node));
  }

  it('stands once, before the first block that holds an example', () => {
    expect(shape([plain(), marked(), marked()])).toEqual(['CodeBlock', 'YourValues', 'CodeBlock', 'CodeBlock']);
    expect(shape([plain()])).toEqual(['CodeBlock']);
    expect(shape([jsx('li', {}, marked())])).toEqual([['li', 'YourValues', 'CodeBlock']]);
  });

  it('stands before what may be closed, or hidden for a release', () => {
    for (const [name, attributes] of [
      ['details', {}],
      ['Details', {}],
      ['div', { 'data-since': '20260812.195234.0' }],
    ] as const) {
      expect(shape([jsx(name, attributes, jsx('div', {}, marked()))])).toEqual([
        'YourValues',
        [name, ['div', 'CodeBlock']],
      ]);
    }
  });
});

function code(text: string): () => Nodes {
  return () => ({
    type: 'element',
    tagName: 'pre',
    properties: {},
    children: [
      {
        type: 'element',
        tagName: 'code',
        properties: { className: ['language-bash'] },
        children: [{ type: 'text', value: text }],
      },
    ],
  });
}

function jsx(name: string, attributes: Readonly<Record<string, string>>, child: Nodes): Nodes {
  return {
    type: 'mdxJsxFlowElement',
    name,
    attributes: Object.entries(attributes).map(([key, value]) => ({ type: 'mdxJsxAttribute', name: key, value })),
    children: [child],
  } as Nodes;
}
