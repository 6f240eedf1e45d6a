import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Folder of the pages outside the versions, relative to the project. */
const FOLDER = 'src/pages';

/** A page outside the versions that is written in Markdown. */
export interface OutsidePage {
  /** Absolute path of the file. */
  readonly file: string;
  /** Without the site's base: `/upgrade/3-to-4`. */
  readonly address: string;
}

/** All pages outside the versions that are written in Markdown, by their paths. */
export function markdownPagesOutside(root: string): OutsidePage[] {
  const folder = path.join(root, FOLDER);
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  return (
    names
      // What begins with an underscore, or lies in such a folder, is a part of pages.
      .filter((name) => /\.mdx?$/.test(name) && !/(?:^|[/\\])_/.test(name))
      .sort()
      .map((name) => ({
        file: path.join(folder, name),
        address: `/${name
          .split(path.sep)
          .join('/')
          .replace(/\.mdx?$/, '')}`,
      }))
  );
}
