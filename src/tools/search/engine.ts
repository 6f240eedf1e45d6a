import { showText, splitAtParameters } from '../../facts/message-text.ts';
import { foldSigns, unescapeQuotes } from '../../facts/clean-text.ts';
import { Pattern } from '../explain/pattern.ts';
import { statementStart } from '../explain/statement-start.ts';
import { withoutColors } from '../explain/written-out.ts';
import { AskedQuestions } from './asked-questions.ts';
import type { Hit } from './hit.ts';
import type { IndexedName, IndexedPage, NameKind, SearchIndex } from './index-file.ts';
import { LikelyMessages, looksPrinted } from './likely-messages.ts';
import { nearNames } from './near-names.ts';
import type { NearNames } from './near-names.ts';
import { RankedWords } from './ranked-words.ts';
import type { NearWord, WordAnswer } from './ranked-words.ts';
import { releasesAsked } from './releases-asked.ts';
import { Synonyms } from './synonyms.ts';
import { WordIndex } from './word-index.ts';

/** What a question finds, and what it does not. */
export interface Answer {
  readonly hits: readonly Hit[];
  /** Words of the question that no page has. */
  readonly unknown: readonly string[];
  /** Words in whose place near ones were searched. */
  readonly near: readonly NearWord[];
}

/** Longer questions are pasted lines; their beginning says enough, and the box stays quick. */
const LONGEST_QUERY = 4_000;

/** A name and what has it are no longer than this, in words. */
const MOST_WORDS = 12;

/** Lightest message that is looked for within a longer line: lighter ones are no more than a word. */
const LIGHTEST_MESSAGE = 6;

/** Pages that stand before what is only likely, and before fields that are plain words. */
const PAGES_BEFORE_THE_LIKELY = 3;

/** Words of the longest command, without `swamp`. */
const LONGEST_COMMAND = 4;

/** Places of one name that was found among other words. */
const MOST_OF_A_NAME = 3;

/** Words between a name and what it is a name of: `status in worker list --json`. */
const BETWEEN = new Set(['swamp', '--json', 'json', 'of', 'in', 'for', 'field', 'flag', 'option', 'state']);

