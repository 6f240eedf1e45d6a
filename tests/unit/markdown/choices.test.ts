import type { Root } from 'mdast';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { describe, expect, it } from 'vitest';
import { foldChoices } from '../../../src/markdown/choices.ts';

const BODY = 'intro\n\n## nginx\n\na\n\n## Caddy\n\nb\n\nc\n\n## Check\n\nd\n';

async function folded(frontMatter: string): Promise<Root> {
  const processor = unified().use(remarkParse).use(foldChoices);
  const file = new VFile({ path: 'docs/page.mdx', value: `---\ntitle: t\n${frontMatter}\n---\n\n${BODY}` });
  return processor.run(processor.parse(new VFile(BODY)), file);
}

function names(tree: Root): string[] {
  return tree.children.map((node) => ('name' in node ? String(node.name) : node.type));
}

describe('sections of which a reader needs one', () => {
  it('are folded below their headings, the first open, and hold all that is theirs', async () => {
    const tree = await folded('choices: { server: [nginx, Caddy] }');
    expect(names(tree)).toEqual(['paragraph', 'heading', 'details', 'heading', 'details', 'heading', 'paragraph']);
    const [nginx, caddy] = tree.children.filter((node) => 'name' in node && node.name === 'details');
    expect(nginx).toMatchObject({
      attributes: [{ name: 'className' }, { name: 'open' }],
      children: [{ name: 'summary' }, { type: 'paragraph' }],
    });
    expect(caddy).toMatchObject({
      attributes: [{ name: 'className' }],
      children: [
        {
          name: 'summary',
          attributes: [
            { name: 'data-act' },
            { name: 'data-choice', value: 'server' },
            { name: 'data-option', value: 'Caddy' },
          ],
        },
        { type: 'paragraph' },
        { type: 'paragraph' },
      ],
    });
  });

  it('leave a page as it is that names none', async () => {
    expect(names(await folded('description: d'))).not.toContain('details');
  });

  it('fail with page and section where one is missing, and where there is nothing to choose', async () => {
    await expect(folded('choices: { server: [nginx, Apache] }')).rejects.toThrow(
      "docs/page.mdx: the choice 'server' names the section 'Apache'",
    );
    await expect(folded('choices: { server: [nginx] }')).rejects.toThrow();
  });
});
