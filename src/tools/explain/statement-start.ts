/** How a line says how much it matters. */
export type Level = 'error' | 'warning' | 'info';

/** Where the words of the program begin in a line, and what stands before them. */
export interface StatementStart {
  readonly start: number;
  readonly level?: Level;
}

/** Only so much of a line is looked at, so that the patterns below cost the same for any line. */
const LONGEST_PREFIX = 300;

/** More prefixes than any chain of collectors puts before a line. */
const MOST_PREFIXES = 8;

/**
 * What loggers, service managers and container tools put before a line. Each pattern is anchored and
 * bounded; a group named `level` tells how much the line matters.
 */
const PREFIXES: readonly RegExp[] = [
  // 2026-01-01T12:00:00.000Z, 2026-01-01 12:00:00.000 +00:00
  /^\[?\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?:Z| ?[+-]\d{2}:?\d{2})?\]?[ :]{0,3}/,
  /^\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})? {1,8}/,
  // Nov 23 07:30:00 host swamp[123]:
  /^[A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} [\w.-]{1,80} [\w./@-]{1,80}(?:\[\d{1,9}\])?: {0,3}/,
  /^\[(?<level>INF|WRN|ERR|FTL|DBG|TRC)\] [^\s:]{1,100}: {0,3}/,
  /^(?<level>INF|WRN|ERR|FTL|DBG|TRC) [^\s]{1,100} {1,8}/,
  /^(?<level>info|warn|warning|error|fatal|debug|trace) {1,8}[^\s]{1,100} {2,12}/,
  /^\[log\] /,
  // serve's own column, and those of container tools
  /^[\w./-]{1,80} {1,20}[|\u2502] /,
  /^\[pod\/[\w./-]{1,160}\] /,
  /^(?:stdout|stderr) [FP] /,
  /^(?:Uncaught )?(?:[A-Z][A-Za-z]{0,40}Error|Error|error|AddrInUse): /,
  /^['"](?=\S)/,
];

const LEVELS: Readonly<Record<string, Level>> = {
  ERR: 'error',
  FTL: 'error',
  error: 'error',
  fatal: 'error',
  WRN: 'warning',
  warn: 'warning',
  warning: 'warning',
};

/** Finds where the program's own words begin, behind timestamps, levels, names and `Error:`. */
export function statementStart(line: string): StatementStart {
  const front = line.slice(0, LONGEST_PREFIX);
  let start = front.length - front.trimStart().length;
  let level: Level | undefined;
  for (let count = 0; count < MOST_PREFIXES; count += 1) {
    const rest = front.slice(start);
    const match = firstMatch(rest);
    if (match === undefined) {
      break;
    }
    level ??= LEVELS[match.groups?.level ?? ''] ?? (match[0].endsWith('rror: ') ? 'error' : undefined);
    start += match[0].length;
    start += front.slice(start).length - front.slice(start).trimStart().length;
  }
  return { start, ...(level && { level }) };
}

function firstMatch(rest: string): RegExpExecArray | undefined {
  for (const prefix of PREFIXES) {
    const match = prefix.exec(rest);
    if (match !== null) {
      return match;
    }
  }
  return undefined;
}
