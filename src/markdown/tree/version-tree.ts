import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Protocol } from '../../facts/releases.ts';

/** A page of a version on disk. */
interface PageFile {
  /** Path within the version, without the ending: `operators/get-started`. */
  readonly page: string;
  /** Path relative to the project, for messages. */
  readonly file: string;
}

/** A page of a version as it stands on disk. */
export interface PageSource extends PageFile {
  /** The whole file: front matter and MDX. */
  readonly text: string;
}

/** Folder of a protocol's pages, relative to the project. */
export function folderOfPages(protocol: Pick<Protocol, 'versionName'>): string {
  return protocol.versionName === 'current' ? 'docs' : `versioned_docs/version-${protocol.versionName}`;
}

/**
 * Lists every page of a protocol.
 *
 * @param root - the project's folder.
 * @returns in the order of their paths; empty when the protocol has no pages.
 */
export function pageFilesOfProtocol(root: string, protocol: Pick<Protocol, 'versionName'>): PageFile[] {
  const folder = folderOfPages(protocol);
  const absolute = path.join(root, folder);
  if (!existsSync(absolute)) {
    return [];
  }
  return readdirSync(absolute, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => /\.mdx?$/.test(name))
    .sort()
    .map((name) => ({ page: name.replace(/\.mdx?$/, ''), file: `${folder}/${name}` }));
}

/** Reads every page of a protocol, as {@link pageFilesOfProtocol} lists them. */
export function pagesOfProtocol(root: string, protocol: Pick<Protocol, 'versionName'>): PageSource[] {
  return pageFilesOfProtocol(root, protocol).map((page) => ({
    ...page,
    text: readFileSync(path.join(root, page.file), 'utf8'),
  }));
}

/** Address of a page on the site: `/protocol-4/operators/deploy` for its page `operators/deploy/index`. */
export function addressOfPage(protocol: Pick<Protocol, 'pathName'>, page: string): string {
  const within = page.replace(/(^|\/)index$/, '');
  return within === '' ? `/${protocol.pathName}` : `/${protocol.pathName}/${within}`;
}

/**
 * The front matter of a page.
 *
 * @returns the YAML between the two lines of hyphens and what follows them; the YAML is empty when
 *   the page has none.
 */
export function splitFrontMatter(text: string): { readonly yaml: string; readonly body: string } {
  const match = /^---\n([\s\S]*?)\n---(?:\n|$)/.exec(text);
  return match === null ? { yaml: '', body: text } : { yaml: match[1]!, body: text.slice(match[0].length) };
}

/** What is read of a page's front matter. */
interface FrontMatter {
  readonly title?: string;
  readonly description?: string;
  /** Sections of which a reader needs one: `src/markdown/choices.ts` reads it. */
  readonly choices?: unknown;
}

/** What a page says of itself in its front matter. */
export function frontMatterOf(text: string): FrontMatter {
  return (parse(splitFrontMatter(text).yaml) as object | null) ?? {};
}
