import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A built site in a folder. */
export interface BuiltSite {
  readonly folder: string;
  /** Path below which it is served, with slashes at both ends, as its pages name it. */
  readonly baseUrl: string;
  /** All its files, as paths with `/` relative to the folder, sorted. */
  readonly files: readonly string[];
}

/**
 * Looks at a built site. Its base path is read from its start page and not from the environment,
 * for the pages were built with it and cannot be served below another.
 *
 * @throws Error when the folder holds no built site.
 */
export function readBuiltSite(folder: string): BuiltSite {
  let start: string;
  try {
    start = readFileSync(path.join(folder, 'index.html'), 'utf8');
  } catch {
    throw new Error(`There is no built site in ${folder}. Build it first: npm run build`);
  }
  const baseUrl = /<script\b[^>]*\ssrc="?([^"\s>]*\/)assets\/js\/main\./.exec(start)?.[1];
  if (baseUrl === undefined) {
    throw new Error(`${folder}/index.html names no main script, so it is no page of the portal. Build again.`);
  }
  return { folder, baseUrl, files: filesOf(folder) };
}

/** All files below a folder, as paths with `/` relative to it, sorted. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}
