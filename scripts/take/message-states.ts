import type { Message, Reaction } from '../../src/facts/schema/message.ts';
import { parametersOf, splitAtParameters } from '../../src/facts/message-text.ts';
import { messageMatcher } from '../../src/facts/message-pattern.ts';
import { reactionIn } from '../../verify/stage/reaction.ts';
import { explainsRefusal, printedFrom, readingsByLine, wasPrinted } from '../../verify/stage/statements.ts';
import type { SeenMessage } from './seen-messages.ts';

/** What a release makes of a message: its text, and what the worker does then. */
export interface MessageState {
  /** With `{parameters}`, as far as they are known. */
  readonly text: string;
  /** Absent for a message after which nothing is promised. */
  readonly reaction?: Pick<Reaction, 'does' | 'exitCode'> | undefined;
}

/** Values of the parameters of a message, by scenario, as a release printed it whose text is known. */
export type ParameterValues = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** How many of the words of a text its successor keeps, in their order. */
const KEPT_WORDS = 0.5;

/** Fewer words that two texts have in common prove nothing. */
const FEWEST_WORDS = 2;

/** A shorter value stands in a text by chance. */
const SHORTEST_VALUE = 3;

/** Stands for what differs between texts that are one message. */
export const DETAIL = 'detail';

/**
 * Tells from what scenarios showed what a release makes of a message.
 *
 * @param message - as the facts have it for the releases before.
 * @param reaction - the one of its reactions that holds for them.
 * @param others - all messages that the facts have for them: what one of these says is no new text.
 * @param values - what the parameters stand for, so that they are found in a new text.
 * @returns undefined when the scenarios do not agree with each other, or show too little to be sure.
 */
export function stateOf(
  { message, reaction }: { readonly message: Message; readonly reaction: Reaction | undefined },
  seen: readonly SeenMessage[],
  others: readonly Message[],
  values: ParameterValues = new Map(),
): MessageState | undefined {
  const text = textOf(message, seen, others, values);
  if (text === undefined) {
    return undefined;
  }
  if (reaction === undefined) {
    return { text };
  }
  const found = reactionOf({ text, parameters: message.parameters }, reaction, seen);
  return found === undefined ? undefined : { text, reaction: found };
}

/** Whether two releases make the same of a message. Numbers in a text, such as a port, are those of a run. */
export function isSameState(a: MessageState, b: MessageState): boolean {
  return (
    withoutNumbers(a.text) === withoutNumbers(b.text) &&
    a.reaction?.does === b.reaction?.does &&
    a.reaction?.exitCode === b.reaction?.exitCode
  );
}

function withoutNumbers(text: string): string {
  return text.replace(/[0-9a-f-]*\d[0-9a-f-]*/gi, '0');
}

/** What the parameters of a message stand for in each scenario that shows it. */
export function valuesIn(message: Message, seen: readonly SeenMessage[]): ParameterValues {
  const match = messageMatcher(message);
  return new Map(
    seen.flatMap((one) => {
      const found = readingsByLine(outputOf(message, one))
        .flat()
        .map(match)
        .find((result) => result !== undefined);
      return found === undefined ? [] : [[one.scenario, found.parameters]];
    }),
  );
}

function textOf(
  message: Message,
  seen: readonly SeenMessage[],
  others: readonly Message[],
  values: ParameterValues,
): string | undefined {
  const lacking = seen.filter((one) => !wasPrinted(message, outputOf(message, one)));
  if (lacking.length === 0) {
    return message.text;
  }
  if (lacking.length < seen.length || message.text.includes('\n')) {
    return undefined;
  }
  const texts = lacking.map((one) => successorIn(message, one, others));
  if (texts.some((text) => text === undefined)) {
    return undefined;
  }
  const named = texts.map((text, position) => withParameters(text!, values.get(lacking[position]!.scenario) ?? {}));
  return joined(message, [...new Set(named)]);
}

