import type { BlockContent, PhrasingContent } from 'mdast';
import { z } from 'zod';
import type { ProtocolSpec } from '../../spec/protocol-spec.ts';
import type { Message, Reaction } from '../../spec/schema/message.ts';
import { messageSchema } from '../../spec/schema/message.ts';
import { lookupCommand, lookupItem } from '../lookup.ts';
import { blocks, heading, inlineCode, join, paragraph, prose, sinceMark, table, text } from '../nodes.ts';
import type { Row } from '../nodes.ts';
import { defineTag } from '../tag.ts';

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
  expand: ({ command, phase, severity }, { spec }) => {
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
    return [table(['Message', 'What follows', 'Why', 'What to do', 'Releases'], chosen.map(messageRow))];
  },
});

/** `<Message id="token-revoked" />`: one message with all that is known of it, under a heading with its anchor. */
export const messageTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ id: z.string() }),
  expand: ({ id }, { spec }) => messageBlocks(lookupMessage(spec, id)),
});

/** `<MessageText id="token-revoked" />`: the exact text of a message within a sentence. */
export const messageTextTag = defineTag({
  kind: 'inline',
  attributes: z.strictObject({ id: z.string() }),
  expand: ({ id }, { spec }) => [inlineCode(showText(lookupMessage(spec, id)))],
});

function lookupMessage(spec: ProtocolSpec, id: string): Message {
  return lookupItem(
    spec.messages.map((message) => message.value),
    'message',
    id,
    spec,
  );
}

function messageRow(message: Message): Row {
  return {
    span: message,
    cells: [
      [inlineCode(showText(message))],
      join(message.reactions.map(reactionCell), '; '),
      prose(message.cause),
      prose(message.fix),
      sinceMark(message),
    ],
  };
}

function messageBlocks(message: Message): BlockContent[] {
  const parameters = Object.entries(message.parameters);
  return [
    heading(3, message.id, inlineCode(showText(message))),
    ...(message.since || message.until ? [paragraph(...sinceMark(message))] : []),
    ...(parameters.length === 0
      ? []
      : [
          table(
            ['In the text', 'Stands for'],
            parameters.map(([name, { meaning }]) => ({ cells: [[inlineCode(`<${name}>`)], prose(meaning)] })),
          ),
        ]),
    ...message.reactions.map((reaction) => paragraph(...reactionCell(reaction), text('.'))),
    ...blocks(message.cause),
    ...blocks(message.fix),
  ];
}

const REACTIONS: Readonly<Record<Reaction['does'], string>> = {
  stops: 'the worker stops',
  retries: 'the worker keeps trying',
  'stops-after-three-tries': 'the worker tries three times, then stops',
};

function reactionCell(reaction: Reaction): PhrasingContent[] {
  const exit = reaction.exitCode === undefined ? '' : ` with exit code ${reaction.exitCode}`;
  const note = reaction.note === undefined ? [] : prose(`(${reaction.note})`);
  return join([[text(`${REACTIONS[reaction.does]}${exit}`)], note, sinceMark(reaction)], ' ');
}

/** Parameters are written `<name>`, as in usage lines. */
function showText(message: Message): string {
  return message.text.replace(/\{([a-zA-Z]+)\}/g, '<$1>');
}
