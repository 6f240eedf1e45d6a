/** What recordings show as the first id. */
export const SHOWN_ID = '11111111-0000-4000-8000-000000000000';

/** What recordings show as the first token of a name. */
export function shownToken(name: string): string {
  return `${name}.111111110123456789abcdef0123456789abcdef0123456789abcdef01234567`;
}
