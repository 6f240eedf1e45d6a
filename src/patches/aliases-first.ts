/** Aliases as changes to the bundler that come before those of Docusaurus, which lead to whole folders. */
export function aliasesFirst(alias: Readonly<Record<string, string | false>>): object {
  return { resolve: { alias }, mergeStrategy: { 'resolve.alias': 'prepend' } };
}
