/**
 * Markdown that shows a picture and leads to the place where it is explained, for a review or an
 * issue.
 *
 * @param title - text in the picture's place; signs that mean something to Markdown are escaped.
 */
export function markdownEmbed(title: string, pictureUrl: string, placeUrl: string): string {
  const text = title.replace(/[\\[\]`*_<>!]/g, (sign) => `\\${sign}`);
  return `[![${text}](${pictureUrl})](${placeUrl})`;
}