/** Where a message is looked for: in what was watched, in the orchestrator's log, or in both. */
function outputOf({ printedBy }: Message, { seen }: SeenMessage): string {
  const log = printedBy.includes('orchestrator') ? (seen.orchestratorLog ?? '') : '';
  return printedBy.every((side) => side === 'orchestrator') ? log : `${seen.printed}\n${log}`;
}

/** The only text that no message explains and that keeps the words of a message; undefined when there is none, or several. */
function successorIn(message: Message, one: SeenMessage, others: readonly Message[]): string | undefined {
  const lines = readingsByLine(outputOf(message, one)).filter(
    (readings) => !readings.some((reading) => others.some((other) => explainsRefusal(other, reading))),
  );
  const alike = lines.flatMap((readings) => readings.findLast((reading) => keepsWords(message.text, reading)) ?? []);
  const texts = [...new Set(alike)];
  const [only] = texts;
  // What is printed in braces would pass for a parameter.
  return texts.length !== 1 || parametersOf(only!).length > 0 ? undefined : only;
}

function keepsWords(before: string, after: string): boolean {
  const words = wordsOf(
    splitAtParameters(before)
      .filter((_, position) => position % 2 === 0)
      .join(' '),
  );
  const kept = commonWords(words, wordsOf(after));
  return kept >= FEWEST_WORDS && kept >= words.length * KEPT_WORDS;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** How many words two texts have in common, in the same order. */
function commonWords(a: readonly string[], b: readonly string[]): number {
  const row = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    let diagonal = 0;
    b.forEach((other, position) => {
      const above = row[position + 1]!;
      row[position + 1] = word === other ? diagonal + 1 : Math.max(above, row[position]!);
      diagonal = above;
    });
  }
  return row[b.length]!;
}

function withParameters(text: string, values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .filter(([, value]) => value.length >= SHORTEST_VALUE)
    .sort(([, a], [, b]) => b.length - a.length)
    .reduce((result, [name, value]) => result.replaceAll(value, `{${name}}`), text);
}

/** Several texts of one message: what they have in common, around a parameter. */
function joined(message: Message, texts: readonly string[]): string | undefined {
  if (texts.length === 1) {
    return texts[0];
  }
  const start = texts.reduce(commonStart).replace(/[^\s(:"']*$/, '');
  const rest = texts.map((text) => text.slice(start.length));
  const end = rest
    .map(reversed)
    .reduce(commonStart)
    .replace(/[^\s):"']*$/, '');
  const text = `${start}{${DETAIL}}${reversed(end)}`;
  return !(DETAIL in message.parameters) && keepsWords(message.text, text) ? text : undefined;
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}

function commonStart(a: string, b: string): string {
  const length = [...a].findIndex((character, position) => character !== b[position]);
  return length === -1 ? a : a.slice(0, length);
}

/** What the worker did after the message; what was before where nothing tells. */
function reactionOf(
  message: Pick<Message, 'text' | 'parameters'>,
  before: Reaction,
  seen: readonly SeenMessage[],
): MessageState['reaction'] {
  const told = seen.flatMap(({ seen: one, reacts }) => {
    const since = reacts && one.noReconnect !== true ? printedFrom(message, one.printed) : undefined;
    return since === undefined ? [] : [{ does: reactionIn(since, one.ended !== undefined), ended: one.ended }];
  });
  const reactions = told.map(({ does, ended }) => {
    const exitCode = ended?.exitCode ?? undefined;
    // Where the facts name no exit code, the release before was not asked for it.
    return does === before.does && before.exitCode === undefined ? { does } : { does, exitCode };
  });
  const [first, ...others] = reactions;
  if (first === undefined) {
    return { does: before.does, exitCode: before.exitCode };
  }
  const agree = others.every(({ does, exitCode }) => does === first.does && exitCode === first.exitCode);
  return !agree || first.does === 'waits' ? undefined : { does: first.does, exitCode: first.exitCode };
}
