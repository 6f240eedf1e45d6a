import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Root } from 'mdast';
import { frontMatterOf } from '../../tools/diagrams/collect-diagrams.ts';
import { anchoredHeadings } from '../../markdown/anchors.ts';
import { expandGallery } from '../../tools/diagrams/diagram-gallery.ts';
import { addLinksBack } from '../../markdown/link-back.ts';
import { takePage, versionPages } from '../../markdown/version-pages.ts';
import { cachedReleases } from '../../facts/cache.ts';
import type { Protocol } from '../../facts/releases.ts';
import { addressOfPage } from '../../markdown/tree/version-tree.ts';

/** A page of the site that is written in Markdown, expanded. */
export interface TwinPage {
  /** Absolute path of its file. */
  readonly file: string;
  /** Its address on the site, without base path: `/protocol-4/operators/tokens`. */
  readonly address: string;
  /** The protocol that it is about; `undefined` for a page outside the versions. */
  readonly protocol: Protocol | undefined;
  readonly title: string;
  readonly description: string;
  readonly tree: Root;
  /** Its text as it was written. */
  readonly source: string;
  /** Anchors that the twin has: those of its headings. */
  readonly anchors: ReadonlySet<string>;
}

/** Folder of the pages outside the versions. */
const OTHER_PAGES = 'src/pages';

/**
 * Reads all pages that have a Markdown twin: those of all versions, and those outside them that are
 * written in Markdown.
 */
export function readTwinPages(root: string): TwinPage[] {
  const versioned = cachedReleases(root).protocols.flatMap((protocol) =>
    versionPages(root, protocol).map(({ file, pagePath }) =>
      readTwinPage(root, file, addressOfPage(protocol, pagePath), protocol),
    ),
  );
  const folder = path.join(root, OTHER_PAGES);
  const names = existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
        // What begins with an underscore, or lies in such a folder, is a part of pages.
        (name) => /\.mdx?$/.test(name) && !/(?:^|[/\\])_/.test(name),
      )
    : [];
  const others = names.sort().map((name) => {
    const address = `/${name
      .split(path.sep)
      .join('/')
      .replace(/\.mdx?$/, '')}`;
    return readTwinPage(root, path.join(folder, name), address, undefined);
  });
  return [...versioned, ...others];
}

function readTwinPage(root: string, file: string, address: string, protocol: Protocol | undefined): TwinPage {
  const { tree, source } = takePage(root, file);
  expandGallery(tree, file, root);
  addLinksBack(tree, file, root);
  const { title = address, description = '' } = frontMatterOf(tree);
  const anchors = new Set(anchoredHeadings(tree).map(({ anchor }) => anchor));
  return { file, address, protocol, title, description, tree, source, anchors };
}
