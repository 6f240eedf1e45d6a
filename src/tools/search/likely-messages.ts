import { splitAtParameters } from '../../facts/message-text.ts';
import { statementStart } from '../explain/statement-start.ts';

/** Fewer words may stand in any text by chance. */
const FEWEST_WORDS = 3;

/** Which part of what was asked a message has to have, by how telling the words are. */
const ENOUGH = 0.75;

/** How bad it is, which programs print before a message. */
const LEVEL = /^\W*(?:error|warning|warn|info|fatal|err)\b\W*/i;

/** The same with a colon, which no question has there. */
const LEVEL_BEFORE_WORDS = /^\W*(?:error|warning|warn|info|fatal|err):\s/i;

/** A value that a program prints in quotes: it is the reader's own, and no message has it. */
const QUOTED_VALUE =
  /(?<![\p{L}\p{N}])["'`\u2018\u201c][^"'`\u2018\u2019\u201c\u201d\n]{1,200}["'`\u2019\u201d](?![\p{L}\p{N}])/gu;

/** A path of a file or of an address. */
const PATH = /(?<=\s)\/\S+/g;

/** More messages than these are no answer. */
const MOST_MESSAGES = 3;

/** A message that has most words of a question. */
export interface LikelyMessage<T> {
  readonly message: T;
  /** It has every word that was asked. */
  readonly whole: boolean;
}

/** A message, taken apart into its words. */
interface Entry<T> {
  readonly message: T;
  readonly words: ReadonlySet<string>;
}

/** Finds a message of which a reader remembers a part, or of which a terminal has changed the signs. */
export class LikelyMessages<T> {
  readonly #entries: readonly Entry<T>[];
  readonly #weights: ReadonlyMap<string, number>;
  readonly #rarest: number;

  constructor(messages: readonly T[], textOf: (message: T) => string) {
    this.#entries = messages.map((message) => ({ message, words: new Set(wordsOfMessage(textOf(message))) }));
    const counts = new Map<string, number>();
    for (const word of this.#entries.flatMap(({ words }) => [...words])) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    this.#rarest = Math.log(1 + messages.length);
    this.#weights = new Map([...counts].map(([word, count]) => [word, Math.log(1 + messages.length / count)]));
  }

  /** @returns the likeliest first; none when the words are those of no message. */
  find(text: string): LikelyMessage<T>[] {
    const asked = [...new Set(plainWords(withoutValues(text)))];
    const total = this.#weigh(asked);
    const scored = this.#entries.flatMap(({ message, words }) => {
      const shared = asked.filter((word) => words.has(word));
      const share = shared.length < FEWEST_WORDS ? 0 : this.#weigh(shared) / total;
      return share < ENOUGH
        ? []
        : [{ message, share, own: shared.length / words.size, whole: shared.length === asked.length }];
    });
    return scored.sort((a, b) => b.share - a.share || b.own - a.own).slice(0, MOST_MESSAGES);
  }

  /** A word that no message has tells most against them all. */
  #weigh(words: readonly string[]): number {
    return words.reduce((sum, word) => sum + (this.#weights.get(word) ?? this.#rarest), 0);
  }
}

function wordsOfMessage(text: string): string[] {
  return splitAtParameters(text)
    .filter((_, place) => place % 2 === 0)
    .flatMap(plainWords);
}

/** Whether a text is a line of a program rather than words of a reader: it has a time, a level or a quoted value. */
export function looksPrinted(text: string): boolean {
  return statementStart(text).isHeaded || LEVEL_BEFORE_WORDS.test(text) || text.search(QUOTED_VALUE) !== -1;
}

/** Without what stands before a message, and without the values of its parameters that can be told from its words. */
function withoutValues(text: string): string {
  return text.slice(statementStart(text).start).replace(LEVEL, '').replace(QUOTED_VALUE, ' ').replace(PATH, ' ');
}

function plainWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}
