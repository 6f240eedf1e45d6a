import path from 'node:path';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { VFile } from 'vfile';
import { expandFacts } from '../../src/markdown/expand-facts.ts';

/** Expands the tags of a page and writes the result as Markdown. */
export async function expandPage(root: string, page: string, markdown: string): Promise<string> {
  const processor = unified()
    .use(remarkParse)
    .use(remarkMdx)
    .use(remarkGfm)
    .use(expandFacts, { root })
    .use(remarkStringify);
  return String(await processor.process(fileOf(root, page, markdown)));
}

/** Expands the tags of a page and lists the anchors of its headings, in order. */
export async function headingAnchors(root: string, page: string, markdown: string): Promise<string[]> {
  const processor = unified().use(remarkParse).use(remarkMdx).use(remarkGfm).use(expandFacts, { root });
  const file = fileOf(root, page, markdown);
  const tree = (await processor.run(processor.parse(file), file)) as Root;
  const anchors: string[] = [];
  visit(tree, 'heading', ({ data }) => {
    if (data?.hProperties?.['id']) {
      anchors.push(String(data.hProperties['id']));
    }
  });
  return anchors;
}

function fileOf(root: string, page: string, markdown: string): VFile {
  return new VFile({ path: path.join(root, page), value: markdown });
}
