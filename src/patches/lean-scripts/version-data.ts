/**
 * The data of a version without its list of pages, which serves only cards with descriptions. A page
 * that shows such a card all the same fails to build: Docusaurus finds no page to describe.
 *
 * @param text - JSON as Docusaurus writes it for a version.
 * @throws Error when it is not the data of a version.
 */
export function withoutPages(text: string): unknown {
  const { version, ...rest } = JSON.parse(text) as { version?: Readonly<Record<string, unknown>> };
  if (version?.['docs'] === undefined) {
    throw new Error(
      'The data of a version has no list of pages, so there is none to leave out. Look at what this release of Docusaurus writes, and mend or remove src/patches/lean-scripts/version-data.ts.',
    );
  }
  return { ...rest, version: { ...version, docs: {} } };
}
