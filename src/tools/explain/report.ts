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
import type { Explanation, FoundEvent, FoundMessage, UnknownLine } from './explanation.ts';
import type { Matcher } from './matcher.ts';

/** Who asks, and where the pages are. */
export interface ReportOptions {
  readonly matcher: Matcher;
  /** The reader's protocol, if it is known. */
  readonly protocol?: number | undefined;
  /** Address of the site, without a slash at its end. */
  readonly site: string;
}

const LISTED_UNKNOWN = 20;

/** An explanation as text for a terminal. */
export function textReport(explanation: Explanation, options: ReportOptions): string {
  const { findings, unknown, lines, unknownLines } = explanation;
  const blocks = [
    ...findings.map((finding) =>
      finding.kind === 'message' ? messageBlock(finding, options) : eventBlock(finding, options),
    ),
    ...unknownBlock(unknown, unknownLines, options),
    summaryOf(explanation, lines),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** One sentence that tells what was found; the page reads it out. */
export function summaryOf({ findings, unknownLines }: Explanation, lines: number): string {
  const messages = findings.filter(({ kind }) => kind === 'message').length;
  const events = findings.length - messages;
  return [
    `${counted(lines, 'line')}:`,
    `${counted(messages, 'known message')}${events === 0 ? '' : `, ${counted(events, 'known event')}`},`,
    `${counted(unknownLines, 'unknown line')}.`,
  ].join(' ');
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

function messageBlock(finding: FoundMessage, { matcher, protocol, site }: ReportOptions): string {
  const { main, others, inProtocol } = chooseEntries(matcher, finding.message, protocol);
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
    ...others.map((other) => `It means something else in ${holdsInWords(other.holds, matcher.table)}.`),
    `${site}${addressOf(main, matcher.table, protocol)}`,
  ].join('\n  ');
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
export function jsonReport(explanation: Explanation, { matcher, protocol, site }: ReportOptions): unknown {
  return {
    format: 1,
    lines: explanation.lines,
    findings: explanation.findings.map((finding) =>
      finding.kind === 'message'
        ? jsonMessage(finding, { matcher, protocol, site })
        : { ...finding, events: finding.events },
    ),
    order: explanation.order,
    unknown: explanation.unknown.map(({ nearest, ...line }) => ({
      ...line,
      ...(nearest !== undefined && {
        nearest: { text: matcher.messages[nearest]!.text, id: chooseEntries(matcher, nearest, protocol).main.id },
      }),
    })),
    unknownLines: explanation.unknownLines,
  };
}

function jsonMessage(finding: FoundMessage, { matcher, protocol, site }: ReportOptions): unknown {
  const { main, others, inProtocol } = chooseEntries(matcher, finding.message, protocol);
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
