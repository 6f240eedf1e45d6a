import type { BlockContent, PhrasingContent } from 'mdast';
import type { ProtocolSpec } from '../facts/protocol-spec.ts';
import type { Message, Reaction } from '../facts/schema/message.ts';
import { spanOf } from './dated/before.ts';
import { entryItems } from './dated/entry-table.ts';
import { reactionCell, reactionWords } from './message-entry.ts';
import { paragraph, text } from './nodes.ts';

/** What follows so many lines alike is said once. */
const OFTEN = 3;

/** What follows several lines of a table alike. Each line leads to it, and it stands below the table once. */
export class SharedReactions {
  readonly #anchors = new Map<string, string>();
  readonly #reactions: readonly Reaction[];

  /** @param prefix - begins the anchors; a page may have several tables. */
  constructor(messages: readonly Message[], prefix: string) {
    const byWords = new Map<string, { reaction: Reaction; ids: Set<string> }>();
    for (const { id, reactions } of messages) {
      for (const reaction of reactions.filter(({ note }) => note !== undefined)) {
        const known = byWords.get(wordsOf(reaction)) ?? { reaction, ids: new Set() };
        byWords.set(wordsOf(reaction), { ...known, ids: known.ids.add(id) });
      }
    }
    const shared = [...byWords].filter(([, { ids }]) => ids.size >= OFTEN);
    shared.forEach(([words], position) => this.#anchors.set(words, `${prefix}-${position + 1}`));
    this.#reactions = shared.map(([, { reaction }]) => reaction);
  }

  /** What follows a line: in full, or in a few words that lead to where it stands. */
  cell(reaction: Reaction): PhrasingContent[] {
    const anchor = this.#anchors.get(wordsOf(reaction));
    return anchor === undefined
      ? reactionCell(reaction)
      : [{ type: 'link', url: `#${anchor}`, children: [text(reactionWords(reaction))] }];
  }

  /** What the lines lead to. */
  blocks(spec: ProtocolSpec): BlockContent[] {
    const items = this.#reactions.map((reaction) => ({
      id: this.#anchors.get(wordsOf(reaction))!,
      span: spanOf(reaction),
      content: [text('Then '), ...reactionCell(reaction), text('.')],
    }));
    return items.length === 0
      ? []
      : [
          paragraph({ type: 'strong', children: [text('What follows several of these lines')] }),
          ...entryItems(items, spec),
        ];
  }
}

/** The same words at the same releases are the same. */
function wordsOf({ does, exitCode, note, since, until }: Reaction): string {
  return JSON.stringify([does, exitCode, note, since, until]);
}
