import type { Parent, Root } from 'mdast';
import type { MdxJsxAttribute, MdxJsxFlowElement } from 'mdast-util-mdx-jsx';
import type { Transformer } from 'unified';
import { visit } from 'unist-util-visit';
import type { Drawing } from './drawing.ts';
import { drawingOf, titleOfUndrawn } from './collect-diagrams.ts';
import type { Undrawn } from './collect-diagrams.ts';
import { diagramAnchor, diagramFileAddress, diagramNamer, diagramsOf } from './placed-diagrams.ts';
import type { PlacedDiagram } from './placed-diagrams.ts';
import { pictureVersion, standaloneStyle } from './standalone-style.ts';
import { standaloneSvg } from './standalone-svg.ts';
import { saidBlocks } from './words.ts';
import { cachedReleases } from '../../facts/cache.ts';
import { addressOfPage } from '../../markdown/tree/version-tree.ts';
import { located } from './located.ts';
import { expandGallery } from './diagram-gallery.ts';
import { pagePathOf, protocolNumberOfPage } from '../../markdown/page-place.ts';

export interface DrawDiagramsOptions {
  /** The project's folder. */
  readonly root: string;
  readonly undrawn?: Undrawn;
}

/**
 * Remark plugin that replaces every Mermaid fence by its picture, a file that `publish-diagrams`
 * writes, so that a page needs no Mermaid to show it. It runs after `expandFacts`, which makes
 * fences from state machines.
 *
 * A picture that is missing, stale or broken fails the build with file and line. In a live server a
 * fence without a picture stays, and `@docusaurus/theme-mermaid` draws it in the browser.
 */
export function drawDiagrams({ root, undrawn = 'fails' }: DrawDiagramsOptions): Transformer<Root> {
  return (tree, file) => {
    expandGallery(tree, file.path, root, undrawn);
    const diagrams = diagramsOf(tree);
    if (diagrams.length === 0) {
      return;
    }
    const number = protocolNumberOfPage(root, file.path);
    const protocol = cachedReleases(root).protocols.find((candidate) => candidate.number === number);
    const page = pagePathOf(root, file.path);
    const nameOf = diagramNamer();
    const style = standaloneStyle(root);
    const elements = new Map<unknown, MdxJsxFlowElement>();
    for (const [index, diagram] of diagrams.entries()) {
      const element = located(`${file.path}:${diagram.line}`, () => {
        if (protocol === undefined) {
          throw new Error('Diagrams stand only in pages of a version');
        }
        const drawing = drawingOf(root, diagram.source, undrawn);
        if (drawing === undefined) {
          nameOf(titleOfUndrawn(diagram.source));
          return undefined;
        }
        return diagramElement(diagram, drawing, {
          name: nameOf(drawing.title),
          pathName: protocol.pathName,
          page,
          version: pictureVersion(standaloneSvg(drawing, style)),
          isFirst: index === 0,
        });
      });
      if (element !== undefined) {
        elements.set(diagram.node, element);
      }
    }
    visit(tree, 'code', (node, index, parent) => {
      const element = elements.get(node);
      if (element !== undefined) {
        (parent as Parent).children[index!] = element as never;
      }
    });
  };
}

/** A diagram on its page. */
interface Place {
  readonly name: string;
  readonly pathName: string;
  readonly page: string;
  readonly version: string;
  readonly isFirst: boolean;
}

function diagramElement(
  { node, source }: PlacedDiagram,
  drawing: Drawing,
  { name, pathName, page, version, isFirst }: Place,
): MdxJsxFlowElement {
  const id = diagramAnchor(name);
  const home = node.data?.diagramHome ?? { pagePath: page, name };
  return {
    type: 'mdxJsxFlowElement',
    name: 'Diagram',
    attributes: [
      attribute('id', id),
      attribute('title', drawing.title),
      attribute('place', `${addressOfPage({ pathName }, home.pagePath)}#${diagramAnchor(home.name)}`),
      attribute('file', diagramFileAddress(pathName, home.pagePath, home.name)),
      attribute('version', version),
      attribute('width', String(drawing.width)),
      attribute('height', String(drawing.height)),
      ...(isFirst ? [] : [attribute('loading', 'lazy')]),
      attribute('source', source),
      ...(node.data?.diagramHome === undefined ? [] : [attribute('caption', 'hidden')]),
    ],
    children: node.data?.diagramHome === undefined ? saidBlocks(drawing) : [],
  };
}

function attribute(name: string, value: string): MdxJsxAttribute {
  return { type: 'mdxJsxAttribute', name, value };
}
