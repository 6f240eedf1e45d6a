import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Root } from 'mdast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VFile } from 'vfile';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { liveDiagrams, publishedDiagrams } from '../../../../src/publish/diagrams/index.ts';
import { diagramWordsId } from '../../../../src/tools/diagrams/words-id.ts';
import { drawDiagrams } from '../../../../src/tools/diagrams/draw-diagrams.ts';
import { readPage } from '../../../../src/markdown/read-page.ts';
import { forgetPages } from '../../../../src/markdown/version-pages.ts';
import { createDrawnProject, diagramSource, pageWith, writePicture } from '../../../support/drawn-project.ts';
import type { SmallProject } from '../../../support/small-project.ts';

let project: SmallProject;

beforeEach(() => {
  project = createDrawnProject();
  forgetPages();
});

afterEach(() => project.remove());

async function diagramsIn(page: string): Promise<Record<string, string>[]> {
  const file = path.join(project.root, page);
  const { tree } = readPage(project.root, file);
  const drawn = (await unified()
    .use(drawDiagrams, { root: project.root })
    .run(tree, new VFile({ path: file, value: readFileSync(file, 'utf8') }))) as Root;
  const found: Record<string, string>[] = [];
  visit(drawn, 'mdxJsxFlowElement', (element: MdxJsxFlowElement) => {
    found.push(
      Object.fromEntries(element.attributes.map((entry) => ['name' in entry ? entry.name : '', String(entry.value)])),
    );
  });
  visit(drawn, 'code', (code) => expect(code.lang).not.toBe('mermaid'));
  return found;
}

describe('a diagram on a page', () => {
  it('has its picture, its addresses and its source', async () => {
    const [diagram] = await diagramsIn('docs/page.mdx');
    expect(diagram).toMatchObject({
      id: 'diagram-the-way',
      title: 'The way',
      place: '/protocol-3/page#diagram-the-way',
      file: '/diagrams/protocol-3/page/the-way.svg',
      width: '10',
      height: '10',
      source: diagramSource('The way'),
    });
  });

  it('names the published picture by its content, so that no cache shows an old one', async () => {
    const versionOf = async (): Promise<string> => (await diagramsIn('docs/page.mdx'))[0]!['version']!;
    const before = await versionOf();
    const file = publishedDiagrams(project.root).get('/diagrams/protocol-3/page/the-way.svg')!;
    expect(before).toBe(createHash('sha256').update(file).digest('hex').slice(0, 8));
    project.plant('src/css/tokens.css', '#010101', '#020202');
    expect(await versionOf()).not.toBe(before);
  });

  it('is loaded late when another stands above it', async () => {
    const sources = [diagramSource('The way'), diagramSource('Back', 'stop')];
    project.write('docs/page.mdx', pageWith(...sources));
    writePicture(project.root, sources[1]!, 'Back');
    expect((await diagramsIn('docs/page.mdx')).map(({ loading }) => loading)).toEqual([undefined, 'lazy']);
  });

  it('has ids of its own beside another with the same title', async () => {
    const sources = [diagramSource('The way'), diagramSource('The way', 'stop')];
    project.write('docs/page.mdx', pageWith(...sources));
    writePicture(project.root, sources[1]!, 'The way');
    expect((await diagramsIn('docs/page.mdx')).map(({ id }) => id)).toEqual(['diagram-the-way', 'diagram-the-way-1']);
  });

  it('without a picture fails with file, line and what to run', async () => {
    project.plant('docs/page.mdx', 'A->>B: run', 'A->>B: jump');
    await expect(diagramsIn('docs/page.mdx')).rejects.toThrow(
      /docs\/page\.mdx:8: The picture of this diagram is missing or stale.*Run: npm run diagrams/,
    );
  });

  it('that a tag makes is named by the line of the tag', async () => {
    project.write('docs/page.mdx', 'Text.\n\n<States machine="worker" show="diagram" />\n');
    await expect(diagramsIn('docs/page.mdx')).rejects.toThrow(/docs\/page\.mdx:3: .*npm run diagrams/);
  });

  it('works only in pages of a version', async () => {
    project.write('src/pages/page.mdx', pageWith(diagramSource('The way')));
    await expect(diagramsIn('src/pages/page.mdx')).rejects.toThrow('only in pages of a version');
  });
});

