import type { ProtocolSpec } from '../../src/facts/protocol-spec.ts';
import { isInSpan } from '../../src/facts/release.ts';
import type { Release } from '../../src/facts/release.ts';
import type { Message } from '../../src/facts/schema/message.ts';
import { parseYaml } from '../../src/facts/yaml-source.ts';
import { askedOnce } from './asked-once.ts';
import { editYaml } from './edit-yaml.ts';
import type { Edit } from './edit-yaml.ts';
import { editsOfMessage } from './edits-of-messages.ts';
import type { MessageStep } from './edits-of-messages.ts';
import { isSameState, stateOf, valuesIn } from './message-states.ts';
import type { MessageState, ParameterValues } from './message-states.ts';
import type { SeenMessages } from './seen-messages.ts';
import type { Staging } from './staging.ts';
import { stepsBetween } from './steps-between.ts';
import type { Step } from './steps-between.ts';

/** What is known of the messages of a release, and of those between it and the newest known one. */
export interface MessagesToTake {
  /** The facts of the copy, which have the releases already. */
  readonly spec: ProtocolSpec;
  readonly base: Release;
  readonly taken: Release;
  readonly seen: SeenMessages;
  /** Releases in between, oldest first. */
  readonly between: readonly Release[];
  /** What another release shows in some scenarios; undefined where that cannot be told. */
  seenAt(release: Release, scenarios: ReadonlySet<string>): Promise<SeenMessages | undefined>;
}

/** A message that is written, and the two releases between which it became otherwise. */
export interface WrittenMessage {
  readonly id: string;
  /** The last release that is known to have it as before. */
  readonly last: Release;
  readonly since: Release;
  /** Whether no release lies between. */
  readonly exact: boolean;
}

/** What taking the messages of a release wrote into the copy. */
export interface TakenMessages {
  readonly written: readonly WrittenMessage[];
  /** What differs and cannot be written, each in a sentence. */
  readonly undecided: readonly string[];
}

/** Messages of a file of facts with their places. */
interface Entry {
  readonly file: string;
  readonly position: number;
  readonly message: Message;
}

/** What was known of messages before. */
interface Known {
  readonly base: Release;
  /** All that hold at {@link base}. */
  readonly messages: readonly Message[];
  /** The same by id. */
  readonly entries: ReadonlyMap<string, Entry>;
}

/**
 * Writes into the copy which texts and reactions of provoked messages are others. What is not sure stays as it is: a
 * reaction that a busy machine cut off is no change, so what differs is seen twice.
 */
export async function takeMessages(messages: MessagesToTake, staging: Staging): Promise<TakenMessages> {
  const { spec, base, seen } = messages;
  const known: Known = {
    base,
    messages: spec.messages.map(({ value }) => value).filter((message) => isInSpan(base, message)),
    entries: entriesOf(spec, base, staging),
  };
  const suspects = changedIn(seen, known);
  if (suspects.length === 0) {
    return { written: [], undecided: [] };
  }
  const scenarios = new Set(suspects.flatMap((id) => seen.of(id).map(({ scenario }) => scenario)));
  const seenAt = askedOnce((release: Release) => messages.seenAt(release, scenarios));
  const before = await seenAt(base);
  // What the release before makes otherwise than the facts, too, did not change with a later one.
  const wrong = before === undefined ? [] : changedIn(before, known).filter((id) => suspects.includes(id));
  const again = await seenAt(messages.taken);
  const values = (id: string): ParameterValues | undefined =>
    before === undefined ? undefined : valuesIn(known.entries.get(id)!.message, before.of(id));
  const isSteady = (id: string): boolean => {
    const { message } = known.entries.get(id)!;
    const [first, second] = [seen, again].map((shown) => shown && stateIn(message, shown, known, values(id)));
    return first !== undefined && second !== undefined && isSameState(first, second);
  };
  const changed = suspects.filter((id) => !wrong.includes(id));
  const plans: MessagePlan[] = [];
  for (const id of changed.filter(isSteady)) {
    const steps = await stepsOf(id, known, { ...messages, seenAt }, before);
    plans.push(planOf(id, known.entries.get(id)!, steps, [base, ...messages.between, messages.taken]));
  }
  // All edits of a file at once: each names its place by how the file was before.
  for (const file of new Set(plans.map((plan) => plan.file))) {
    const edits = plans.flatMap((plan) => (plan.file === file ? plan.edits : []));
    staging.write(file, editYaml(staging.read(file), edits));
  }
  return {
    written: plans.flatMap(({ written }) => written),
    undecided: [
      ...wrong.map(
        (id) => `message \`${id}\`: the facts differ from ${base} already. Correct them for that release first.`,
      ),
      ...changed
        .filter((id) => !isSteady(id))
        .map(
          (id) =>
            `message \`${id}\`: two runs of ${messages.taken} do not end alike. Take it again on an idle machine.`,
        ),
    ],
  };
}

