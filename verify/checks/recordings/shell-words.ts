/** What only a shell understands: pipes, lists, redirections, substitutions, variables and several lines. */
const SHELL_SYNTAX = /[|;&<>$`\n~*]/;

/** A command line that is a call of the program and nothing else. */
interface PlainCommand {
  /** Variables that stand before it. */
  readonly env: Readonly<Record<string, string>>;
  /** Its arguments, without the name of the program. */
  readonly args: readonly string[];
}

/**
 * Reads a command line as a recording has it.
 *
 * @returns undefined when it needs a shell.
 */
export function plainCommand(line: string): PlainCommand | undefined {
  // Between single quotes a shell understands nothing.
  if (SHELL_SYNTAX.test(line.replace(/'[^']*'/g, ''))) {
    return undefined;
  }
  const words = wordsOf(line);
  const program = words.findIndex((word) => !/^[A-Z_]+=/.test(word));
  if (words[program] !== 'swamp') {
    return undefined;
  }
  const variables = words.slice(0, program).map((word): [string, string] => {
    const equals = word.indexOf('=');
    return [word.slice(0, equals), word.slice(equals + 1)];
  });
  return { env: Object.fromEntries(variables), args: words.slice(program + 1) };
}

/** The words of a line, their quotes removed: `'it'\''s'` is `it's`. */
function wordsOf(line: string): string[] {
  return (line.match(/(?:'[^']*'|\\.|[^\s'\\])+/g) ?? []).map((word) =>
    word.replace(/'([^']*)'|\\(.)/g, (_, quoted?: string, escaped?: string) => quoted ?? escaped ?? ''),
  );
}
