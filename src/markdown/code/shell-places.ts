import type { Place } from './example-values.ts';

type State = 'word' | 'single' | 'double' | 'comment';

/** A program, and not data, in single quotes. */
const PROGRAM = /\b(?:exec|export|read) /;

/**
 * Says for each position of a shell program in which quotes it stands.
 *
 * @param code - a program as readers paste it: commands, quotes, comments, `$(…)`.
 */
export function shellPlaces(code: string): (position: number) => Place {
  const places: Place[] = [];
  const open: State[] = ['word'];
  let quoteBegan = 0;
  for (let index = 0; index < code.length; index++) {
    const state = open.at(-1)!;
    places[index] = placeIn(state, code.slice(quoteBegan, index));
    const sign = code[index]!;
    if (state === 'single') {
      if (sign === "'") {
        open.pop();
      }
    } else if (state === 'comment') {
      if (sign === '\n') {
        open.pop();
      }
    } else if (sign === '\\') {
      index++;
      places[index] = places[index - 1]!;
    } else if (sign === '"') {
      if (state === 'double') {
        open.pop();
      } else {
        open.push('double');
      }
    } else if (sign === '(' && (state === 'word' || code[index - 1] === '$')) {
      open.push('word');
    } else if (state === 'word') {
      if (sign === ')' && open.length > 1) {
        open.pop();
      } else if (sign === "'") {
        open.push('single');
        quoteBegan = index + 1;
      } else if (sign === '#' && /^$|\s/.test(code[index - 1] ?? '')) {
        open.push('comment');
      }
    }
  }
  return (position) => places[position] ?? '';
}

function placeIn(state: State, quoted: string): Place {
  if (state === 'single') {
    return PROGRAM.test(quoted) ? 'r' : 's';
  }
  return state === 'double' ? 'q' : '';
}
