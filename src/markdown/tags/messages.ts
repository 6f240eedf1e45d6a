import type { BlockContent, ListItem } from 'mdast';
import * as z from 'zod';
import { messagePage } from '../../facts/message-page.ts';
import type { MessageSubject } from '../../facts/message-page.ts';
import { showText } from '../../facts/message-text.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import type { Message, OtherSide, Reaction } from '../../facts/schema/message.ts';
import { atRelease } from '../../facts/at-release.ts';
import { isInSpan, shortRelease } from '../../facts/release.ts';
import type { Release } from '../../facts/release.ts';
import { messageSchema } from '../../facts/schema/message.ts';
import { lookupCommand, lookupItem } from '../lookup.ts';
import { entryTable } from '../dated/entry-table.ts';
import type { EntryRow } from '../dated/entry-table.ts';
import { formsOver, isShown } from '../dated/forms.ts';
import { blockElement, inlineFold, summaryBlock } from '../elements.ts';
import { advice, datesWithin, messageEntry, otherSideCell, reactionCell, variantsOf } from '../message-entry.ts';
import { filterForm } from '../filter-form.ts';
import { heading, inlineCode, join, paragraph, prose, text } from '../nodes.ts';
import type { Cell } from '../nodes.ts';
import { SharedReactions } from '../shared-reactions.ts';
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
    const ids = [...new Set(chosen.map(({ id }) => id))];
    const shared = new SharedReactions(
      command === undefined ? chosen : [],
      ['follows', phase, severity].filter((part) => part !== undefined).join('-'),
    );
    const rows = ids.flatMap((id) =>
      rowsOf(
        chosen.filter((message) => message.id === id),
        command === undefined ? wholeRest(shared) : reactionsOf,
        context,
      ),
    );
    // One for the page: the errors of a command come first, and its field looks at the warnings, too.
    const isFiltered = command !== undefined && severity === 'error' && ids.length >= FILTERED;
    return [
      ...(isFiltered ? [filterForm({ items: MESSAGE_ROWS, noun: 'messages' })] : []),
      ...entryTable(['Message', 'What to do'], rows, spec),
      ...shared.blocks(spec),
    ];
  },
});

/** Rows whose first cell leads to the entry of a message. */
const MESSAGE_ROWS = 'tr:has(> :first-child > a[href*="/messages/"])';

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
    const messages = idsOf(spec, subject).map((id) => variantsOf(spec, id));
    const isHeld = ([message]: readonly Message[]): boolean =>
      isShown(message!, spec) && message!.runtime === undefined;
    const entries = (chosen: readonly (readonly Message[])[]): BlockContent[] =>
      chosen.flatMap((variants) => messageEntry(variants, spec, 2));
    const rest = messages.filter((variants) => !isHeld(variants));
    const release = shortRelease(spec.protocol.verified);
    return [
      paragraph(...prose(subject.about)),
      ...indexOnPage(messages),
      ...entries(messages.filter(isHeld)),
      ...(rest.length === 0
        ? []
        : [
            blockElement('details', { className: 'was' }, [
              summaryBlock([text(`Not printed by ${release}: ${rest.length} of other releases and runtimes`)]),
              ...entries(rest),
            ]),
          ]),
    ];
  },
});

/** From so many messages on, a field that finds one is of use. */
const FILTERED = 12;

/** The texts of the messages of a page, each with a link to its entry, and where there are many a field that finds one. */
function indexOnPage(messages: readonly (readonly Message[])[]): BlockContent[] {
  const items = messages.map(([newest]): ListItem => {
    const { id, text: whole } = newest!;
    const label = inlineCode(showText(whole).split('\n')[0]!);
    return {
      type: 'listItem',
      spread: false,
      data: { hProperties: { 'data-message': '' } },
      children: [paragraph({ type: 'link', url: `#${id}`, children: [label] })],
    };
  });
  return [
    ...(messages.length < FILTERED ? [] : [filterForm({ items: 'li[data-message]', noun: 'messages' })]),
    blockElement('nav', { 'aria-label': 'Messages of this page' }, [
      { type: 'list', ordered: false, spread: false, children: items },
    ]),
  ];
}

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

/** What is folded below what to do: nothing, or the line to open it and what it holds. */
type Rest = (message: Message, release: Release) => { readonly title: string; readonly parts: Cell[] };

/** All that there is to know, for a page that helps in trouble. */
const wholeRest =
  (shared: SharedReactions): Rest =>
  ({ cause, reactions, otherSide }, release) => ({
    title: 'Why, and what follows',
    parts: [
      prose(cause),
      ...reactionParts(atRelease(reactions, release), (reaction) => shared.cell(reaction)),
      otherSideParts(atRelease(otherSide, release)),
    ],
  });

/** On the page of a command; the rest is one step away, at the message. */
const reactionsOf: Rest = ({ reactions }, release) => ({
  title: 'What follows',
  parts: reactionParts(atRelease(reactions, release)),
});

function reactionParts(reactions: readonly Reaction[], cellOf: (reaction: Reaction) => Cell = reactionCell): Cell[] {
  const parts = reactions.map(cellOf);
  return parts.length === 0 ? [] : [[text('Then: '), ...join(parts, '; '), text('.')]];
}

function otherSideParts(others: readonly OtherSide[]): Cell {
  return others.length === 0 ? [] : [text('On the other side: '), ...join(others.map(otherSideCell), ' ')];
}

/** The forms of one message as rows. */
function rowsOf(variants: readonly Message[], restOf: Rest, context: TagContext): EntryRow[] {
  const forms = formsOver(context.spec, datesWithin(variants), (release) => {
    const message = variants.find((variant) => isInSpan(release, variant));
    return message && rowAt(message, restOf(message, release), context);
  });
  return forms.map(({ span, content }) => ({ ...content, span, entry: variants[0]!.id }));
}

function rowAt(message: Message, rest: ReturnType<Rest>, context: TagContext): Omit<EntryRow, 'span'> {
  const name = pageLink(context, messagePage(message), message.id, [inlineCode(showText(message.text))]);
  const fix = prose(message.fix);
  const words = join(rest.parts, ' ');
  const folded = words.length === 0 ? [] : [text(' '), inlineFold([text(rest.title)], words)];
  return { cells: [name, [...advice(fix), ...folded]] };
}
