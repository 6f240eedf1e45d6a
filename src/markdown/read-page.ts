import { readFileSync } from 'node:fs';
import type { Root } from 'mdast';
import remarkDirective from 'remark-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { expandFacts } from './expand-facts.ts';

/** A page as a tree of Markdown, with all fact tags expanded. */
export interface ExpandedPage {
  readonly tree: Root;
  /** Its text as it was written. */
  readonly source: string;
}

/**
 * Reads a page as the site does, with the same extensions of Markdown.
 *
 * @param root - the project's folder.
 * @param file - the page, as an absolute path.
 * @throws Error with file and line, as the build does.
 */
export function readPage(root: string, file: string): ExpandedPage {
  const source = readFileSync(file, 'utf8');
  const page = new VFile({ path: file, value: source });
  const processor = unified()
    .use(remarkParse)
    .use(remarkFrontmatter)
    .use(remarkMdx)
    .use(remarkGfm)
    .use(remarkDirective)
    .use(expandFacts, { root })
    .freeze();
  return { tree: processor.runSync(processor.parse(page), page) as Root, source };
}
