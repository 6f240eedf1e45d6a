import type { Place } from './example-values.ts';

/** In what a sign stands: the innermost is the last. */
type State = 'word' | 'single' | 'double' | 'comment';

/** A program, and not data, in single quotes. */
const PROGRAM = /\b(?:exec|export|read) /;

/**
 * Says for each position of a shell program in which quotes it stands.
 *
 * @param code - a program as readers paste it: commands, quotes, comments, `$(…)`.
 */
export function shellPlaces(code: string): (position: number) => Place {
  const states: State[] = [];
  const open: State[] = ['word'];
  for (let index = 0; index < code.length; index++) {
    const state = open.at(-1)!;
    states[index] = state;
    if (code[index] === '\\' && (state === 'word' || state === 'double')) {
      index++;
      states[index] = state;
    } else {
      step(open, code[index]!, code[index - 1] ?? '\n');
    }
  }
  return (position) => {
    const state = states[position] ?? 'word';
    if (state === 'single') {
      const began = states.findLastIndex((other, index) => index < position && other !== 'single') + 1;
      return PROGRAM.test(code.slice(began, position)) ? 'r' : 's';
    }
    return state === 'double' ? 'q' : '';
  };
}

/** What a sign opens or closes. */
function step(open: State[], sign: string, before: string): void {
  const state = open.at(-1)!;
  const closes = { single: "'", double: '"', comment: '\n', word: ')' }[state];
  if (sign === closes && open.length > 1) {
    open.pop();
  } else if (state === 'word') {
    const opened = OPENED[sign];
    if (opened !== undefined && (opened !== 'comment' || /\s/.test(before))) {
      open.push(opened);
    }
  } else if (state === 'double' && sign === '(' && before === '$') {
    open.push('word');
  }
}

const OPENED: Readonly<Record<string, State>> = { "'": 'single', '"': 'double', '(': 'word', '#': 'comment' };
