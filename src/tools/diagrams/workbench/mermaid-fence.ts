/** A source as Markdown that draws it: a fence that is longer than any within it. */
export function mermaidFence(source: string): string {
  const longest = Math.max(2, ...[...source.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}mermaid\n${source.replace(/\n*$/, '')}\n${fence}\n`;
}
