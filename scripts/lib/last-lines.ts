/**
 * The end of a text.
 *
 * @param count - how many lines at most; empty lines at the end do not count.
 */
export function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
