/** The scripts of the application that a page lists, in their order, as `src/patches/first-script/page-template.ts` writes them. */
export function appScriptsOf(html: string): string[] {
  return [...html.matchAll(/<script type=text\/plain data-app src=([^\s>]+)>/g)].map((match) => match[1]!);
}
