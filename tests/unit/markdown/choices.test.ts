import type { Root } from 'mdast';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { describe, expect, it } from 'vitest';
import { foldChoices } from '../../../src/markdown/choices.ts';

const BODY = 'intro\n\n## nginx\n\na\n\n## Caddy\n\nb\n\nc\n\n## Check\n\nd\n';

async function folded(frontMatter: string, body = BODY): Promise<Root> {
  const processor = unified().use(remarkParse).use(foldChoices);
  const file = new VFile({ path: 'docs/page.mdx', value: `---\ntitle: t\n${frontMatter}\n---\n\n${body}` });
  return processor.run(processor.parse(new VFile(body)), file);
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

  it('are several for each option where the options are named, at any depth', async () => {
    const body = '## One\n\n### Unit\n\na\n\n#### Inner\n\nb\n\n### List\n\nc\n\n## Two\n\nd\n\n## Three\n\ne\n';
    const tree = await folded('choices: { service: { systemd: [Unit, Two], launchd: [List, Three] } }', body);
    expect(names(tree)).toEqual([
      ...['heading', 'heading', 'details', 'heading', 'details'],
      ...['heading', 'details', 'heading', 'details'],
    ]);
    const options = tree.children.flatMap((node) => {
      if (!('name' in node) || node.name !== 'details') {
        return [];
      }
      const [summary] = node.children as unknown as { attributes: { name: string; value: string }[] }[];
      const option = summary!.attributes.find(({ name }) => name === 'data-option')!.value;
      const isOpen = (node.attributes as { name: string }[]).some(({ name }) => name === 'open');
      return [`${option} ${isOpen ? 'open' : 'closed'} ${node.children.length - 1}`];
    });
    expect(options).toEqual(['systemd open 3', 'launchd closed 1', 'systemd open 1', 'launchd closed 1']);
  });

  it('leave a page as it is that names none', async () => {
    expect(names(await folded('description: d'))).not.toContain('details');
  });

  it('fail with page and section where one is missing, and where there is nothing to choose', async () => {
    await expect(folded('choices: { server: [nginx, Apache] }')).rejects.toThrow(
      "docs/page.mdx: the choice 'server' names the section 'Apache'",
    );
    await expect(folded('choices: { server: [nginx] }')).rejects.toThrow();
    await expect(folded('choices: { server: { one: [nginx] } }')).rejects.toThrow('name two options or more');
    await expect(folded('choices: { server: { one: [nginx], two: [Apache] } }')).rejects.toThrow(
      "the section 'Apache'",
    );
  });
});
