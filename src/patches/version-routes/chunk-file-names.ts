/**
 * A name for each chunk that says what is in it, and stands for the chunk in the bundles, too: the
 * hashes by which Docusaurus calls them say nothing and cannot be compressed.
 *
 * @param modules - the module of each chunk, by Docusaurus' name of the chunk.
 * @throws Error when two modules would get the same name.
 */
export function chunkFileNames(modules: ReadonlyMap<string, string>): Map<string, string> {
  const names = new Map([...modules].map(([chunk, module]) => [chunk, nameOf(module)]));
  const taken = new Map<string, string>();
  for (const [chunk, name] of names) {
    const other = taken.get(name);
    if (other !== undefined) {
      throw new Error(
        `${modules.get(other)} and ${modules.get(chunk)} would both be called ${name}. Rename one of the files.`,
      );
    }
    taken.set(name, chunk);
  }
  return names;
}

/** `@site/docs/operators/tokens.mdx` becomes `docs-operators-tokens`. */
function nameOf(module: string): string {
  return module
    .replace(/^@(?:site\/)?/, '')
    .replace(/\.\w+$/, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