/** Ids of the messages that are surely not what was known. */
function changedIn(shown: SeenMessages, known: Known): string[] {
  return [...known.entries.values()].flatMap(({ message }) => {
    const state = stateIn(message, shown, known);
    return state === undefined || isSameState(state, knownState(message, known.base)) ? [] : [message.id];
  });
}

type SeenAt = (release: Release) => Promise<SeenMessages | undefined>;

/** Finds the releases at which one message became otherwise. */
async function stepsOf(
  id: string,
  known: Known,
  { base, taken, between, seen, seenAt }: Omit<MessagesToTake, 'seenAt'> & { readonly seenAt: SeenAt },
  before: SeenMessages | undefined,
): Promise<Step<MessageState>[]> {
  const { message } = known.entries.get(id)!;
  const values = before === undefined ? undefined : valuesIn(message, before.of(id));
  const asKnown = knownState(message, base);
  return stepsBetween<MessageState>({
    from: { release: base, value: asKnown },
    to: { release: taken, value: stateIn(message, seen, known, values) ?? asKnown },
    between,
    valueAt: async (release) => {
      const shown = await seenAt(release);
      // A scenario that could not be played leaves a message with another text than all of them together.
      return shown?.of(id).length === seen.of(id).length ? stateIn(message, shown, known, values) : undefined;
    },
    same: isSameState,
  });
}

/** The entries that hold at a release, by id. */
function entriesOf(spec: ProtocolSpec, release: Release, staging: Staging): ReadonlyMap<string, Entry> {
  const files = [...new Set(spec.messages.map(({ file }) => file))];
  const ofFiles = new Map(
    files.map((file) => [file, (parseYaml(file, staging.read(file)).value as { messages: { id: string }[] }).messages]),
  );
  return new Map(
    spec.messages.flatMap(({ file, value }): [string, Entry][] => {
      if (!isInSpan(release, value)) {
        return [];
      }
      // Entries of one id follow each other in the file as they do in the facts.
      const nth = spec.messages
        .filter((other) => other.file === file && other.value.id === value.id)
        .findIndex((other) => other.value === value);
      const positions = ofFiles.get(file)!.flatMap(({ id }, position) => (id === value.id ? [position] : []));
      return [[value.id, { file, position: positions[nth]!, message: value }]];
    }),
  );
}

function stateIn(
  message: Message,
  shown: SeenMessages,
  { base, messages }: Known,
  values?: ParameterValues,
): MessageState | undefined {
  const seen = shown.of(message.id);
  const reaction = message.reactions.find((one) => isInSpan(base, one));
  return seen.length === 0 ? undefined : stateOf({ message, reaction }, seen, messages, values);
}

/** What the facts say of a message at the newest known release. */
function knownState(message: Message, base: Release): MessageState {
  return { text: message.text, reaction: message.reactions.find((one) => isInSpan(base, one)) };
}

/** What is written of one message. */
interface MessagePlan {
  readonly file: string;
  readonly edits: readonly Edit[];
  readonly written: readonly WrittenMessage[];
}

function planOf(
  id: string,
  { file, position, message }: Entry,
  steps: readonly Step<MessageState>[],
  releases: readonly Release[],
): MessagePlan {
  const base = releases[0]!;
  const reaction = message.reactions.findIndex((one) => isInSpan(base, one));
  const positionOf = (release: Release): number => releases.indexOf(release);
  const dated = steps.map(({ first: since, value }): MessageStep => ({
    since,
    until: releases[positionOf(since) - 1]!,
    state: value,
  }));
  return {
    file,
    edits: editsOfMessage({ message, position, reaction, steps: dated }, base),
    written: steps.map(({ last, first: since }) => ({
      id,
      last,
      since,
      exact: positionOf(since) === positionOf(last) + 1,
    })),
  };
}
