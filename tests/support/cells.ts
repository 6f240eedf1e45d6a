import { load } from 'cheerio';
import type { Table } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

/** Code in cells of a page that holds a line break, which a cell does not show: empty when there is none. */
export function brokenCode(html: string): string[] {
  const document = load(html);
  return document('td code, th code')
    .map((_, code) => document(code).text())
    .get()
    .filter((text) => text.includes('\n'));
}

const parser = unified().use(remarkParse).use(remarkGfm);

/** Rows of the tables of a Markdown twin that lack cells, as they do behind a line break: empty when there are none. */
export function brokenRows(markdown: string): string[] {
  const broken: string[] = [];
  visit(parser.parse(markdown), 'table', ({ children: [head, ...rows] }: Table) => {
    for (const row of rows) {
      if (row.children.length !== head!.children.length) {
        broken.push(markdown.slice(row.position!.start.offset, row.position!.end.offset));
      }
    }
  });
  return broken;
}
