import type { BlockContent, ListItem, PhrasingContent } from 'mdast';
import * as z from 'zod';
import { messagePage } from '../../facts/message-page.ts';
import type { MessageSubject } from '../../facts/message-page.ts';
import { showText } from '../../facts/message-text.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import type { Message } from '../../facts/schema/message.ts';
import { messageSchema } from '../../facts/schema/message.ts';
import { lookupCommand, lookupItem } from '../lookup.ts';
import { messageEntry, otherSideCell, reactionCell, variantsOf } from '../message-entry.ts';
import { heading, inlineCode, join, paragraph, prose, sinceMark, table, text } from '../nodes.ts';
import type { Row } from '../nodes.ts';
import { pageLink } from '../page-links.ts';
import { defineTag } from '../tag.ts';
import type { TagContext } from '../tag.ts';

const { phase: phases, part: parts } = messageSchema.shape;

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
          // On the page of a command stands what its releases print.
          (command === undefined || (message.commands.includes(command) && message.runtime === undefined)) &&
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

interface Subject extends MessageSubject {
  readonly title: string;
  readonly about: string;
}

/** What the messages of each page have in common, in the order in which a reader meets them. */
const SUBJECTS: readonly Subject[] = [
  { phase: 'mint', title: 'Tokens', about: 'Printed while enrollment tokens are minted, listed or revoked.' },
  {
    phase: 'connect',
    title: 'Connecting',
    about: 'Printed while a worker or a client opens its connection, before any token is looked at.',
  },
  {
    phase: 'connect',
    part: 'start',
    title: 'Before connecting',
    about: 'Printed before a worker or a client opens a connection, such as for wrong or missing arguments.',
  },
  { phase: 'enrollment', title: 'Enrollment', about: 'Printed when the orchestrator admits a worker or refuses it.' },
  { phase: 'session', title: 'Connected workers', about: 'Printed while a worker is connected, or when it is lost.' },
  { phase: 'placement', title: 'Placement and queueing', about: 'Printed while a step waits for a worker.' },
  {
    phase: 'dispatch',
    title: 'Dispatch and execution',
    about: 'Printed while a step is sent to a worker, runs there, or is lost.',
  },
  {
    phase: 'dispatch',
    part: 'capability',
    title: 'Data and capabilities',
    about: 'Printed when a method on a worker reads or writes data, or uses what the orchestrator does for it.',
  },
  { phase: 'cancel', title: 'Cancellation', about: 'Printed when a run or a step is stopped.' },
  { phase: 'drain', title: 'Drain and stop', about: 'Printed when a worker finishes its work and leaves.' },
  { phase: 'serve', title: 'Orchestrator', about: 'Printed when an orchestrator starts, serves, reloads or stops.' },
  { phase: 'client', title: 'Commands that talk to a server', about: 'Printed by commands with `--server`.' },
  { phase: 'workflow', title: 'Workflow files', about: 'Printed when a workflow is checked.' },
];

/**
 * `<MessageIndex />`: the text of every message of the protocol, with a link to its explanation. The
 * id of a message is an anchor here, too. `<MessageIndex part="capability" />` lists one part of a
 * phase alone, on the page that once explained these messages and keeps their anchors.
 */
export const messageIndexTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ part: parts }),
  expand: ({ part }, context) =>
    SUBJECTS.filter((subject) => part === undefined || subject.part === part).flatMap((subject): BlockContent[] => {
      const items = idsOf(context.spec, subject).map((id) => indexItem(variantsOf(context.spec, id), context));
      return items.length === 0
        ? []
        : [
            heading(
              2,
              `phase-${subject.part ?? subject.phase}`,
              ...pageLink(context, messagePage(subject), undefined, [text(subject.title)]),
            ),
            paragraph(...prose(subject.about)),
            { type: 'list', ordered: false, spread: false, children: items },
          ];
    }),
});

function indexItem([newest]: Message[], context: TagContext): ListItem {
  const { id, text: whole } = newest!;
  const [firstLine] = showText(whole).split('\n');
  return {
    type: 'listItem',
    spread: false,
    data: { hProperties: { id } },
    children: [paragraph(...pageLink(context, messagePage(newest!), id, [inlineCode(firstLine!)]))],
  };
}

/**
 * `<MessagesOf phase="connect" />`, `<MessagesOf phase="dispatch" part="capability" />`: every message
 * of a phase that has no part, or of a part, with all that is known of it, each under a heading. The
 * anchor of a message is its id and never changes.
 */
export const messagesOfTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({ phase: phases, part: parts }),
  expand: ({ phase, part }, { spec }) => {
    const subject = SUBJECTS.find((candidate) => candidate.phase === phase && candidate.part === part);
    if (subject === undefined) {
      throw new Error(`the phase '${phase}' has no part '${part}'`);
    }
    return [
      paragraph(...prose(subject.about)),
      ...idsOf(spec, subject).flatMap((id) => messageEntry(variantsOf(spec, id), spec, 2)),
    ];
  },
});

/** Ids of the messages of a phase that have the part, or none, in the order of the facts. */
function idsOf(spec: ProtocolSpec, { phase, part }: MessageSubject): string[] {
  return [
    ...new Set(
      spec.messages
        .map(({ value }) => value)
        .filter((message) => message.phase === phase && message.part === part)
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

function messageCell(message: Message, context: TagContext): PhrasingContent[] {
  return pageLink(context, messagePage(message), message.id, [inlineCode(showText(message.text))]);
}

function reactionsCell(message: Message): PhrasingContent[] {
  return join(message.reactions.map(reactionCell), '; ');
}
