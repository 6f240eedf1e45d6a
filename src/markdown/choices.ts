import type { BlockContent, Heading, Root, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { Transformer } from 'unified';
import * as z from 'zod';
import { withoutComments } from './anchors.ts';
import { blockElement } from './elements.ts';
import { frontMatterOf } from './tree/version-tree.ts';

const choiceName = z.string().regex(/^[a-z-]+$/, 'write it in small letters');
const headingsSchema = z.array(z.string()).min(1);
const optionsSchema = z.union([
  z.array(z.string()).min(2),
  z.record(z.string(), headingsSchema).refine((options) => Object.keys(options).length > 1, 'name two options or more'),
]);
const choicesSchema = z.record(choiceName, optionsSchema);

/**
 * Remark plugin for sections of which a reader needs one: the front matter names them by their headings,
 * `choices: { ci: [GitHub Actions, GitLab CI] }`, or, where the headings are not the names of what is chosen,
 * `choices: { service: { systemd: [The unit file], launchd: [The property list] } }` with any number of sections for each.
 * Below its heading each can be opened and closed, those of the first option stand open.
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
    for (const [choice, options] of Object.entries(choicesSchema.parse(named))) {
      headingsOf(options).forEach(([option, headings], position) => {
        for (const heading of headings) {
          foldOption(tree, file.path, heading, { choice, option, isFirst: position === 0 });
        }
      });
    }
  };
}

/** Each option with its headings; where only headings are named, they are the options. */
function headingsOf(options: z.infer<typeof optionsSchema>): [option: string, headings: string[]][] {
  return Array.isArray(options) ? options.map((heading) => [heading, [heading]]) : Object.entries(options);
}

function foldOption(
  tree: Root,
  page: string,
  title: string,
  { choice, option, isFirst }: { readonly choice: string; readonly option: string; readonly isFirst: boolean },
): void {
  const start = tree.children.findIndex((node) => isHeading(node) && titleOf(node) === title);
  if (start === -1) {
    throw new Error(`${page}: the choice '${choice}' names the section '${title}', which the page does not have.`);
  }
  const { depth } = tree.children[start] as Heading;
  const end = tree.children.findIndex((node, position) => position > start && isHeading(node) && node.depth <= depth);
  const content = tree.children.slice(start + 1, end === -1 ? undefined : end) as BlockContent[];
  const folded = blockElement('details', { className: 'section', open: isFirst ? 'open' : undefined }, [
    blockElement('summary', { 'data-act': 'values', 'data-choice': choice, 'data-option': option }, [
      { type: 'text', value: 'Show this section' } as unknown as BlockContent,
    ]),
    ...content,
  ]);
  tree.children.splice(start + 1, content.length, folded);
}

function isHeading(node: RootContent): node is Heading {
  return node.type === 'heading';
}

/** Without the comment in which a heading may name its anchor. */
function titleOf(heading: Heading): string {
  return toString(withoutComments(heading)).trim();
}
