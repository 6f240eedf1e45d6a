import { readdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../scripts/lib/project-root.ts';

/** Addresses of all pages of a version in the built site. */
export function pagesOf(pathName: string): string[] {
  const folder = path.join(projectRoot, 'build', pathName);
  const nested = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .map(
      (name) =>
        `/${pathName}/${name
          .split(path.sep)
          .join('/')
          .replace(/\.html$/, '')}`,
    )
    .filter((address) => !address.endsWith('/index'));
  return [`/${pathName}`, ...nested].sort();
}
