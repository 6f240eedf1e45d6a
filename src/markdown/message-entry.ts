import type { BlockContent, PhrasingContent } from 'mdast';
import { messageMatcher } from '../facts/message-pattern.ts';
import { runtimeNote } from '../facts/message-runtime.ts';
import { showText } from '../facts/message-text.ts';
import type { ProtocolSpec } from '../facts/protocol-spec.ts';
import { atRelease } from '../facts/at-release.ts';
import { compareReleases, isInSpan, shortRelease } from '../facts/release.ts';
import type { Release, ReleaseSpan } from '../facts/release.ts';
import type { Message, OtherSide, Reaction } from '../facts/schema/message.ts';
import type { RecordedProcess, Recording } from '../facts/schema/recording.ts';
import { datedDiv, datedPart } from './dated/before.ts';
import { formsOver } from './dated/forms.ts';
import { blockElement, fold } from './elements.ts';
import { blocks, code, heading, inlineCode, join, link, paragraph, prose, sinceMark, text } from './nodes.ts';

/** All variants of the message with an id, the one of the newest release first. */
export function variantsOf(spec: ProtocolSpec, id: string): Message[] {
  return spec.messages
    .map((message) => message.value)
    .filter((message) => message.id === id)
    .sort((a, b) => (a.until === undefined ? -1 : b.until === undefined ? 1 : compareReleases(b.until, a.until)));
}

/**
 * Everything that is known of a message, under one heading whose anchor is its id: what to do is in
 * view, the rest is folded. A message that changed has one entry, too.
 */
export function messageEntry(variants: readonly Message[], spec: ProtocolSpec, depth: 2 | 3 = 3): BlockContent[] {
  const [newest] = variants;
  const [firstLine] = showText(newest!.text).split('\n');
  const isWhole = variants.every((message) => showText(message.text) === firstLine);
  const span = { since: variants.at(-1)!.since, until: newest!.until };
  const part = (blocksOf: (message: Message, release: Release) => BlockContent[]): BlockContent[] =>
    datedPart(
      formsOver(spec, datesWithin(variants), (release) => {
        const message = variants.find((variant) => isInSpan(release, variant));
        const content = message === undefined ? [] : blocksOf(message, release);
        return content.length === 0 ? undefined : content;
      }),
      spec,
    );
  return datedDiv(span, [
    heading(depth, newest!.id, inlineCode(firstLine!)),
    ...(span.since === undefined ? [] : [paragraph(...sinceMark(span))]),
    ...(isWhole ? [] : part((message) => [code('output', showText(message.text))])),
    ...part((message) => adviceBlocks(message.fix)),
    fold(
      [text('Why, and what follows')],
      [
        ...part((message) => labelledBlocks('Cause', message.cause)),
        ...part(({ reactions }, release) =>
          atRelease(reactions, release).map((reaction) => labelled('Then', [...reactionCell(reaction), text('.')])),
        ),
        ...part(({ otherSide }, release) => otherSideBlocks(atRelease(otherSide, release))),
        ...part((message) => [paragraph(...printedBy(message))]),
        ...part(runtimeBlocks),
        ...part(parameterBlocks),
        ...part((message) => evidenceBlocks(message, spec)),
        explainLink(newest!, spec),
      ],
    ),
  ]);
}

/** Leads to the tool that looks for a message in the reader's own lines. It is for the page alone: agents have no log there. */
function explainLink({ id }: Message, { protocol }: ProtocolSpec): BlockContent {
  const address = `/explain?protocol=${protocol.number}&about=${id}`;
  return blockElement('p', { className: EXPLAIN_LINK }, [link(address, 'Explain this in my log') as never]);
}

/** Class of what leads from a message to the tool that explains lines. */
export const EXPLAIN_LINK = 'explain-link';

/** Whatever begins or ends something of a message. */
export function datesWithin(variants: readonly Message[]): ReleaseSpan[] {
  return variants.flatMap((message) => [message, ...message.reactions, ...message.otherSide]);
}

/** What to do, its first sentence in bold. */
function adviceBlocks(fix: string): BlockContent[] {
  const [first, ...rest] = blocks(fix);
  return first?.type === 'paragraph' ? [paragraph(...advice(first.children)), ...rest] : blocks(fix);
}

/** A text of which the first sentence is in bold. */
export function advice(words: readonly PhrasingContent[]): PhrasingContent[] {
  const at = words.findIndex((word) => word.type === 'text' && SENTENCE_END.test(word.value));
  const end = words[at];
  if (end?.type !== 'text') {
    return [{ type: 'strong', children: [...words] as never[] }];
  }
  const cut = SENTENCE_END.exec(end.value)!.index + 1;
  const [head, tail] = [end.value.slice(0, cut), end.value.slice(cut)];
  return [
    { type: 'strong', children: [...words.slice(0, at), text(head)] as never[] },
    ...(tail === '' ? [] : [text(tail)]),
    ...words.slice(at + 1),
  ];
}

/** A full stop that ends a sentence: a space or nothing follows. */
const SENTENCE_END = /[.!?](?=\s|$)/;

function runtimeBlocks(message: Message): BlockContent[] {
  const note = runtimeNote(message);
  return note === undefined ? [] : [paragraph(...prose(note))];
}

const PRINTERS: Readonly<Record<Message['printedBy'][number], string>> = {
  worker: 'the worker',
  orchestrator: 'the orchestrator',
  command: 'the command',
};

