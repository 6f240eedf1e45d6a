/** The words of a file on one line, with the way back to the lines on which they stand. */
export interface FoldedText {
  readonly text: string;
  /** 1-based line of the file on which a character of {@link text} stands. */
  lineAt(offset: number): number;
}

/**
 * Folds a page or a file of facts to its words, so that a pattern need not know where lines break,
 * what is emphasized, what is code and where a link leads.
 *
 * @param source - Markdown, MDX or YAML, as it stands in the file.
 * @returns the words with one blank between them; targets of links and the marks of emphasis, code
 *   and escapes are left out.
 */
export function foldText(source: string): FoldedText {
  const starts: number[] = [];
  const lines: number[] = [];
  let text = '';
  source.split('\n').forEach((line, index) => {
    const words = wordsOf(line);
    if (words !== '') {
      text += text === '' ? '' : ' ';
      starts.push(text.length);
      lines.push(index + 1);
      text += words;
    }
  });
  return { text, lineAt: (offset) => lines[starts.findLastIndex((start) => start <= offset)] ?? 1 };
}

function wordsOf(line: string): string {
  return line
    .replace(/\]\([^)\s]*\)/g, '')
    .replace(/[*`\\[]/g, '')
    .replace(/''/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}
