import { fillIn, showText } from '../../facts/message-text.ts';
import type { Explanation, FoundMessage } from './explanation.ts';
import type { Matcher } from './matcher.ts';
import { holdsIn } from './table.ts';
import type { Holding, MessageTable, TableMessage } from './table.ts';
import { messagePage } from '../../facts/message-page.ts';
import { isInSpan, shortRelease } from '../../facts/release.ts';
import type { Release } from '../../facts/release.ts';

/** What a finding means, in words; the page and the command both show these. */

/** The entries of a message that concern the reader. */
export interface Chosen {
  /** The one to show first: of the chosen protocol, or the newest. */
  readonly main: TableMessage;
  /** The message says something else in other releases. */
  readonly others: readonly TableMessage[];
  /** False when the chosen protocol does not print this text. */
  readonly inProtocol: boolean;
}

/** Who reads, as far as it is known. */
export interface Reader {
  readonly protocol?: number | undefined;
  /** The release that the reader runs; of its protocol's entries that one is shown that holds for it. */
  readonly release?: Release | undefined;
}

/**
 * Picks what to show of a known text.
 *
 * @param message - position in the matcher's list of known texts.
 */
export function chooseEntries(matcher: Matcher, message: number, { protocol, release }: Reader): Chosen {
  const entries = matcher.messages[message]!.entries.map((entry) => matcher.table.messages[entry]!);
  const fitting = protocol === undefined ? entries : entries.filter((entry) => holdsIn(entry, protocol));
  const known = fitting.length > 0 ? fitting : entries;
  const exact = release === undefined ? [] : known.filter((entry) => holdsFor(entry, protocol, release));
  const [main, ...others] = exact.length > 0 ? exact : known;
  return { main: main!, others, inProtocol: fitting.length > 0 };
}

function holdsFor({ holds }: TableMessage, protocol: number | undefined, release: Release): boolean {
  return holds.some((holding) => holding.protocol === protocol && isInSpan(release, holding));
}

/** The releases for which an entry holds: `protocol 4 (20260812.195234 and later), protocol 3`. */
export function holdsInWords(holds: readonly Holding[], table: MessageTable): string {
  return holds.map((holding) => `protocol ${holding.protocol} (${releasesInWords(holding, table)})`).join(', ');
}

function releasesInWords({ protocol, since, until }: Holding, table: MessageTable): string {
  const { first, last, ended } = table.protocols.find(({ number }) => number === protocol)!;
  const from = shortRelease(since ?? first);
  const open = until === undefined && !ended;
  return open ? `${from} and later` : `${from} to ${shortRelease(until ?? last)}`;
}

const SIDES: Readonly<Record<TableMessage['printedBy'][number], string>> = {
  worker: 'the worker',
  orchestrator: 'the orchestrator',
  command: 'the command',
};

/** `Printed by the worker`, with the commands that print it. */
export function printedByInWords({ printedBy, commands }: TableMessage): string {
  const sides = printedBy.map((side) => SIDES[side]).join(' and ');
  const names = commands.map((command) => `\`swamp ${command}\``).join(', ');
  return `Printed by ${sides}${names === '' ? '' : ` (${names})`}.`;
}

const REACTIONS: Readonly<Record<TableMessage['reactions'][number]['does'], string>> = {
  stops: 'The worker gives up at once',
  retries: 'The worker tries again',
  'stops-after-three-tries': 'The worker tries three times, then gives up',
};

/** Whether the worker gives up or tries again, one sentence for each span of releases. */
export function reactionsInWords({ reactions }: TableMessage): string[] {
  return reactions.map(({ does, exitCode, note, since, until }) => {
    const exit = exitCode === undefined ? '' : `, with exit code ${exitCode}`;
    const span = [since && `since ${shortRelease(since)}`, until && `until ${shortRelease(until)}`]
      .filter(Boolean)
      .join(', ');
    return `${REACTIONS[does]}${exit}${span === '' ? '' : ` (${span})`}.${note === undefined ? '' : ` ${note}`}`;
  });
}

/** A message as a sentence about the reader's own line, or `undefined` when it has no parameters. */
export function answerInWords(entry: TableMessage, parameters: Readonly<Record<string, string>>): string | undefined {
  const marked = (name: string): string | undefined =>
    parameters[name] === undefined ? undefined : codeMark(parameters[name]);
  return entry.answer === undefined ? undefined : fillIn(entry.answer, marked);
}

/** What each parameter was, with its meaning. */
export function parametersInWords(
  entry: TableMessage,
  parameters: Readonly<Record<string, string>>,
): { name: string; value: string; meaning: string }[] {
  return Object.entries(parameters).map(([name, value]) => ({
    name,
    value,
    meaning: entry.parameters[name]?.meaning ?? '',
  }));
}

/** A value of the reader's as code; a grave accent in it would end the mark. */
function codeMark(value: string): string {
  return `\`${value.replaceAll('`', "'")}\``;
}

/** Where the message stands among the pages: the reader's protocol if it prints it, else the newest that does. */
export function addressOf(entry: TableMessage, table: MessageTable, protocol: number | undefined): string {
  const number = protocol !== undefined && holdsIn(entry, protocol) ? protocol : entry.holds[0]!.protocol;
  const { path } = table.protocols.find((candidate) => candidate.number === number)!;
  return `/${path}/${messagePage(entry)}#${entry.id}`;
}

/** `3 times, first in line 12`. */
export function placesInWords({ count, lines }: Pick<FoundMessage, 'count' | 'lines'>): string {
  return count === 1 ? `Line ${lines[0]}` : `${count.toLocaleString('en-US')} times, first in line ${lines[0]}`;
}

/**
 * Whether the message that a reader came from stands in the lines, and where.
 *
 * @param id - its id, as the page that explains it has it in its address.
 * @returns `undefined` when no message has this id.
 */
export function askedInWords(
  id: string,
  { findings }: Pick<Explanation, 'findings'>,
  matcher: Matcher,
): string | undefined {
  const texts = matcher.messages.flatMap(({ text, entries }, position) =>
    entries.some((entry) => matcher.table.messages[entry]!.id === id) ? [{ text, position }] : [],
  );
  const found = findings.find(
    (finding) => finding.kind === 'message' && texts.some(({ position }) => position === finding.message),
  );
  const said = texts.map(({ text }) => codeMark(showText(text).split('\n')[0]!))[0];
  if (said === undefined) {
    return undefined;
  }
  return found === undefined ? `${said} is not in these lines.` : `${said} is in these lines. ${placesInWords(found)}.`;
}