/** What begins so asks for an explanation, also where a message has all of its words. */
const QUESTION = /^(?:what|how|why|where|when|which|who|can|could|do|does|did|is|are|should|may|must)\b(?!.*[:"'])/i;

/** Kinds in the order in which names that are spelled alike are shown. */
const ORDER: readonly NameKind[] = [
  'message',
  'command',
  'workflow field',
  'flag',
  'environment variable',
  'state',
  'JSON field',
  'stored field',
];

/** Searches one version: titles, names and messages exactly, then words. */
export class SearchEngine {
  readonly #index: SearchIndex;
  readonly #words: RankedWords;
  readonly #titles: ReadonlyMap<string, IndexedPage>;
  readonly #pages: ReadonlyMap<string, IndexedPage>;
  readonly #names = new Map<string, IndexedName[]>();
  readonly #messages: readonly { readonly name: IndexedName; readonly hit: Hit; readonly pattern: Pattern }[];
  readonly #likely: LikelyMessages<{ readonly name: IndexedName; readonly hit: Hit }>;
  readonly #elsewhere = new Map<string, Hit>();
  readonly #flagsAndVariables: ReadonlySet<string>;

  constructor(index: SearchIndex) {
    this.#index = index;
    this.#titles = new Map([...index.pages].reverse().map((page) => [spelled(page.title), page]));
    this.#pages = new Map(index.pages.map((page) => [page.url, page]));
    this.#words = new RankedWords(index.pages, new WordIndex(index.words), {
      synonyms: new Synonyms(index.synonyms),
      questions: new AskedQuestions(index.pages, index.alike),
    });
    for (const name of index.names) {
      for (const spelling of spellingsOf(name)) {
        this.#names.set(spelling, [...(this.#names.get(spelling) ?? []), name]);
      }
    }
    for (const name of index.elsewhere) {
      for (const spelling of spellingsOf(name)) {
        this.#elsewhere.set(spelling, this.#elsewhere.get(spelling) ?? elsewhereHit(name));
      }
    }
    this.#flagsAndVariables = new Set(
      index.names.filter(({ kind }) => kind === 'flag' || kind === 'environment variable').map(({ name }) => name),
    );
    const messages = [
      ...index.names.map((name) => ({ name, hit: this.#nameHit(name) })),
      ...index.elsewhere.map((name) => ({ name, hit: elsewhereHit(name) })),
    ].filter(({ name }) => name.kind === 'message');
    this.#likely = new LikelyMessages(messages, ({ name }) => name.name);
    this.#messages = messages
      .map((message) => ({ ...message, pattern: new Pattern(message.name.name, {}) }))
      .filter(({ pattern }) => pattern.weight >= LIGHTEST_MESSAGE)
      .sort((a, b) => b.pattern.weight - a.pattern.weight);
  }

  /**
   * @param query - what was typed or pasted, of any length.
   * @param limit - hits at most; titles, names and messages come before pages that have the words.
   */
  search(query: string, limit: number): Answer {
    const text = pastedText(query.slice(0, LONGEST_QUERY));
    if (text === '') {
      return { hits: [], unknown: [], near: [] };
    }
    const words = this.#words.search(text, limit);
    const { sure, weak } = this.#exact(text);
    const { whole, partly } = this.#likelyMessages(text, spelledRight(text, words.near));
    const titled = this.#titled(text);
    const here = [...titled, ...this.#releases(text), ...sure, ...this.#messagesIn(text)];
    const others = here.length > 0 ? [] : this.#othersNamed(text);
    const isQuestion = QUESTION.test(text);
    const exact = here.length > 0 ? here : this.#within(text, isQuestion ? [] : whole);
    const near = exact.length + others.length > 0 ? [] : this.#nearNames(text);
    const isWords = /^(?!swamp )[a-z ]+$/.test(text);
    const hits = [
      ...(isWords ? [] : others),
      ...exact,
      ...near.flatMap(({ hits }) => hits),
      ...(looksPrinted(text) ? partly : []),
      ...words.hits.slice(0, PAGES_BEFORE_THE_LIKELY),
      ...(isWords ? others : []),
      ...(isQuestion ? whole : []),
      ...partly,
      ...weak,
      ...words.hits,
    ];
    const byUrl = new Map<string, Hit>();
    for (const hit of hits) {
      byUrl.set(hit.url, byUrl.get(hit.url) ?? hit);
    }
    const shown = [...byUrl.values()].slice(0, limit);
    return exact.length + others.length > 0
      ? { hits: shown, unknown: [], near: [] }
      : { hits: shown, ...notFound(words, near) };
  }

  /** Variables and flags that do not exist, with the places of those that were probably meant. */
  #nearNames(text: string): (NearNames & { readonly hits: readonly Hit[] })[] {
    const known = (name: string): boolean => this.#exact(name).sure.length + this.#begun(name).length > 0;
    return nearNames(text, known, this.#flagsAndVariables).map((names) => ({
      ...names,
      hits: names.meant.flatMap((name) => this.#exact(name).sure.slice(0, 1)),
    }));
  }

  #titled(text: string): Hit[] {
    const page = this.#titles.get(spelled(text));
    return page === undefined ? [] : [{ title: page.title, url: page.url, track: page.track, kind: page.kind }];
  }

  #releases(text: string): Hit[] {
    return releasesAsked(text, this.#index).map((hit) => ({ ...hit, track: 'Releases', kind: 'release' }));
  }

  /** Names that are spelled so; weak are fields that are also a plain word, of which pages tell more. */
  #exact(text: string): { sure: Hit[]; weak: Hit[] } {
    const names = [...(this.#names.get(spelled(text)) ?? [])].sort(
      (a, b) =>
        ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
        (a.of ?? '').split(' ').length - (b.of ?? '').split(' ').length ||
        Number(isQuotedAlike(b.name, text)) - Number(isQuotedAlike(a.name, text)),
    );
    const isWeak = ({ kind, name }: IndexedName): boolean =>
      (kind === 'JSON field' || kind === 'stored field') && /^[a-z]+$/i.test(text) && /^[a-z]+$/.test(endOfPath(name));
    return {
      sure: [...this.#owned(text), ...names.filter((name) => !isWeak(name))].map((name) => this.#nameHit(name)),
      weak: names.filter(isWeak).map((name) => this.#nameHit(name)),
    };
  }

  /** Names that are asked for with what has them: `worker list labels`, `--token of swamp worker connect`. */
  #owned(text: string): IndexedName[] {
    const words = spelled(text).split(/[\s:,]+/);
    return words.length < 2 || words.length > MOST_WORDS
      ? []
      : words.flatMap((word, at) => {
          const others = new Set(words.filter((other, place) => place !== at && !BETWEEN.has(other)));
          return (this.#names.get(word) ?? []).filter(({ of }) => of !== undefined && isOwner(of, others));
        });
  }

  /** Messages of which a part was typed, or one that is written a little differently. */
  #likelyMessages(text: string, spelledRight: string): { whole: Hit[]; partly: Hit[] } {
    const asTyped = this.#likely.find(text);
    const likely = asTyped.length > 0 ? asTyped : this.#likely.find(spelledRight);
    const hitsOf = (whole: boolean): Hit[] =>
      likely.filter((one) => one.whole === whole).map(({ message }) => message.hit);
    return { whole: hitsOf(true), partly: hitsOf(false) };
  }

  /** What a longer text holds: a command with its flags, or names among other words; else a message of which it is a part. */
  #within(text: string, messages: readonly Hit[]): Hit[] {
    const names = [...this.#commandLine(text), ...this.#named(text)];
    return /^(?:[$-]|swamp )/.test(text) || messages.length === 0 ? [...names, ...messages] : [...messages, ...names];
  }

  /** The command with which a text begins, and those of its flags that follow. */
  #commandLine(text: string): Hit[] {
    const words = spelled(text)
      .split(' ')
      .filter((word) => word !== 'swamp');
    for (let length = Math.min(words.length - 1, LONGEST_COMMAND); length > 0; length--) {
      const begun = words.slice(0, length).join(' ');
      const command = this.#names.get(begun)?.find(({ kind }) => kind === 'command');
      if (command !== undefined && words.slice(length).some((word) => word.startsWith('-'))) {
        const flags = words
          .slice(length)
          .flatMap((word) => (this.#names.get(word.split('=')[0]!) ?? []).filter(({ of }) => of === command.name));
        return [command, ...flags].map((name) => this.#nameHit(name));
      }
    }
    return [];
  }

  /** Names among other words, or their beginnings: `--auth-mode token`, `export SWAMP_WORKER_TOKEN=…`, `--cache`. */
  #named(text: string): Hit[] {
    const typed = text.match(/--[a-z][\w-]*|\b[A-Z][A-Z\d]*_[A-Z\d_]+|\b[a-z]+[A-Z]\w*/g) ?? [];
    return typed.flatMap((name) => {
      const exact = this.#exact(name).sure;
      return (exact.length > 0 ? exact : this.#begun(name)).slice(0, MOST_OF_A_NAME);
    });
  }

  #begun(name: string): Hit[] {
    const begins = (spelling: string): boolean => spelling.startsWith(spelled(name));
    const own = [...this.#names.keys()].filter(begins).flatMap((spelling) => this.#exact(spelling).sure);
    return own.length > 0 ? own : [...this.#elsewhere].filter(([spelling]) => begins(spelling)).map(([, hit]) => hit);
  }

  /** Messages in a pasted line, the most exact first. */
  #messagesIn(text: string): Hit[] {
    const folded = foldSigns(text);
    return this.#messages
      .filter(({ pattern }) => pattern.findAll(folded, 0).length > 0)
      .map(({ hit, pattern }) => ({ hit, weight: pattern.weight, alike: isQuotedAlike(pattern.text, text) }))
      .sort((a, b) => b.weight - a.weight || Number(b.alike) - Number(a.alike))
      .map(({ hit }) => hit);
  }

  /** A name that only another protocol has, when this one has nothing of that name. */
  #othersNamed(text: string): Hit[] {
    const hit = this.#elsewhere.get(spelled(text));
    return hit === undefined ? [] : [hit];
  }

  #nameHit({ kind, name, of, url }: IndexedName): Hit {
    const page = this.#pages.get(url.split('#')[0]!);
    return {
      kind,
      name,
      title: `${showText(name)} — ${kind}${of === undefined ? '' : `, ${of}`}`,
      url,
      track: page?.track ?? 'Reference',
      ...(page && { page: page.title }),
    };
  }
}

/** A text with the near word in the place of each that is misspelled. */
function spelledRight(text: string, near: readonly NearWord[]): string {
  return near.reduce((right, { typed, shown }) => right.replaceAll(typed, shown), text);
}

/** Words that nothing has, but for the names among them, which are told as a whole. */
function notFound(words: WordAnswer, names: readonly NearNames[]): Pick<Answer, 'unknown' | 'near'> {
  const isOfName = (word: string): boolean =>
    names.some(({ typed }) => typed.toLowerCase().includes(word.toLowerCase()));
  return {
    unknown: [
      ...names.filter(({ meant }) => meant.length === 0).map(({ typed }) => typed),
      ...words.unknown.filter((word) => !isOfName(word)),
    ],
    near: [
      ...names.flatMap(({ typed, meant }) => (meant.length === 0 ? [] : [{ typed, shown: meant[0]! }])),
      ...words.near.filter(({ typed }) => !isOfName(typed)),
    ],
  };
}

function elsewhereHit({ kind, name, url, protocol }: SearchIndex['elsewhere'][number]): Hit {
  return {
    kind,
    name,
    title: `${showText(name)} — ${kind} of protocol ${protocol}, not of this one`,
    url,
    track: `Protocol ${protocol}`,
  };
}

/** How a name may be typed: in any case, with or without its path, its brackets or `swamp`. */
function spellingsOf({ kind, name }: IndexedName): Set<string> {
  const spellings = [name, showText(name)];
  if (kind === 'command') {
    spellings.push(name.replace(/^swamp /, ''));
  }
  // Readers leave the dashes out. A flag of one word, such as `--server`, is a word of many pages as well.
  if (kind === 'flag' && /^--\w+-/.test(name)) {
    spellings.push(name.replace(/^--/, ''), name.replace(/-+/g, ' '));
  }
  if (kind === 'JSON field' || kind === 'stored field' || kind === 'workflow field') {
    const end = endOfPath(name);
    spellings.push(name.replaceAll('[]', ''), end, end.replace(/([a-z\d])([A-Z])/g, '$1 $2'));
  }
  return new Set(spellings.map(spelled).filter((spelling) => spelling !== ''));
}

/** `dataArtifacts[].id` ends with `id`. */
function endOfPath(name: string): string {
  return name.split('.').at(-1)!.replaceAll('[]', '');
}

/** Whether words are those of a command, a model or a thing, and no others. */
function isOwner(of: string, words: ReadonlySet<string>): boolean {
  const owner = spelled(of)
    .split(' ')
    .filter((word) => !BETWEEN.has(word));
  return owner.length === words.size && owner.every((word) => words.has(word));
}

/** Two programs may print the same words with other quotes: the reader pasted those of one. */
function isQuotedAlike(message: string, text: string): boolean {
  return splitAtParameters(message).every((piece, place) => place % 2 === 1 || text.includes(piece));
}

/** What was pasted, in one line, without what carriers put into it and before it. */
function pastedText(query: string): string {
  const lines = query.replace(/\s*[\r\n]+[\s>|]*/g, ' ');
  return withoutHead(unescapeQuotes(withoutColors(lines)).trim());
}

/** Without the time of a line of a log, and what stands beside it: these are no words that a page could have. */
function withoutHead(text: string): string {
  const { carrierEnd, isHeaded } = statementStart(text);
  return isHeaded && /\d/.test(text.slice(0, carrierEnd)) && carrierEnd < text.length ? text.slice(carrierEnd) : text;
}

function spelled(text: string): string {
  return foldSigns(text)
    .replace(/[\s`]+/g, ' ')
    .replace(/^['$]+|'$/g, '')
    .toLowerCase()
    .trim();
}