describe('the gallery', () => {
  it('shows each picture once and leads to all its places', async () => {
    project.write('docs/operators/other.mdx', pageWith(diagramSource('The way')));
    project.write('docs/reference/diagrams.mdx', '<DiagramGallery />\n');
    const file = path.join(project.root, 'docs/reference/diagrams.mdx');
    const diagrams = await diagramsIn('docs/reference/diagrams.mdx');
    expect(diagrams).toHaveLength(1);
    expect(diagrams[0]).toMatchObject({ place: '/protocol-3/operators/other#diagram-the-way', caption: 'hidden' });
    const { tree } = readPage(project.root, file);
    const shown = (await unified()
      .use(drawDiagrams, { root: project.root })
      .run(tree, new VFile({ path: file }))) as Root;
    const links: string[] = [];
    visit(shown, 'link', ({ url }) => {
      links.push(url);
    });
    expect(links).toEqual(['../operators/other.mdx#diagram-the-way', '../page.mdx#diagram-the-way']);
  });

  it('describes each picture by one text with its id, and leaves every statement to its home', async () => {
    const others = [diagramSource('The way', 'stop'), diagramSource('Back')];
    project.write('docs/operators/other.mdx', pageWith(...others));
    writePicture(project.root, others[0]!, 'The way');
    writePicture(project.root, others[1]!, 'Back');
    project.write('docs/reference/diagrams.mdx', '<DiagramGallery />\n');
    const file = path.join(project.root, 'docs/reference/diagrams.mdx');
    const { tree } = readPage(project.root, file);
    const shown = (await unified()
      .use(drawDiagrams, { root: project.root })
      .run(tree, new VFile({ path: file }))) as Root;
    const described: unknown[] = [];
    const figures: string[] = [];
    visit(shown, 'paragraph', ({ data }) => {
      described.push(...(data === undefined ? [] : [(data as { hProperties: { id: string } }).hProperties.id]));
    });
    visit(shown, 'mdxJsxFlowElement', ({ attributes, children }: MdxJsxFlowElement) => {
      expect(children).toEqual([]);
      figures.push(String(attributes.find((entry) => 'name' in entry && entry.name === 'id')!.value));
    });
    expect(figures).toHaveLength(3);
    expect(described).toEqual(figures.map(diagramWordsId));
  });

  it('names the page whose picture is missing', async () => {
    project.write('docs/reference/diagrams.mdx', '<DiagramGallery />\n');
    project.plant('docs/page.mdx', 'A->>B: run', 'A->>B: jump');
    await expect(diagramsIn('docs/reference/diagrams.mdx')).rejects.toThrow(/docs\/page\.mdx:8: .*npm run diagrams/);
  });
});

describe('in a live server', () => {
  /** The titles of pictures, and the sources that are left for the browser to draw. */
  async function livePage(page: string): Promise<{ drawn: string[]; left: string[]; texts: string[] }> {
    const file = path.join(project.root, page);
    const tree = (await unified()
      .use(drawDiagrams, { root: project.root, undrawn: 'is-live' })
      .run(readPage(project.root, file).tree, new VFile({ path: file }))) as Root;
    const seen = { drawn: [] as string[], left: [] as string[], texts: [] as string[] };
    visit(tree, (node) => {
      if (node.type === 'mdxJsxFlowElement') {
        seen.drawn.push(String(node.attributes.find((entry) => 'name' in entry && entry.name === 'id')!.value));
      } else if (node.type === 'code') {
        seen.left.push(node.value);
      } else if (node.type === 'text') {
        seen.texts.push(node.value);
      }
    });
    return seen;
  }

  it('a diagram without a picture stays for the browser to draw, and the others keep their names', async () => {
    const edited = diagramSource('The way', 'jump');
    project.write('docs/page.mdx', pageWith(edited, diagramSource('The way')));
    expect(await livePage('docs/page.mdx')).toMatchObject({ drawn: ['diagram-the-way-1'], left: [edited] });
  });

  it('the gallery has it, too, and says what to run', async () => {
    const edited = diagramSource('The way', 'jump');
    project.write('docs/page.mdx', pageWith(edited, diagramSource('The way')));
    project.write('docs/reference/diagrams.mdx', '<DiagramGallery />\n');
    const { drawn, left, texts } = await livePage('docs/reference/diagrams.mdx');
    expect({ drawn, left }).toEqual({ drawn: ['diagram-the-way-1'], left: [edited] });
    expect(texts).toContain('This diagram is not drawn yet. Run: npm run diagrams');
    expect([...publishedDiagrams(project.root, liveDiagrams).keys()]).toEqual([
      '/diagrams/protocol-3/page/the-way-1.svg',
      '/diagrams/protocol-3/page/the-way-1.txt',
    ]);
  });

  it('a picture that is broken is still told', async () => {
    writePicture(project.root, diagramSource('The way'), 'The way', 'no picture');
    await expect(livePage('docs/page.mdx')).rejects.toThrow(/docs\/page\.mdx:8: .*is not a picture/);
  });
});
