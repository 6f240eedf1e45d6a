/** How a line says how much it matters. */
export type Level = 'error' | 'warning' | 'info';

/** Where the words of the program begin in a line, and what stands before them. */
export interface StatementStart {
  readonly start: number;
  /** Where what tools have put before the line ends; the program's own level and `Error:` may follow. */
  readonly carrierEnd: number;
  /** Whether the line begins as one of a log does, with a time or a level. */
  readonly isHeaded: boolean;
  readonly level?: Level;
}

/** Only so much of a line is looked at, so that the patterns below cost the same for any line. */
const LONGEST_PREFIX = 400;

/** More prefixes than any chain of collectors puts before a line. */
const MOST_PREFIXES = 16;

type PrefixKind = 'carrier' | 'head' | 'own';

/**
 * What loggers, service managers and container tools put before a line. Each pattern is anchored and
 * bounded; a group named `level` tells how much the line matters. A `head` begins a new line of a log,
 * a `carrier` may stand before parts of one, and what is the program's `own` may also be words of it. The
 * second entry says with what it can begin, so that it is tried for few lines.
 */
const PREFIXES: readonly (readonly [kind: PrefixKind, beginsWith: string, prefix: RegExp])[] = [
  // 2026-01-01T12:00:00.000Z, 2026-01-01 12:00:00.000 +00:00, 2026/01/01 12:00:00
  [
    'head',
    'digit sign',
    /^[[(]?\d{4}[-/]\d{2}[-/]\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?:Z| ?UTC| ?[+-]\d{2}:?\d{2})?[\])]?[ :\t]{0,3}/,
  ],
  // 01/Jan/2026:12:00:00 +0000
  ['head', 'digit sign', /^\[?\d{2}\/[A-Z][a-z]{2}\/\d{4}[: ]\d{2}:\d{2}:\d{2}(?: [+-]\d{4})?\]? {0,3}/],
  // Thu 2026-01-01 12:00:00 UTC
  ['carrier', 'letter', /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?=\d{4}-|[A-Z][a-z]{2} |\d)/],
  ['head', 'digit', /^\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?: {1,8}|\]: ?)/],
  // Seconds since 1970, or since a machine was started.
  ['head', 'sign', /^\[ {0,6}\d{1,10}\.\d{3,9}\] /],
  ['head', 'digit', /^1\d{9}(?:\.?\d{3,9})?[ ,:\t]{1,3}/],
  // <13>, <34>1 of syslog
  ['head', 'sign', /^<\d{1,3}>(?:1 )?/],
  // Nov 23 07:30:00 host swamp[123]:
  [
    'head',
    'letter',
    /^[A-Z][a-z]{2} [ \d]\d (?:\d{4} )?\d{2}:\d{2}:\d{2}(?:\.\d{1,6})? (?:[\w.:-]{1,80} )?[\w./@()-]{1,80}(?:\[\d{1,9}\])?: {0,3}/,
  ],
  // host swamp[123]:
  ['head', 'letter digit', /^[\w.-]{1,80} [\w./@()-]{1,80}\[\d{1,9}\]: {0,3}/],
  ['head', 'letter digit', /^[\w./@()-]{1,80}\[\d{1,9}\]: {0,3}/],
  // host swamp 123 - - of syslog behind its time
  [
    'head',
    'letter digit',
    /^[\w.-]{1,80} [\w./@-]{1,80} (?:\d{1,9}|-) [\w.-]{1,40} (?:-|\[[^\]]{0,200}\]) (?:\ufeff|BOM)?/,
  ],
  ['head', 'sign', /^\[(?<level>INF|WRN|ERR|FTL|DBG|TRC)\] [^\s:]{1,100}: {0,3}/],
  ['head', 'letter', /^(?<level>INF|WRN|ERR|FTL|DBG|TRC) [^\s]{1,100} {1,8}/],
  [
    'head',
    'letter sign',
    /^\[?(?<level>INFO|WARN|WARNING|ERROR|FATAL|DEBUG|TRACE|NOTICE)\]?(?::| {1,8}|\t|\] )(?:-{1,2} )?/,
  ],
  // The layout for terminals: a picture, a level, a category.
  [
    'head',
    'letter sign',
    /^(?:\p{Extended_Pictographic}\ufe0f? {1,4})?(?<level>info|warn|warning|error|fatal|debug|trace) {1,8}[^\s]{1,100} {2,12}/u,
  ],
  ['carrier', 'sign', /^\[log\] /],
  // serve's own column, and those of container tools
  ['carrier', 'letter digit', /^[\w./-]{1,80} {0,20}[|\u2502] ?/],
  ['carrier', 'sign', /^\[[\w./-]{1,160}(?: [\w./-]{1,80}){0,2}\] (?=\S)/],
  ['carrier', 'letter', /^(?:stdout|stderr) [FP] /],
  // A result of Ansible; JSON follows.
  [
    'carrier',
    'letter',
    /^(?:ok|changed|fatal|failed|skipping|unreachable): \[[^\]]{1,120}\](?:: [A-Z ]{1,20}!)?(?: \(item=[^)]{0,120}\))? => /,
  ],
  // GitHub and GitLab
  ['carrier', 'sign', /^##\[(?<level>error|warning|group|debug|command|section|endgroup|notice)\]/],
  ['carrier', 'sign', /^::(?<level>error|warning|group|debug|notice)(?: [^:]{0,200})?::/],
  ['carrier', 'letter', /^section_(?:start|end):\d{1,12}:[\w.-]{1,80}(?:\[[^\]]{0,80}\])?/],
  ['carrier', 'digit', /^\d{2}[OE][ +]/],
  ['carrier', 'letter digit', /^[\w.-]{1,80}\t(?:[^\t]{1,80}\t)?/],
  // The fields of logfmt, and of a journal
  [
    'carrier',
    'letter digit',
    /^(?:(?!(?:msg|message|MESSAGE|log|line|body|error|err)=)[\w.@/-]{1,40}=(?:"[^"]{0,120}"|[^\s"]{0,120}) {1,3}){1,12}(?=[\w.@/-]{1,40}=)/,
  ],
  ['carrier', 'letter', /^(?:msg|message|MESSAGE|log|line|body|error|err)=["']?/],
  // Quoted in a mail or a text
  ['carrier', 'sign', /^(?:> ?){1,8}/],
  ['carrier', 'sign', /^[|\u2502] ?/],
  ['carrier', 'digit sign', /^(?:[-*+\u2022]|\d{1,3}[.)]) {1,4}(?=\S)/],
  ['carrier', 'sign', /^`{1,3}(?=\S)/],
  ['carrier', 'digit sign', /^"?\d{0,12}"?[,;](?=["\w])/],
  ['carrier', 'sign', /^"[\w.:/ -]{1,80}"[,;] ?(?=\S)/],
  ['own', 'letter', /^(?:Uncaught )?(?:\(in promise\) )?(?:[A-Z][A-Za-z]{0,40}Error|Error|error|AddrInUse): /],
  ['own', 'sign', /^[\p{Extended_Pictographic}\u2717\u2718] {1,4}/u],
  ['own', 'sign', /^['"](?=\S)/],
];

const LEVELS: Readonly<Record<string, Level>> = {
  ERR: 'error',
  FTL: 'error',
  ERROR: 'error',
  FATAL: 'error',
  error: 'error',
  fatal: 'error',
  WRN: 'warning',
  WARN: 'warning',
  WARNING: 'warning',
  warn: 'warning',
  warning: 'warning',
};

/** Finds where the program's own words begin, behind timestamps, levels, names and `Error:`. */
export function statementStart(line: string): StatementStart {
  const front = line.slice(0, LONGEST_PREFIX);
  let start = front.length - front.trimStart().length;
  let carrierEnd = 0;
  let isHeaded = false;
  let isOwn = false;
  let level: Level | undefined;
  for (let count = 0; count < MOST_PREFIXES; count += 1) {
    const rest = front.slice(start);
    const found = firstMatch(rest);
    if (found === undefined) {
      break;
    }
    const [kind, match] = found;
    level ??= LEVELS[match.groups?.level ?? ''] ?? (match[0].endsWith('rror: ') ? 'error' : undefined);
    start += match[0].length;
    isHeaded ||= kind === 'head';
    isOwn ||= kind === 'own';
    carrierEnd = isOwn ? carrierEnd : start;
    start += front.slice(start).length - front.slice(start).trimStart().length;
  }
  return { start, carrierEnd, isHeaded, ...(level && { level }) };
}

type First = 'letter' | 'digit' | 'sign';

function beginningWith(first: First): (readonly [PrefixKind, RegExp])[] {
  return PREFIXES.filter(([, beginsWith]) => beginsWith.includes(first)).map(([kind, , prefix]) => [kind, prefix]);
}

/** Patterns by the kind of their first character, so that most are not tried. */
const BY_FIRST = {
  letter: beginningWith('letter'),
  digit: beginningWith('digit'),
  sign: beginningWith('sign'),
};

function firstMatch(rest: string): readonly [PrefixKind, RegExpExecArray] | undefined {
  for (const [kind, prefix] of BY_FIRST[firstOf(rest)]) {
    const match = prefix.exec(rest);
    if (match !== null) {
      return [kind, match];
    }
  }
  return undefined;
}

function firstOf(text: string): First {
  const code = text.charCodeAt(0);
  const small = code | 32;
  return code >= 48 && code <= 57 ? 'digit' : small >= 97 && small <= 122 ? 'letter' : 'sign';
}
