import type { BlockContent, Code, Root, RootContent } from 'mdast';
import { cachedNamedDiagrams } from './collect-diagrams.ts';
import type { NamedDiagram, Undrawn } from './collect-diagrams.ts';
import { diagramAnchor, diagramNamer } from './placed-diagrams.ts';
import { diagramWordsId } from './words-id.ts';
import { code, heading, join, paragraph, text } from '../../markdown/nodes.ts';
import { pageLink } from '../../markdown/page-links.ts';
import { protocolNumberOfPage } from '../../markdown/page-place.ts';
import { tagContext } from '../../markdown/tag-context.ts';
import type { TagContext } from '../../markdown/tag.ts';

/** Where a diagram that the gallery shows stands in the text. */
export interface DiagramHome {
  readonly pagePath: string;
  /** Name of the diagram on that page. */
  readonly name: string;
}

declare module 'mdast' {
  interface CodeData {
    /** Set by the gallery: the permanent link of the diagram leads there. */
    diagramHome?: DiagramHome;
  }
}

/** Parts of a version, by the first folder of the path of a page, in the order of the gallery. */
const PARTS: readonly (readonly [folder: string, title: string])[] = [
  ['', 'Start page'],
  ['concepts', 'Concepts'],
  ['operators', 'Operators'],
  ['authors', 'Workflow authors'],
  ['reference', 'Reference'],
];

/**
 * Expands `<DiagramGallery />`: every diagram of the page's version once, with its title, what it
 * shows, and links to the places where it stands. Runs after the facts, for it reads all pages. The
 * tag stands within no other element.
 */
export function expandGallery(tree: Root, file: string, root: string, undrawn: Undrawn = 'fails'): void {
  const index = tree.children.findIndex(isGallery);
  if (index === -1) {
    return;
  }
  const number = protocolNumberOfPage(root, file);
  if (number === undefined) {
    throw new Error(`${file}: <DiagramGallery> works only in pages of a version`);
  }
  tree.children.splice(index, 1, ...galleryBlocks(tagContext(root, file, number), undrawn));
}

function isGallery(node: RootContent): boolean {
  return node.type === 'mdxJsxFlowElement' && node.name === 'DiagramGallery';
}

/** One picture with all places where it stands, the first one being its home. */
interface Exhibit {
  readonly source: string;
  readonly title: string;
  readonly description: string;
  readonly home: DiagramHome;
  readonly places: NamedDiagram[];
}

function galleryBlocks(context: TagContext, undrawn: Undrawn): BlockContent[] {
  const exhibits = exhibitsOf(context, undrawn);
  const known = new Set(PARTS.map(([folder]) => folder));
  const partOf = ({ pagePath }: DiagramHome): string => (pagePath.includes('/') ? pagePath.split('/')[0]! : '');
  const others = [...new Set(exhibits.map(({ home }) => partOf(home)))].filter((folder) => !known.has(folder));
  // The figures get the same names, for they come in the same order.
  const nameOf = diagramNamer();
  return [...PARTS, ...others.map((folder) => [folder, folder] as const)].flatMap(([folder, title]) => {
    const own = exhibits.filter(({ home }) => partOf(home) === folder);
    return own.length === 0
      ? []
      : [
          heading(2, `part-${folder || 'start'}`, text(title)),
          ...own.flatMap((exhibit) => exhibitBlocks(exhibit, nameOf(exhibit.title), context)),
        ];
  });
}

function exhibitBlocks(exhibit: Exhibit, name: string, context: TagContext): BlockContent[] {
  const places = exhibit.places.map(({ pagePath, pageTitle, section, name: nameThere }) =>
    pageLink(context, pagePath, diagramAnchor(nameThere), [
      text(section === undefined || section === pageTitle ? pageTitle : `${pageTitle}, ${section}`),
    ]),
  );
  return [
    heading(3, name, text(exhibit.title)),
    // Every statement of the picture stands beside it at its home; here this describes it.
    { ...paragraph(text(exhibit.description)), data: { hProperties: { id: diagramWordsId(diagramAnchor(name)) } } },
    paragraph(text('Shown on '), ...join(places, '; '), text('.')),
    { ...code('mermaid', exhibit.source), data: { diagramHome: exhibit.home } } satisfies Code,
  ];
}

/** What the live gallery says of a diagram, for only Mermaid can read its description. */
const NOT_DRAWN = 'This diagram is not drawn yet. Run: npm run diagrams';

function exhibitsOf({ root, spec }: TagContext, undrawn: Undrawn): Exhibit[] {
  const exhibits = new Map<string, Exhibit>();
  for (const diagram of cachedNamedDiagrams(root, spec.protocol, undrawn)) {
    const { source, title, drawing, pagePath, name } = diagram;
    const known = exhibits.get(source);
    if (known === undefined) {
      const description = drawing?.description ?? NOT_DRAWN;
      exhibits.set(source, { source, title, description, home: { pagePath, name }, places: [diagram] });
    } else {
      known.places.push(diagram);
    }
  }
  return [...exhibits.values()];
}
