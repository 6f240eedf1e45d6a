/** The code of a function that loads a module in a chunk of its own. */
export function importCode(chunk: string, module: string): string {
  return `() => import(/* webpackChunkName: ${JSON.stringify(chunk)} */ ${JSON.stringify(module)})`;
}