function printedBy(message: Message): PhrasingContent[] {
  const printers = message.printedBy.map((printer) => PRINTERS[printer]).join(' and ');
  const severity = { error: 'An error', warning: 'A warning', info: 'A line' }[message.severity];
  const commands = message.commands.map((command) => [inlineCode(`swamp ${command}`)]);
  const of = commands.length === 0 ? [] : [text(', with '), ...join(commands, ', ')];
  const rpc =
    message.rpcCode === undefined ? [] : [text(' Its error code is '), inlineCode(message.rpcCode), text('.')];
  return [
    text(`${severity} that ${printers} ${message.printedBy.length === 1 ? 'prints' : 'print'}`),
    ...of,
    text('.'),
    ...rpc,
  ];
}

function parameterBlocks(message: Message): BlockContent[] {
  const parameters = Object.entries(message.parameters).map(([name, { meaning }]) =>
    join([[inlineCode(`<${name}>`)], [text('—')], prose(meaning)], ' '),
  );
  return parameters.length === 0 ? [] : [labelled('In the text', join(parameters, ' '))];
}

const REACTIONS: Readonly<Record<Reaction['does'], string>> = {
  stops: 'the worker stops',
  retries: 'the worker keeps trying',
  'stops-after-three-tries': 'the worker tries three times, then stops',
};

/** What the worker does after a message, for a cell of a table. */
export function reactionCell(reaction: Reaction): PhrasingContent[] {
  const note = reaction.note === undefined ? [] : prose(`(${reaction.note})`);
  return join([[text(reactionWords(reaction))], note], ' ');
}

/** `the worker stops with exit code 1` */
export function reactionWords({ does, exitCode }: Reaction): string {
  return `${REACTIONS[does]}${exitCode === undefined ? '' : ` with exit code ${exitCode}`}`;
}

const OTHER_SIDES: Readonly<Record<OtherSide['side'], string>> = {
  orchestrator: 'Orchestrator',
  worker: 'Worker',
  command: 'Command',
};

/** What the other side prints, for a cell of a table. */
export function otherSideCell(other: OtherSide): PhrasingContent[] {
  return join([[text(`${OTHER_SIDES[other.side]}:`)], ...otherSideParts(other)], ' ');
}

function otherSideBlocks(others: readonly OtherSide[]): BlockContent[] {
  return others.map((other) => labelled('On the other side', otherSideCell(other)));
}

function otherSideParts(other: OtherSide): PhrasingContent[][] {
  const line = other.text === undefined ? [] : [inlineCode(showText(other.text)), text('.')];
  const note = other.note === undefined ? [] : prose(other.note);
  const silence = line.length + note.length === 0 ? [text('Nothing.')] : [];
  return [line, note, silence];
}

/** How many lines of a recording are shown before and after the message. */
const CONTEXT_LINES = 2;

function evidenceBlocks(message: Message, spec: ProtocolSpec): BlockContent[] {
  const seen = excerptOf(message, spec);
  if (seen !== undefined) {
    const { recording, process, excerpt } = seen;
    return [
      paragraph(
        ...join(
          [
            [
              { type: 'strong', children: [text('Seen')] },
              text(` with ${shortRelease(recording.release)}, printed by`),
            ],
            [inlineCode(commandName(process.command, spec)), text('.')],
            prose(recording.title),
          ],
          ' ',
        ),
      ),
      code('output', excerpt),
    ];
  }
  return [
    paragraph({
      type: 'emphasis',
      children: [
        text(
          message.evidence === 'source'
            ? 'Read in the source of the program, not seen in a run.'
            : 'Seen in a run that is not recorded here.',
        ),
      ],
    }),
  ];
}

interface Excerpt {
  readonly recording: Recording;
  readonly process: RecordedProcess;
  readonly excerpt: string;
}

function excerptOf(message: Message, spec: ProtocolSpec): Excerpt | undefined {
  const match = messageMatcher(message);
  for (const id of message.recordings) {
    const recording = spec.recordings.get(id)?.value;
    if (recording === undefined || !isInSpan(recording.release, message)) {
      continue;
    }
    for (const process of recording.processes) {
      for (const stream of [process.stdout, process.stderr]) {
        const found = match(stream);
        if (found !== undefined) {
          return { recording, process, excerpt: linesAround(stream, found.start, found.length) };
        }
      }
    }
  }
  return undefined;
}

/** The lines in which a part of a text stands, with a few before and after; cuts are marked by `…`. */
export function linesAround(whole: string, start: number, length: number): string {
  const lines = whole.replace(/\n+$/, '').split('\n');
  const lineAt = (offset: number): number => whole.slice(0, offset).split('\n').length - 1;
  const from = Math.max(0, lineAt(start) - CONTEXT_LINES);
  const to = Math.min(lines.length - 1, lineAt(start + length) + CONTEXT_LINES);
  return [...(from > 0 ? ['…'] : []), ...lines.slice(from, to + 1), ...(to < lines.length - 1 ? ['…'] : [])].join('\n');
}

/** The words of a command line that name the command: `swamp worker connect`. */
function commandName(commandLine: string, spec: ProtocolSpec): string {
  const words = /\bswamp((?: [a-z][a-z-]*)*)/.exec(commandLine)?.[1]?.trim().split(' ') ?? [];
  for (let length = words.length; length > 0; length -= 1) {
    const command = words.slice(0, length).join(' ');
    if (spec.commands.has(command)) {
      return `swamp ${command}`;
    }
  }
  return ['swamp', ...words].join(' ').trim();
}

function labelled(label: string, content: PhrasingContent[]): BlockContent {
  return paragraph({ type: 'strong', children: [text(`${label}:`)] }, text(' '), ...content);
}

/** Markdown whose first paragraph begins with a label. */
function labelledBlocks(label: string, markdown: string): BlockContent[] {
  const [first, ...rest] = blocks(markdown);
  return first?.type === 'paragraph'
    ? [labelled(label, first.children), ...rest]
    : [labelled(label, []), ...(first === undefined ? [] : [first]), ...rest];
}
