import { showText } from '../../facts/message-text.ts';
import {
  addressOf,
  answerInWords,
  chooseEntries,
  holdsInWords,
  placesInWords,
  printedByInWords,
  reactionsInWords,
} from './answer.ts';
import type { Reader } from './answer.ts';
import type { Explanation, FoundEvent, FoundMessage, UnknownLine } from './explanation.ts';
import type { Matcher } from './matcher.ts';
import type { TableMessage } from './table.ts';
import { messagesOfSeverity, verdictOf } from './verdict.ts';

/** Who asks, and where the pages are. */
export interface ReportOptions extends Reader {
  readonly matcher: Matcher;
  /** Address of the site, without a slash at its end. */
  readonly site: string;
}

const LISTED_UNKNOWN = 20;

/** An explanation as text for a terminal. */
export function textReport(explanation: Explanation, options: ReportOptions): string {
  const { findings, unknown, lines, unknownLines } = explanation;
  const blocks = [
    verdictOf(explanation, options.matcher, options),
    ...gravestFirst(explanation, options).map((finding) => messageBlock(finding, options)),
    ...findings.flatMap((finding) => (finding.kind === 'event' ? [eventBlock(finding, options)] : [])),
    ...unknownBlock(unknown, unknownLines, options),
    summaryOf(explanation, lines),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** The known messages, errors first. */
function gravestFirst(explanation: Explanation, { matcher, ...reader }: ReportOptions): FoundMessage[] {
  return (['error', 'warning', 'info'] as const).flatMap((severity) =>
    messagesOfSeverity(explanation, matcher, reader, severity),
  );
}

/** An explanation as Markdown, to be sent to somebody. */
export function markdownReport(explanation: Explanation, options: ReportOptions): string {
  const { matcher, protocol, site } = options;
  const blocks = gravestFirst(explanation, options).map((finding) => {
    const { main } = chooseEntries(matcher, finding.message, options);
    const answer = answerInWords(main, finding.samples[0]!.parameters);
    const page = `${site}${addressOf(main, matcher.table, protocol)}`;
    return [
      `### ${{ error: 'Error', warning: 'Warning', info: 'Note' }[main.severity]}: [\`${showText(main.text)}\`](${page})`,
      `${placesInWords(finding)}:\n\n${fenced(finding.excerpt)}`,
      ...(answer === undefined ? [] : [answer]),
      `**Cause:** ${main.cause}`,
      `**Fix:** ${main.fix}`,
    ].join('\n\n');
  });
  const unknown = explanation.unknown.slice(0, LISTED_UNKNOWN).map(({ text }) => text);
  return `${[
    `**${verdictOf(explanation, matcher, options)}**`,
    summaryOf(explanation, explanation.lines),
    ...blocks,
    ...(unknown.length === 0 ? [] : [`### Lines that are not known\n\n${fenced(unknown.join('\n'))}`]),
  ].join('\n\n')}\n`;
}

/** A block of code that ends where it should, whatever stands in it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

/** One sentence that tells what was found; the page reads it out. */
export function summaryOf({ findings, unknownLines, ordinaryLines }: Explanation, lines: number): string {
  const messages = findings.filter(({ kind }) => kind === 'message').length;
  const events = findings.length - messages;
  return [
    `${counted(lines, 'line')}:`,
    `${counted(messages, 'known message')}${events === 0 ? '' : `, ${counted(events, 'known event')}`},`,
    ...(ordinaryLines === 0 ? [] : [`${counted(ordinaryLines, 'ordinary line')},`]),
    `${counted(unknownLines, 'unknown line')}.`,
  ].join(' ');
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

function messageBlock(finding: FoundMessage, options: ReportOptions): string {
  const { matcher, protocol, site } = options;
  const { main, others, inProtocol } = chooseEntries(matcher, finding.message, options);
  const parameters = finding.samples[0]!.parameters;
  const answer = answerInWords(main, parameters);
  const values = Object.entries(parameters).map(([name, value]) => `${name} = ${value}`);
  return [
    `${placesInWords(finding)}: ${showText(main.text)}`,
    ...(answer === undefined ? [] : [answer]),
    ...(values.length === 0 ? [] : [`In the text: ${values.join(', ')}`]),
    ...(inProtocol ? [] : [`Protocol ${protocol} does not print this.`]),
    `${printedByInWords(main)} In ${holdsInWords(main.holds, matcher.table)}.`,
    ...reactionsInWords(main),
    `Cause: ${main.cause}`,
    `Fix: ${main.fix}`,
    ...others.map((other) => otherReading(other, matcher)),
    `${site}${addressOf(main, matcher.table, protocol)}`,
  ].join('\n  ');
}

/** What the same text means in other releases, or from another program. */
function otherReading(other: TableMessage, { table }: Matcher): string {
  return `Or else, ${holdsInWords(other.holds, table)}: ${printedByInWords(other)} ${other.cause}`;
}

function eventBlock(finding: FoundEvent, { matcher }: ReportOptions): string {
  return [
    `${placesInWords(finding)}: ${finding.excerpt}`,
    ...finding.events.map(
      ({ command, meaning, holds }) =>
        `An event of swamp ${command} --json: ${meaning} In ${holdsInWords(holds, matcher.table)}.`,
    ),
  ].join('\n  ');
}

function unknownBlock(unknown: readonly UnknownLine[], total: number, { matcher }: ReportOptions): string[] {
  if (total === 0) {
    return [];
  }
  const listed = unknown.slice(0, LISTED_UNKNOWN).map((line) => {
    const near = line.nearest === undefined ? '' : `\n    nearest: ${matcher.messages[line.nearest]!.text}`;
    return `${placesInWords(line)}: ${line.text}${near}`;
  });
  const rest = total - unknown.slice(0, LISTED_UNKNOWN).reduce((sum, line) => sum + line.count, 0);
  return [
    ['Unknown lines', ...listed, ...(rest > 0 ? [`and ${counted(rest, 'more unknown line')}`] : [])].join('\n  '),
  ];
}

/** An explanation as JSON for programs. Its shape is documented in `spec/PUBLISHED.md`. */
export function jsonReport(explanation: Explanation, options: ReportOptions): unknown {
  const { matcher } = options;
  return {
    format: 1,
    lines: explanation.lines,
    findings: explanation.findings.map((finding) =>
      finding.kind === 'message' ? jsonMessage(finding, options) : { ...finding, events: finding.events },
    ),
    order: explanation.order,
    unknown: explanation.unknown.map(({ nearest, ...line }) => ({
      ...line,
      ...(nearest !== undefined && {
        nearest: { text: matcher.messages[nearest]!.text, id: chooseEntries(matcher, nearest, options).main.id },
      }),
    })),
    unknownLines: explanation.unknownLines,
    ordinaryLines: explanation.ordinaryLines,
  };
}

function jsonMessage(finding: FoundMessage, options: ReportOptions): unknown {
  const { matcher, protocol, site } = options;
  const { main, others, inProtocol } = chooseEntries(matcher, finding.message, options);
  const answer = answerInWords(main, finding.samples[0]!.parameters);
  return {
    kind: finding.kind,
    id: main.id,
    text: main.text,
    count: finding.count,
    lines: finding.lines,
    excerpt: finding.excerpt,
    inside: finding.inside,
    samples: finding.samples,
    moreSamples: finding.moreSamples,
    inProtocol,
    ...(answer !== undefined && { answer }),
    severity: main.severity,
    printedBy: main.printedBy,
    reactions: main.reactions,
    cause: main.cause,
    fix: main.fix,
    holds: main.holds,
    others: others.map(({ id, holds, cause, fix }) => ({ id, holds, cause, fix })),
    page: `${site}${addressOf(main, matcher.table, protocol)}`,
  };
}
