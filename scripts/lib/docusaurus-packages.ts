import { existsSync } from 'node:fs';
import path from 'node:path';

interface Manifest {
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}

/**
 * The text of a package.json in which every package of Docusaurus has another version.
 *
 * @param text - a package.json.
 * @param version - a version or a tag of the registry, such as `canary`.
 * @throws Error when it names no package of Docusaurus, for then nothing would be tried.
 */
export function withDocusaurus(text: string, version: string): string {
  const manifest = JSON.parse(text) as Manifest;
  let changed = 0;
  for (const group of [manifest.dependencies, manifest.devDependencies]) {
    for (const name of Object.keys(group ?? {}).filter((candidate) => candidate.startsWith('@docusaurus/'))) {
      group![name] = version;
      changed++;
    }
  }
  if (changed === 0) {
    throw new Error('package.json names no package of Docusaurus: there is nothing to try.');
  }
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** Folders in which the search box brings its own, older Docusaurus: two of them cannot work together. */
export function nestedDocusaurus(root: string): string[] {
  const nested = path.join(root, 'node_modules', '@easyops-cn', 'docusaurus-search-local', 'node_modules');
  return ['@docusaurus', 'joi'].map((name) => path.join(nested, name)).filter((folder) => existsSync(folder));
}
