import type { BlockContent, Parent, PhrasingContent, Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import type { Transformer } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type * as z from 'zod';
import { suggestName } from '../facts/nearest.ts';
import { cachedReleases } from '../facts/cache.ts';
import { protocolNumberOfPage } from './page-place.ts';
import { tagContext } from './tag-context.ts';
import { tags } from './tags/index.ts';

type TagElement = MdxJsxFlowElement | MdxJsxTextElement;

/** Names in pages that are neither our tags nor HTML: components that Docusaurus or a page imports. */
const COMPONENT_NAME = /^[A-Z]/;

/** Components of the theme that pages may use as they are. */
const THEME_COMPONENTS = new Set(['Tabs', 'TabItem', 'DocCardList', 'Details']);

/** Tags that `draw-diagrams.ts` expands, for they stand for what all pages hold after this one is done. */
const LATER_TAGS = new Set(['DiagramGallery']);

export interface ExpandFactsOptions {
  /** The project's folder. */
  readonly root: string;
}

/**
 * Remark plugin that replaces every fact tag of a page by ordinary Markdown, from the facts of the
 * version to which the page belongs. So facts are in the HTML without JavaScript, in the search
 * index and in the table of contents.
 *
 * A tag, attribute or name that does not exist fails the build with file, line and the nearest
 * valid name.
 */
export function expandFacts({ root }: ExpandFactsOptions): Transformer<Root> {
  return (tree, file) => {
    const imported = importedNames(tree);
    visit(tree, (node, index, parent) => {
      if (!isTagElement(node) || node.name === null || !COMPONENT_NAME.test(node.name)) {
        return undefined;
      }
      if (imported.has(node.name) || THEME_COMPONENTS.has(node.name) || LATER_TAGS.has(node.name)) {
        return undefined;
      }
      const expansion = located(file, node, () => expandElement(node, root, file));
      for (const block of expansion) {
        // What a tag stands for stands where the tag does: later plugins name its line in their errors.
        block.position ??= node.position;
      }
      (parent as Parent).children.splice(index!, 1, ...(expansion as Parent['children']));
      return [SKIP, index! + expansion.length];
    });
  };
}

function expandElement(element: TagElement, root: string, file: VFile): (BlockContent | PhrasingContent)[] {
  const name = element.name!;
  const tag = tags[name];
  if (tag === undefined) {
    throw new Error(`There is no tag <${name}>. ${suggestName(name, Object.keys(tags))}`);
  }
  if ((tag.kind === 'block') !== (element.type === 'mdxJsxFlowElement')) {
    throw new Error(
      tag.kind === 'block' ? `<${name}> stands on a line of its own` : `<${name}> stands within a sentence`,
    );
  }
  const { number, given } =
    tag.scope === 'site' ? { number: undefined, given: attributesOf(element) } : factsFor(element, root, file);
  const attributes = tag.attributes.safeParse(given);
  if (!attributes.success) {
    const faults = attributes.error.issues.map((issue: z.core.$ZodIssue) =>
      `${issue.path.join('.')} ${issue.message}`.trim(),
    );
    throw new Error(`<${name}>: ${faults.join('; ')}`);
  }
  return tag.scope === 'site'
    ? tag.expand(attributes.data, { root })
    : tag.expand(attributes.data, tagContext(root, file.path, number!));
}

/** Attribute by which a page outside the versions says which facts it means: a number, or `newest`. */
const PROTOCOL_ATTRIBUTE = 'protocol';

/** Whose facts a tag shows. */
interface FactsForTag {
  readonly number: number;
  /** The attributes that are left for the tag. */
  readonly given: Record<string, string | true>;
}

function factsFor(element: TagElement, root: string, file: VFile): FactsForTag {
  const given = attributesOf(element);
  const ofPage = protocolNumberOfPage(root, file.path);
  if (ofPage !== undefined) {
    return { number: ofPage, given };
  }
  const { protocols } = cachedReleases(root);
  const newest = (protocols.find((protocol) => protocol.released) ?? protocols[0]).number;
  const { [PROTOCOL_ATTRIBUTE]: asked, ...rest } = given;
  const numbers = protocols.map((protocol) => String(protocol.number));
  if (asked !== 'newest' && !numbers.includes(String(asked))) {
    throw new Error(
      `<${element.name}> stands outside the versions: say ${PROTOCOL_ATTRIBUTE}="newest" or one of ${numbers.join(', ')}`,
    );
  }
  return { number: asked === 'newest' ? newest : Number(asked), given: rest };
}

function attributesOf(element: TagElement): Record<string, string | true> {
  return Object.fromEntries(
    element.attributes.map((attribute) => {
      if (attribute.type !== 'mdxJsxAttribute' || (attribute.value !== null && typeof attribute.value === 'object')) {
        throw new Error(`<${element.name}>: write attributes as text, name="value"`);
      }
      return [attribute.name, attribute.value ?? true];
    }),
  );
}

function isTagElement(node: { type: string }): node is TagElement {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
}

function importedNames(tree: Root): Set<string> {
  const names = new Set<string>();
  // An import stands at the left margin, so it is never within anything else.
  for (const node of tree.children) {
    if (node.type === ('mdxjsEsm' as string) && 'value' in node) {
      for (const [, imported = ''] of String(node.value).matchAll(/\bimport\s+([^'"]+?)\s+from\b/g)) {
        imported.match(/\w+/g)?.forEach((name) => names.add(name));
      }
    }
  }
  return names;
}

function located<Result>(file: VFile, element: TagElement, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    const { line = 1, column = 1 } = element.position?.start ?? {};
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${file.path}:${line}:${column}: ${message}`, { cause: error });
  }
}
