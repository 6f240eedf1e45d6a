import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** A page about moving from one protocol to another. */
export interface UpgradePage {
  readonly from: number;
  readonly to: number;
  /** Without the site's base: `/upgrade/3-to-4`. */
  readonly path: string;
}

/** Folder of these pages, below the project's folder. */
const FOLDER = path.join('src', 'pages', 'upgrade');

/** The pages that exist, by the names of their files: `3-to-4.mdx`. */
export function upgradePages(root: string): UpgradePage[] {
  const folder = path.join(root, FOLDER);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files.flatMap((file) => {
    const [, from, to] = /^(\d+)-to-(\d+)\.mdx$/.exec(file) ?? [];
    return from === undefined ? [] : [{ from: Number(from), to: Number(to), path: `/upgrade/${from}-to-${to}` }];
  });
}
