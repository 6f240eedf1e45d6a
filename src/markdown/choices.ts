import type { BlockContent, Heading, Root, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { Transformer } from 'unified';
import * as z from 'zod';
import { blockElement } from './elements.ts';
import { frontMatterOf } from './tree/version-tree.ts';

const choicesSchema = z.record(z.string().regex(/^[a-z-]+$/, 'write it in small letters'), z.array(z.string()).min(2));

/**
 * Remark plugin for sections of which a reader needs one: the front matter names them,
 * `choices: { ci: [GitHub Actions, GitLab CI] }`. Below its heading each can be opened and closed, the first stands open.
 * Which one a reader opens is kept on the device (`src/tools/values/ui/choices.ts`), for all pages with that choice.
 *
 * @returns the transformer; a section that the page does not have fails the build.
 */
export function foldChoices(): Transformer<Root> {
  return (tree, file) => {
    const named = frontMatterOf(String(file.value)).choices;
    if (named === undefined) {
      return;
    }
    for (const [choice, headings] of Object.entries(choicesSchema.parse(named))) {
      headings.forEach((heading, position) => {
        foldOption(tree, file.path, heading, { choice, isFirst: position === 0 });
      });
    }
  };
}

function foldOption(
  tree: Root,
  page: string,
  title: string,
  { choice, isFirst }: { readonly choice: string; readonly isFirst: boolean },
): void {
  const isSection = (node: RootContent): node is Heading => node.type === 'heading' && node.depth === 2;
  const start = tree.children.findIndex((node) => isSection(node) && toString(node) === title);
  if (start === -1) {
    throw new Error(`${page}: the choice '${choice}' names the section '${title}', which the page does not have.`);
  }
  const end = tree.children.findIndex((node, position) => position > start && isSection(node));
  const content = tree.children.slice(start + 1, end === -1 ? undefined : end) as BlockContent[];
  const folded = blockElement('details', { className: 'section', open: isFirst ? 'open' : undefined }, [
    blockElement('summary', { 'data-act': 'values', 'data-choice': choice, 'data-option': title }, [
      { type: 'text', value: 'Show this section' } as unknown as BlockContent,
    ]),
    ...content,
  ]);
  tree.children.splice(start + 1, content.length, folded);
}
