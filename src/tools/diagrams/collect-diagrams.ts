import path from 'node:path';
import { parse } from 'yaml';
import type { Root, RootContent } from 'mdast';
import type { Protocol } from '../../facts/releases.ts';
import { anchoredHeadings } from '../../markdown/anchors.ts';
import { sharedPage, versionPages } from '../../markdown/version-pages.ts';
import type { Drawing } from './drawing.ts';
import { isDrawn, readDrawing, titleIn } from './drawing.ts';
import { located } from './located.ts';
import { diagramNamer, diagramsOf } from './placed-diagrams.ts';

/** A diagram of a version with the place where it stands. */
export interface CollectedDiagram {
  readonly source: string;
  /** `docs/concepts/architecture.mdx:11` */
  readonly where: string;
  readonly pagePath: string;
  readonly pageTitle: string;
  /** Text of the heading above it, when there is one. */
  readonly section: string | undefined;
}

/** All diagrams of a version, in the order of its pages. */
export function collectDiagrams(root: string, protocol: Protocol): CollectedDiagram[] {
  return versionPages(root, protocol).flatMap(({ file, pagePath }) => {
    const { tree } = sharedPage(root, file);
    const diagrams = diagramsOf(tree);
    const sections = diagrams.length === 0 ? [] : sectionsByLine(tree);
    return diagrams.map(({ source, line }) => ({
      source,
      where: `${path.relative(root, file).split(path.sep).join('/')}:${line}`,
      pagePath,
      pageTitle: frontMatterOf(tree).title ?? pagePath,
      section: sections.findLast((section) => section.line < line)?.text,
    }));
  });
}

/** A diagram with its picture. */
export interface NamedDiagram extends CollectedDiagram {
  /** Its picture; a live server has diagrams without one. */
  readonly drawing: Drawing | undefined;
  readonly title: string;
  /** Name on its page. */
  readonly name: string;
}

/** What becomes of a diagram whose picture is missing or stale: a build fails, a writer's live server lets the browser draw it. */
export type Undrawn = 'fails' | 'is-live';

/** The picture of a diagram, unless the browser draws it. */
export function drawingOf(root: string, source: string, undrawn: Undrawn): Drawing | undefined {
  return undrawn === 'is-live' && !isDrawn(root, source) ? undefined : readDrawing(root, source);
}

/** The title of a diagram without a picture. */
export function titleOfUndrawn(source: string): string {
  return titleIn(source) ?? 'A diagram without a title';
}

/**
 * All diagrams of a version with their pictures and names.
 *
 * @throws Error with file and line of a diagram whose picture is missing, stale or broken.
 */
export function namedDiagrams(root: string, protocol: Protocol, undrawn: Undrawn = 'fails'): NamedDiagram[] {
  const namers = new Map<string, (title: string) => string>();
  return collectDiagrams(root, protocol).map((diagram) => {
    const drawing = located(diagram.where, () => drawingOf(root, diagram.source, undrawn));
    const title = drawing?.title ?? titleOfUndrawn(diagram.source);
    const namer = namers.get(diagram.pagePath) ?? diagramNamer();
    namers.set(diagram.pagePath, namer);
    return { ...diagram, drawing, title, name: namer(title) };
  });
}

const named = new Map<string, readonly NamedDiagram[]>();

/** All diagrams of a version with their pictures and names, read once for each run. */
export function cachedNamedDiagrams(
  root: string,
  protocol: Protocol,
  undrawn: Undrawn = 'fails',
): readonly NamedDiagram[] {
  const key = `${root}\0${protocol.number}\0${undrawn}`;
  const read = named.get(key) ?? namedDiagrams(root, protocol, undrawn);
  named.set(key, read);
  return read;
}

/** Forgets what was read, for the writer's live server. */
export function forgetDiagrams(): void {
  named.clear();
}

/** What a page says of itself at its top. */
export function frontMatterOf(tree: Root): { readonly title?: string; readonly description?: string } {
  const yaml = tree.children.find((node): node is RootContent & { value: string } => node.type === 'yaml');
  return yaml === undefined ? {} : ((parse(yaml.value) as object | null) ?? {});
}

function sectionsByLine(tree: Root): { line: number; text: string }[] {
  return anchoredHeadings(tree).map(({ heading, text }) => ({ line: heading.position?.start.line ?? 0, text }));
}
