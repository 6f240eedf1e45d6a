import { distance } from 'fastest-levenshtein';
import type { Sourced } from '../../../src/facts/protocol-spec.ts';
import { isInSpan } from '../../../src/facts/release.ts';
import type { Release } from '../../../src/facts/release.ts';
import type { Message, Reaction } from '../../../src/facts/schema/message.ts';
import type { Finding } from '../../check.ts';
import { findingsOf, placeOf } from '../../finding.ts';
import { reactionIn } from '../../stage/reaction.ts';
import type { SeenReaction } from '../../stage/reaction.ts';
import { essenceOf, explainsRefusal, printedFrom, refusalsOf, wasPrinted } from '../../stage/statements.ts';
import type { Observation } from './observation.ts';

const { agrees, differs } = findingsOf('messages');

/**
 * What the orchestrator logs of a worker that ends, or does not: the worker's goodbye and the end of
 * its process race each other. So this line proves nothing; only a reason in its place would.
 */
const BROKEN_SOCKET = 'WebSocket error: "Unexpected EOF"';

type SourcedMessage = Sourced<Message>;

/** A message of the specification and the scenario that was to show it. */
export interface Expectation {
  readonly message: SourcedMessage;
  readonly scenario: string;
}

/**
 * Compares a message of the specification with what was seen when it was provoked: its text, what the
 * worker did next with which exit code, and what the orchestrator logged.
 */
export function compareMessage(expected: Expectation, seen: Observation, release: Release): Finding[] {
  return [
    compareText(expected, seen),
    ...compareReaction(expected, seen, release),
    ...compareOtherSide(expected, seen, release),
  ];
}

function subjectOf({ message, scenario }: Expectation, what: string): string {
  return `${message.value.id}: ${what} (${scenario})`;
}

/** Compares the text of a message alone. */
export function compareText(expected: Expectation, seen: Observation): Finding {
  const { message } = expected;
  const subject = subjectOf(expected, 'text');
  const place = placeOf(message, ['text']);
  const inLog =
    message.value.printedBy.includes('orchestrator') && wasPrinted(message.value, seen.orchestratorLog ?? '');
  const actual = message.value.printedBy.every((side) => side === 'orchestrator')
    ? `the orchestrator logged: ${essenceOf(seen.orchestratorLog ?? '')}`
    : `'${seen.command}' printed: ${essenceOf(seen.printed)}`;
  return inLog || wasPrinted(message.value, seen.printed)
    ? agrees(subject, place)
    : differs(subject, message.value.text, actual, place);
}

function compareReaction(expected: Expectation, seen: Observation, release: Release): Finding[] {
  const { message } = expected;
  const printedSince = printedFrom(message.value, seen.printed);
  return message.value.reactions.flatMap((reaction, position) => {
    if (!isInSpan(release, reaction)) {
      return [];
    }
    const subject = subjectOf(expected, 'reaction');
    const place = placeOf(message, ['reactions', position, 'does']);
    const wanted = seen.noReconnect === true ? withoutReconnect(reaction) : reaction;
    if (printedSince === undefined) {
      return [differs(subject, describeReaction(wanted.does, wanted.exitCode), 'the message did not appear', place)];
    }
    const does = reactionIn(printedSince, seen.ended !== undefined);
    const same = does === wanted.does && (wanted.exitCode === undefined || wanted.exitCode === seen.ended?.exitCode);
    return [
      same
        ? agrees(subject, place)
        : differs(
            subject,
            describeReaction(wanted.does, wanted.exitCode),
            describeReaction(does, seen.ended?.exitCode),
            place,
          ),
    ];
  });
}

/** With `--no-reconnect` a worker ends in good order where it would otherwise try again. */
function withoutReconnect(reaction: Reaction): Pick<Reaction, 'does' | 'exitCode'> {
  return reaction.does === 'stops' ? reaction : { does: 'stops', exitCode: 0 };
}

const REACTIONS: Readonly<Record<SeenReaction, string>> = {
  stops: 'the worker stops at once',
  'stops-after-three-tries': 'the worker stops after three tries',
  retries: 'the worker keeps trying',
  waits: 'the worker neither ended nor tried again',
};

function describeReaction(reaction: SeenReaction, exitCode: Reaction['exitCode'] | null): string {
  return REACTIONS[reaction] + (typeof exitCode === 'number' ? `, exit code ${exitCode}` : '');
}

function compareOtherSide(expected: Expectation, seen: Observation, release: Release): Finding[] {
  const { message } = expected;
  return message.value.otherSide.flatMap((other, position) => {
    const output = other.side === 'orchestrator' ? seen.orchestratorLog : seen.printed;
    const watched = other.side === 'orchestrator' || other.side === seen.side;
    if (output === undefined || !watched || !isInSpan(release, other)) {
      return [];
    }
    const subject = subjectOf(expected, `what the ${other.side} prints`);
    const place = placeOf(message, ['otherSide', position]);
    if (other.text !== undefined && other.text !== BROKEN_SOCKET) {
      const printed = wasPrinted({ text: other.text, parameters: message.value.parameters }, output);
      return [printed ? agrees(subject, place) : differs(subject, other.text, essenceOf(output), place)];
    }
    return [
      wasPrinted(message.value, output)
        ? differs(subject, 'it does not say the reason', essenceOf(output), place)
        : agrees(subject, place),
    ];
  });
}

/**
 * Finds refusals that the program printed and that no message of the specification describes.
 *
 * @param seen - what was seen in all scenarios.
 * @param messages - every message that holds for the release.
 * @returns one difference for each, at the message that comes closest.
 */
export function unknownRefusals(seen: readonly Observation[], messages: readonly SourcedMessage[]): Finding[] {
  const reported = new Set<string>();
  return seen.flatMap(({ command, printed }) =>
    refusalsOf(printed).flatMap((refusal) => {
      if (reported.has(refusal) || messages.some((message) => explainsRefusal(message.value, refusal))) {
        return [];
      }
      reported.add(refusal);
      const nearest = nearestMessage(refusal, messages);
      return [
        differs(
          'a refusal that the specification does not have',
          nearest === undefined
            ? 'a message with this text'
            : `a message with this text; the nearest: ${nearest.value.text}`,
          `'${command}' printed: ${refusal}`,
          nearest === undefined ? {} : placeOf(nearest, ['text']),
        ),
      ];
    }),
  );
}

function nearestMessage(refusal: string, messages: readonly SourcedMessage[]): SourcedMessage | undefined {
  const byDistance = messages.map((message) => ({ message, far: distance(refusal, message.value.text) }));
  return byDistance.sort((a, b) => a.far - b.far)[0]?.message;
}
