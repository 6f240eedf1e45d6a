import { importCode } from './import-code.ts';

/**
 * The registry of chunks for the bundle that renders the pages. Docusaurus reports which modules a
 * page used by their names, and then looks these up as names of chunks, so that it finds none. Named
 * like the chunks, they are found, and each page lists the scripts that it takes: a browser fetches
 * them together, not one after the other.
 *
 * @param modules - the module of each chunk, by Docusaurus' name.
 * @param nameOf - the name of each chunk in the bundles of the browser, by Docusaurus' name.
 */
export function serverRegistry(modules: ReadonlyMap<string, string>, nameOf: ReadonlyMap<string, string>): string {
  const entries = [...modules].map(([chunk, module]) => {
    const weak = `require.resolveWeak(${JSON.stringify(module)})`;
    return `${JSON.stringify(chunk)}: [${importCode(chunk, module)}, ${JSON.stringify(nameOf.get(chunk))}, ${weak}]`;
  });
  return `export default {\n${entries.join(',\n')}\n};\n`;
}
