/** Thrown when output is not the JSON that it should be. */
export class NotJsonError extends Error {}

/** Reads output that is one JSON value. */
export function jsonValue(text: string): unknown {
  return parse(text);
}

/** Reads output with one JSON value a line. */
export function jsonLines(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => parse(line));
}

/**
 * Reads output that is one JSON value after another, each on as many lines as it likes: a value
 * begins at the left edge.
 */
export function jsonValues(text: string): unknown[] {
  const pieces: string[] = [];
  for (const line of text.split('\n').filter((candidate) => candidate.trim() !== '')) {
    const continues = pieces.length > 0 && (/^\s/.test(line) || /^[\]}]/.test(line));
    if (continues) {
      pieces.push(`${pieces.pop()!}\n${line}`);
    } else {
      pieces.push(line);
    }
  }
  return pieces.map(parse);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotJsonError(`no JSON: ${text.split('\n')[0]!.slice(0, 200)}`);
  }
}
