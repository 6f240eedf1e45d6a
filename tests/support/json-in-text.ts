/**
 * Finds the JSON objects and arrays in what a shell printed, whether each fills a line or is spread
 * over many. Other text is passed over, for a recording may show several commands; the verifier,
 * which judges the output of one command, takes nothing but JSON.
 *
 * @throws SyntaxError when something begins like a value and is none.
 */
export function jsonValuesIn(printed: string): unknown[] {
  const values: unknown[] = [];
  let position = nextStart(printed, 0);
  while (position !== -1) {
    const end = endOfValue(printed, position);
    values.push(JSON.parse(printed.slice(position, end)));
    position = nextStart(printed, end);
  }
  return values;
}

/** A value begins a line. */
function nextStart(printed: string, from: number): number {
  const match = /^[[{]/m.exec(printed.slice(from));
  return match === null ? -1 : from + match.index;
}

function endOfValue(printed: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let index = start; index < printed.length; index += 1) {
    const character = printed[index];
    if (inString) {
      if (character === '\\') {
        index += 1;
      } else if (character === '"') {
        inString = false;
      }
    } else if (character === '"') {
      inString = true;
    } else if (character === '{' || character === '[') {
      depth += 1;
    } else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) {
        return index + 1;
      }
    }
  }
  return printed.length;
}
