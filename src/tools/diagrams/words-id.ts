/** Id of the text that says what the diagram with an anchor says. */
export function diagramWordsId(anchor: string): string {
  return `${anchor}-words`;
}
