import { withoutSequences } from './clean-text.ts';

/** One option of a help page. */
export interface HelpOption {
  readonly name: string;
  readonly short?: string | undefined;
  /** Placeholder of its value, without brackets. */
  readonly value?: string | undefined;
  readonly required: boolean;
  /** Environment variable that the text names as `(env: NAME)`. */
  readonly env?: string | undefined;
  /** Value that the page states as default, without quotes. */
  readonly default?: string | undefined;
  /** Whether the text says that it may be given several times. */
  readonly repeatable: boolean;
  /** Its description in one line. */
  readonly text: string;
}

/** A positional argument of the usage line. */
export interface HelpArgument {
  readonly name: string;
  readonly required: boolean;
}

/** What a `--help` page says. */
export interface HelpPage {
  /** The command of the usage line, without `swamp`. */
  readonly command: string;
  readonly arguments: readonly HelpArgument[];
  readonly options: readonly HelpOption[];
  /** Names of the subcommands that it lists. */
  readonly subcommands: readonly string[];
}

/** `  -h, --help  <value>  - ` and the start of the description. */
const OPTION_START = /^ {2}((?:-{1,2}[a-zA-Z][\w-]*)(?:, -{1,2}[a-zA-Z][\w-]*)*)\s+((?:[<[][^>\]]*[>\]]\s*)*)- (.*)$/;

/** `  connect  [url]   - ` */
const SUBCOMMAND_START = /^ {2}([a-z][\w-]*(?:, [a-z][\w-]*)*)\s+(?:[<[].*?[>\]]\s*)*- /;

/** The last column of an option: `(required)`, `(Default: 9090)`, several separated by commas. */
const HINTS_START = /\s\((?=(?:required[,)]|(?:Default|Depends|Conflicts|Values): ))/;

/**
 * Reads a help page.
 *
 * @param printed - standard output of `swamp <command> --help`.
 * @returns `undefined` when it is no help page.
 */
export function parseHelp(printed: string): HelpPage | undefined {
  const lines = withoutSequences(printed)
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd());
  const usage = usageOf(lines);
  return usage === undefined
    ? undefined
    : {
        ...parseUsage(usage),
        options: parseOptions(sectionOf(lines, 'Options')),
        subcommands: sectionOf(lines, 'Commands').flatMap(
          (line) => SUBCOMMAND_START.exec(line)?.[1]!.split(', ')[0] ?? [],
        ),
      };
}

function usageOf(lines: readonly string[]): string | undefined {
  const start = lines.findIndex((line) => line.startsWith('Usage:'));
  if (start === -1) {
    return undefined;
  }
  // A long usage line goes on, indented, until the next label.
  const end = lines.findIndex((line, index) => index > start && !/^\s+\S/.test(line));
  return lines
    .slice(start, end === -1 ? undefined : end)
    .join(' ')
    .replace(/^Usage:/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function parseUsage(usage: string): Pick<HelpPage, 'command' | 'arguments'> {
  const words = usage.split(' ');
  const firstParameter = words.findIndex((word) => /^[<[-]/.test(word));
  const commandWords = firstParameter === -1 ? words : words.slice(0, firstParameter);
  const parameters = firstParameter === -1 ? '' : words.slice(firstParameter).join(' ');
  const positional = [...parameters.replace(/--?[\w-]+ <[^>]*>/g, '').matchAll(/([<[])([^>\]]*)[>\]]/g)];
  return {
    command: commandWords.slice(1).join(' '),
    arguments: positional.map(([, bracket, name]) => ({
      name: name!.replace(/\.\.\.$/, ''),
      required: bracket === '<',
    })),
  };
}

/** Lines of a section, up to the next line that stands at the left edge. */
function sectionOf(lines: readonly string[], title: string): string[] {
  const start = lines.indexOf(`${title}:`);
  if (start === -1) {
    return [];
  }
  const end = lines.findIndex((line, index) => index > start && /^\S/.test(line));
  return lines.slice(start + 1, end === -1 ? undefined : end).filter((line) => line !== '');
}

function parseOptions(lines: readonly string[]): HelpOption[] {
  const groups: string[][] = [];
  for (const line of lines) {
    if (OPTION_START.test(line)) {
      groups.push([line]);
    } else {
      groups.at(-1)?.push(line);
    }
  }
  return groups.map(parseOption);
}

function parseOption(lines: readonly string[]): HelpOption {
  const [, flags, value] = OPTION_START.exec(lines[0]!)!;
  const names = flags!.split(', ');
  const { text, hints } = columnsOf(lines);
  return {
    name: names.find((name) => name.startsWith('--')) ?? names[0]!,
    short: names.find((name) => /^-[a-zA-Z]$/.test(name)),
    value: value!.trim() === '' ? undefined : value!.trim().replace(/[<>[\]]/g, ''),
    required: /^required\b/.test(hints),
    env: /\(env: ([A-Z][A-Z0-9_]*)/.exec(text)?.[1] ?? /, env: ([A-Z][A-Z0-9_]*)/.exec(text)?.[1],
    default: statedDefault(text, hints),
    repeatable: /\brepeatable\b/i.test(text),
    text,
  };
}

/** The page sets description and hints side by side, and both can be wrapped. */
function columnsOf(lines: readonly string[]): { text: string; hints: string } {
  const text: string[] = [];
  const hints: string[] = [];
  let hintColumn: number | undefined;
  lines.forEach((line, index) => {
    const started = HINTS_START.exec(line);
    if (started !== null) {
      hintColumn = started.index + 1;
    }
    const own = hintColumn === undefined ? line : line.slice(0, hintColumn);
    text.push((index === 0 ? (OPTION_START.exec(own)?.[3] ?? '') : own).trim());
    if (hintColumn !== undefined) {
      hints.push(line.slice(hintColumn).trim());
    }
  });
  return { text: joinWords(text), hints: joinWords(hints).replace(/^\(|\)$/g, '') };
}

function joinWords(pieces: readonly string[]): string {
  return pieces
    .filter((piece) => piece !== '')
    .join(' ')
    .replace(/\s+/g, ' ');
}

function statedDefault(text: string, hints: string): string | undefined {
  const stated =
    /\bDefault: ("[^"]*"|[^,]+)/.exec(hints)?.[1] ??
    /\bDefault: (\S+)/.exec(text)?.[1] ??
    /\(default: ([^,)]+)/.exec(text)?.[1] ??
    // In words it is a default only where it is a single one.
    /\bDefaults to (\S+)\.$/.exec(text.trim())?.[1];
  return stated?.replace(/[.,;)]+$/, '').replace(/^"(.*)"$/, '$1');
}
