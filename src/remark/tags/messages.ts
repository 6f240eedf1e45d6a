import type { BlockContent, ListItem, PhrasingContent } from 'mdast';
import * as z from 'zod';
import { messagePage } from '../../spec/message-page.ts';
import { showText } from '../../spec/message-text.ts';
import type { ProtocolSpec } from '../../spec/protocol-spec.ts';
import type { Message } from '../../spec/schema/message.ts';
import { messageSchema } from '../../spec/schema/message.ts';
import { lookupCommand, lookupItem } from '../lookup.ts';
import { messageEntry, otherSideCell, reactionCell, variantsOf } from '../message-entry.ts';
import { heading, inlineCode, join, paragraph, prose, sinceMark, table, text } from '../nodes.ts';
import type { Row } from '../nodes.ts';
import { pageLink } from '../page-links.ts';
import { defineTag } from '../tag.ts';
import type { TagContext } from '../tag.ts';

const phases = messageSchema.shape.phase;

/**
 * `<Messages command="worker connect" severity="error" />`: messages as a table. `command`, `phase`
 * and `severity` each narrow the choice. Messages of a command lead to their cause; those of a phase
 * stand with all that there is to know.
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
      command === undefined
        ? table(
            FULL_HEADINGS,
            chosen.map((message) => fullRow(message, context)),
          )
        : table(
            SHORT_HEADINGS,
            chosen.map((message) => shortRow(message, context)),
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

/** What the messages of each phase have in common, in the order in which a reader meets them. */
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
 * `<MessageIndex />`: the text of every message of the protocol, with a link to its explanation. The
 * id of a message is an anchor here, too.
 */
export const messageIndexTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({}),
  expand: (_, context) =>
    PHASES.flatMap(([phase, title, about]): BlockContent[] => {
      const ids = idsOf(context.spec, phase);
      const items = ids.map((id) => indexItem(variantsOf(context.spec, id), context));
      return items.length === 0
        ? []
        : [
            heading(2, `phase-${phase}`, ...pageLink(context, messagePage(phase), undefined, [text(title)])),
            paragraph(...prose(about)),
            { type: 'list', ordered: false, spread: false, children: items },
          ];
    }),
});

function indexItem([newest]: Message[], context: TagContext): ListItem {
  const { id, phase, text: whole } = newest!;
  const [firstLine] = showText(whole).split('\n');
  return {
    type: 'listItem',
    spread: false,
    data: { hProperties: { id } },
    children: [paragraph(...pageLink(context, messagePage(phase), id, [inlineCode(firstLine!)]))],
  };
}

/**
 * `<MessagesOf phase="connect" />`: every message of a phase with all that is known of it, each under
 * a heading. The anchor of a message is its id and never changes.
 */
export const messagesOfTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ phase: phases }),
  expand: ({ phase }, { spec }) => [
    paragraph(...prose(PHASES.find(([name]) => name === phase)![2])),
    ...idsOf(spec, phase).flatMap((id) => messageEntry(variantsOf(spec, id), spec, 2)),
  ],
});

/** Ids of the messages of a phase, in the order of the facts. */
function idsOf(spec: ProtocolSpec, phase: Message['phase']): string[] {
  return [
    ...new Set(
      spec.messages
        .map(({ value }) => value)
        .filter((message) => message.phase === phase)
        .map(({ id }) => id),
    ),
  ];
}

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

const FULL_HEADINGS = ['Message', 'What follows', 'On the other side', 'Why', 'What to do', 'Releases'];

function fullRow(message: Message, context: TagContext): Row {
  return {
    span: message,
    cells: [
      messageCell(message, context),
      reactionsCell(message),
      join(message.otherSide.map(otherSideCell), ' '),
      prose(message.cause),
      prose(message.fix),
      sinceMark(message),
    ],
  };
}

/** On the page of a command; the rest is one step away, at the message. */
const SHORT_HEADINGS = ['Message', 'What follows', 'What to do', 'Releases'];

function shortRow(message: Message, context: TagContext): Row {
  return {
    span: message,
    cells: [messageCell(message, context), reactionsCell(message), prose(message.fix), sinceMark(message)],
  };
}

function messageCell({ id, phase, text: whole }: Message, context: TagContext): PhrasingContent[] {
  return pageLink(context, messagePage(phase), id, [inlineCode(showText(whole))]);
}

function reactionsCell(message: Message): PhrasingContent[] {
  return join(message.reactions.map(reactionCell), '; ');
}
