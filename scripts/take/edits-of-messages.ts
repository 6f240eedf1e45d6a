import { gap } from '../../src/facts/gaps.ts';
import { parametersOf } from '../../src/facts/message-text.ts';
import type { Release } from '../../src/facts/release.ts';
import { isInSpan } from '../../src/facts/release.ts';
import type { Message, Reaction } from '../../src/facts/schema/message.ts';
import type { Edit, Keys } from './edit-yaml.ts';
import { DETAIL } from './message-states.ts';
import type { MessageState } from './message-states.ts';

/** How a message went on after the newest known release. */
export interface MessageHistory {
  readonly message: Message;
  /** Position of its entry in the list of its file. */
  readonly position: number;
  /** Position of the reaction that holds at the newest known release; -1 for none. */
  readonly reaction: number;
  /** Oldest first, each other than the one before. */
  readonly steps: readonly MessageStep[];
}

/** A message became otherwise. */
export interface MessageStep {
  /** The release before the one that is known to have it so: files of facts know no gap. */
  readonly until: Release;
  readonly since: Release;
  readonly state: MessageState;
}

/** A stretch of releases in which something is the same; open where its date is absent. */
interface Stretch<Value> {
  readonly value: Value;
  readonly since?: Release | undefined;
  readonly until?: Release | undefined;
}

/** Ends what a message was, and adds what it is now. Other words for it are left to a person. */
export function editsOfMessage(history: MessageHistory, base: Release): Edit[] {
  const { message, position, steps } = history;
  const before: MessageState = { text: message.text, reaction: message.reactions[history.reaction] };
  const states = stretches([
    { value: before },
    ...steps.map(({ state, since, until }) => ({ value: state, since, until })),
  ]);
  const [known, ...added] = runsOf(states, ({ text }) => text);
  const list: Keys = ['messages'];
  const end = known!.at(-1)!.until;
  return [
    ...(end === undefined ? [] : [addUntil([...list, position], end)]),
    ...editsOfReactions([...list, position], history, reactionsIn(known!)),
    ...added.map((run): Edit => ({
      kind: 'add-item',
      list,
      after: position,
      value: newMessage(message, run, base),
    })),
  ];
}

/** Stretches with the end of each, which the one after it tells. */
function stretches<Value>(
  starts: readonly { readonly value: Value; readonly since?: Release; readonly until?: Release }[],
): Stretch<Value>[] {
  return starts.map(({ value, since }, index) => ({ value, since, until: starts[index + 1]?.until }));
}

/** Neighbors that are the same in what counts, together. */
function runsOf<Value>(all: readonly Stretch<Value>[], whatOf: (value: Value) => unknown): Stretch<Value>[][] {
  const runs: Stretch<Value>[][] = [];
  for (const one of all) {
    const last = runs.at(-1);
    if (last !== undefined && JSON.stringify(whatOf(last[0]!.value)) === JSON.stringify(whatOf(one.value))) {
      last.push(one);
    } else {
      runs.push([one]);
    }
  }
  return runs;
}

/** Reactions within one entry, with dates of their own only where they are not those of the entry. */
function reactionsIn(entry: readonly Stretch<MessageState>[]): Stretch<NonNullable<MessageState['reaction']>>[] {
  const runs = runsOf(entry, ({ reaction }) => reaction && [reaction.does, reaction.exitCode]);
  return runs.flatMap((run, index) => {
    const { reaction } = run[0]!.value;
    const since = index === 0 ? undefined : run[0]!.since;
    const until = index === runs.length - 1 ? undefined : run.at(-1)!.until;
    return reaction === undefined ? [] : [{ value: reaction, since, until }];
  });
}

function addUntil(map: Keys, until: Release): Edit {
  return { kind: 'add-key', map, key: 'until', value: until };
}

function editsOfReactions(
  entry: Keys,
  { message, reaction }: MessageHistory,
  [known, ...added]: readonly Stretch<NonNullable<MessageState['reaction']>>[],
): Edit[] {
  return [
    ...(known?.until === undefined ? [] : [addUntil([...entry, 'reactions', reaction], known.until)]),
    ...added.map((one): Edit => ({
      kind: 'add-item',
      list: [...entry, 'reactions'],
      after: reaction,
      value: reactionRecord(one, message.reactions[reaction]!),
    })),
  ];
}

function reactionRecord(
  { value: { does, exitCode }, since, until }: Stretch<NonNullable<MessageState['reaction']>>,
  before: Reaction,
): object {
  const isSame = does === before.does && exitCode === before.exitCode;
  const note =
    before.note === undefined || isSame ? before.note : gap(`how the worker does that, or take this line away`);
  return withoutEmpty({ does, exitCode, note, since, until });
}

function newMessage(message: Message, run: readonly Stretch<MessageState>[], base: Release): object {
  const { text } = run[0]!.value;
  const { id, phase, part, severity, runtime, printedBy, commands, rpcCode, reactions, otherSide } = message;
  const before = reactions.find((reaction) => isInSpan(base, reaction));
  const parameters = Object.fromEntries(
    parametersOf(text).map((name) => [
      name,
      name === DETAIL ? { kind: 'text', meaning: gap('what stands here') } : message.parameters[name],
    ]),
  );
  return withoutEmpty({
    id,
    text,
    parameters: Object.keys(parameters).length === 0 ? undefined : parameters,
    phase,
    part,
    severity,
    runtime,
    printedBy,
    commands: filled(commands),
    rpcCode,
    reactions: filled(before === undefined ? [] : reactionsIn(run).map((one) => reactionRecord(one, before))),
    otherSide: filled(
      otherSide
        .filter((other) => isInSpan(base, other))
        .map(({ side, text: said, note }) => withoutEmpty({ side, text: said, note })),
    ),
    cause: gap(`why this is printed now where "${message.text}" was, and mark in the text what is a {parameter}`),
    fix: gap('what the reader does about it'),
    evidence: 'run',
    since: run[0]!.since,
    until: run.at(-1)!.until,
  });
}

function filled<Item>(list: readonly Item[]): readonly Item[] | undefined {
  return list.length === 0 ? undefined : list;
}

function withoutEmpty(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
