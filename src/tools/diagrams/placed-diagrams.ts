import { createSlugger } from '@docusaurus/utils';
import type { Code, Root } from 'mdast';
import { addressOfPage } from '../../markdown/tree/version-tree.ts';
import { visitBlocks } from '../../markdown/visit-blocks.ts';

/** A diagram on a page. */
export interface PlacedDiagram {
  readonly node: Code;
  readonly source: string;
  /** Line of the page on which the fence or the tag stands. */
  readonly line: number;
}

/** All diagrams of an expanded page, in order. */
export function diagramsOf(tree: Root): PlacedDiagram[] {
  const found: PlacedDiagram[] = [];
  visitBlocks(tree, 'code', (node) => {
    if (node.lang === 'mermaid') {
      found.push({ node, source: node.value, line: node.position?.start.line ?? 1 });
    }
  });
  return found;
}

/** Makes the names of a page's diagrams from their titles, in order, each one once. */
export function diagramNamer(): (title: string) => string {
  const slugger = createSlugger();
  return (title) => slugger.slug(title);
}

/** Anchor of the diagram with a name. */
export function diagramAnchor(name: string): string {
  return `diagram-${name}`;
}

/** Address of a diagram's file. It stays the same when the picture changes. */
export function diagramFileAddress(pathName: string, pagePath: string, name: string): string {
  return `/diagrams${addressOfPage({ pathName }, pagePath)}/${name}.svg`;
}
