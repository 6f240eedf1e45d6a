import * as z from 'zod';
import type { ProtocolSpec } from '../../spec/protocol-spec.ts';
import type { Message } from '../../spec/schema/message.ts';
import { messageSchema } from '../../spec/schema/message.ts';
import { lookupCommand, lookupItem } from '../lookup.ts';
import { messageEntry, otherSideCell, reactionCell, showText, variantsOf } from '../message-entry.ts';
import { heading, inlineCode, join, paragraph, prose, sinceMark, table, text } from '../nodes.ts';
import type { Row } from '../nodes.ts';
import { pageLink } from '../page-links.ts';
import { defineTag } from '../tag.ts';
import type { TagContext } from '../tag.ts';

const phases = messageSchema.shape.phase;

/**
 * `<Messages command="worker connect" severity="error" />`: messages as a table. `command`, `phase`
 * and `severity` each narrow the choice.
 */
export const messagesTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({
    command: z.string().optional(),
    phase: phases.optional(),
    severity: messageSchema.shape.severity.optional(),
  }),
  expand: ({ command, phase, severity }, context) => {
    const { spec } = context;
    if (command !== undefined) {
      lookupCommand(spec, command);
    }
    const chosen = spec.messages
      .map((message) => message.value)
      .filter(
        (message) =>
          (command === undefined || message.commands.includes(command)) &&
          (phase === undefined || message.phase === phase) &&
          (severity === undefined || message.severity === severity),
      );
    if (chosen.length === 0) {
      throw new Error('no message of this protocol fits these attributes');
    }
    return [
      table(
        ['Message', 'What follows', 'On the other side', 'Why', 'What to do', 'Releases'],
        chosen.map((message) => messageRow(message, context)),
      ),
    ];
  },
});

/** `<Message id="token-revoked" />`: one message with all that is known of it, under a heading with its anchor. */
export const messageTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ id: z.string() }),
  expand: ({ id }, { spec }) => messageEntry(lookupVariants(spec, id), spec),
});

/** What each phase is about, in the order in which a reader meets them. */
const PHASES: readonly (readonly [phase: Message['phase'], title: string, about: string])[] = [
  ['mint', 'Tokens', 'Printed while enrollment tokens are minted, listed or revoked.'],
  ['connect', 'Connecting', 'Printed while a worker or a client opens its connection, before any token is looked at.'],
  ['enrollment', 'Enrollment', 'Printed when the orchestrator admits a worker or refuses it.'],
  ['session', 'Connected workers', 'Printed while a worker is connected, or when it is lost.'],
  ['placement', 'Placement and queueing', 'Printed while a step waits for a worker.'],
  ['dispatch', 'Dispatch and execution', 'Printed while a step is sent to a worker, runs there, or is lost.'],
  ['cancel', 'Cancellation', 'Printed when a run or a step is stopped.'],
  ['drain', 'Drain and stop', 'Printed when a worker finishes its work and leaves.'],
  ['serve', 'Orchestrator', 'Printed when an orchestrator starts, serves, reloads or stops.'],
  ['client', 'Commands that talk to a server', 'Printed by commands with `--server`.'],
  ['workflow', 'Workflow files', 'Printed when a workflow is checked.'],
];

/**
 * `<AllMessages />`: every message of the protocol, under a heading for each phase and each message.
 * The anchor of a message is its id and never changes.
 */
export const allMessagesTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({}),
  expand: (_, { spec }) =>
    PHASES.flatMap(([phase, title, about]) => {
      const ids = new Set(
        spec.messages
          .map(({ value }) => value)
          .filter((message) => message.phase === phase)
          .map((message) => message.id),
      );
      const own = [...ids].filter((id) => variantsOf(spec, id)[0]!.phase === phase);
      return own.length === 0
        ? []
        : [
            heading(2, `phase-${phase}`, text(title)),
            paragraph(...prose(about)),
            ...own.flatMap((id) => messageEntry(variantsOf(spec, id), spec)),
          ];
    }),
});

/** `<MessageText id="token-revoked" />`: the exact text of a message within a sentence. */
export const messageTextTag = defineTag({
  kind: 'inline',
  attributes: z.strictObject({ id: z.string() }),
  expand: ({ id }, { spec }) => [inlineCode(showText(lookupVariants(spec, id)[0]!.text))],
});

function lookupVariants(spec: ProtocolSpec, id: string): Message[] {
  lookupItem(
    spec.messages.map((message) => message.value),
    'message',
    id,
    spec,
  );
  return variantsOf(spec, id);
}

function messageRow(message: Message, context: TagContext): Row {
  return {
    span: message,
    cells: [
      pageLink(context, 'reference/messages', message.id, [inlineCode(showText(message.text))]),
      join(message.reactions.map(reactionCell), '; '),
      join(message.otherSide.map(otherSideCell), ' '),
      prose(message.cause),
      prose(message.fix),
      sinceMark(message),
    ],
  };
}
