import { existsSync } from 'node:fs';
import path from 'node:path';
import type { BlockContent, ListItem, PhrasingContent } from 'mdast';
import * as z from 'zod';
import { changesPage, stretchesOf } from '../../facts/change-pages.ts';
import type { StretchChanges } from '../../facts/change-pages.ts';
import type { Change, Difference, ReleaseChanges } from '../../facts/changes.ts';
import { cachedChanges, cachedHeadlines } from '../../facts/cache.ts';
import type { ChangeArea } from '../../facts/dated-facts.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import type { BreakingChange } from '../../facts/schema/breaking-change.ts';
import { showText } from '../../facts/message-text.ts';
import { shortRelease } from '../../facts/release.ts';
import type { Release, ReleaseSpan } from '../../facts/release.ts';
import { faultsOfHeadlines } from '../../facts/headlines.ts';
import { commandsOf, headlineOf, NEWS, newsOf } from '../../facts/release-line.ts';
import type { News } from '../../facts/release-line.ts';
import type { RepairedDefect } from '../../facts/repaired.ts';
import { datedDiv } from '../dated/before.ts';
import { fold } from '../elements.ts';
import { filterForm } from '../filter-form.ts';
import { heading, inlineCode, join, paragraph, prose, spanAttributes, text } from '../nodes.ts';
import {
  anchorOfCommand,
  anchorOfRelease,
  pageLink,
  pageOfCommand,
  pageOfMessage,
  REPAIRED_PAGE,
} from '../page-links.ts';
import { defineTag } from '../tag.ts';
import type { TagContext } from '../tag.ts';

/**
 * `<ChangeIndex />`: the releases of the protocol that changed something, newest first, each with what it changed in one
 * sentence and a link to the rest. A release has its anchor here, too.
 */
export const changeIndexTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({}),
  expand: (_, context) => {
    const changes = cachedChanges(context.root, context.spec);
    const faults = faultsOfHeadlines(cachedHeadlines(context.root), changes, context.spec);
    if (faults.length > 0) {
      throw new Error(faults.join('; '));
    }
    const stretches = stretchesOf(changes);
    return stretches.length === 0
      ? [paragraph(text('Nothing changed within this protocol.'))]
      : [indexFilter(changes, context), ...stretches.flatMap((stretch) => indexBlocks(stretch, context))];
  },
});

function indexFilter(changes: readonly ReleaseChanges[], { spec }: TagContext): BlockContent {
  const concerned = new Set(changes.flatMap((release) => commandsOf(release, spec)));
  const news = new Set(changes.flatMap(newsOf));
  return filterForm({
    items: 'li[data-news]',
    noun: 'releases',
    choices: [
      {
        name: 'of',
        label: 'Command',
        values: [...spec.commands.keys()]
          .filter((command) => concerned.has(command))
          .map((command) => [anchorOfCommand(command), command]),
      },
      { name: 'news', label: 'Kind', values: NEWS.filter((kind) => news.has(kind)).map((kind) => [kind, kind]) },
    ],
  });
}

function indexBlocks(stretch: StretchChanges, context: TagContext): BlockContent[] {
  const page = changesPage(stretch);
  const file = path.resolve(
    path.dirname(context.pageFile),
    path.relative(path.dirname(context.pagePath), `${page}.mdx`),
  );
  if (!existsSync(file)) {
    throw new Error(
      `there are changes of ${stretch.days}, but no page ${page}.mdx: copy the one of the days before and change its days`,
    );
  }
  return [
    heading(2, `from-${stretch.from}`, ...pageLink(context, page, undefined, [text(stretch.days)])),
    {
      type: 'list',
      ordered: false,
      spread: false,
      children: stretch.releases.map((release) => indexItem(release, page, context)),
    },
  ];
}

function indexItem(changes: ReleaseChanges, page: string, context: TagContext): ListItem {
  const { release } = changes;
  const anchor = anchorOfRelease(release);
  const link = pageLink(context, page, anchor, [text(shortRelease(release))]);
  const of = commandsOf(changes, context.spec).map(anchorOfCommand).join(' ');
  return {
    type: 'listItem',
    spread: false,
    data: {
      hProperties: {
        id: anchor,
        ...(of !== '' && { 'data-of': of }),
        'data-news': newsOf(changes).join(' '),
        ...spanAttributes(newsFor(release, context)),
      },
    },
    children: [paragraph(...link, text(' '), ...lineOf(changes, context))],
  };
}

/** What kind of news a release is, and its sentence. */
function lineOf(changes: ReleaseChanges, { root }: TagContext): PhrasingContent[] {
  const marks = newsOf(changes).map((news): PhrasingContent[] => [newsMark(news)]);
  return join([...marks, prose(headlineOf(changes, cachedHeadlines(root)))], ' ');
}

const NEWS_WORDS: Readonly<Record<News, string>> = {
  breaking: 'Breaking',
  new: 'New',
  changed: 'Changed',
  repaired: 'Repaired',
};

function newsMark(news: News): PhrasingContent {
  return {
    type: 'strong',
    data: { hProperties: { className: ['news', `news--${news}`] } },
    children: [text(NEWS_WORDS[news])],
  };
}

/** The releases for whose readers a change is news: those before it. */
function newsFor(release: Release, { spec }: TagContext): ReleaseSpan {
  const { releases } = spec.index;
  return { until: releases[releases.indexOf(release) - 1] };
}

/**
 * `<Changes from="2026-08-16" />`: what appeared, changed or went in the releases of half a month,
 * which begins with that day, newest release first.
 */
export const changesTag = defineTag({
  kind: 'block',
  attributes: z.strictObject({
    from: z
      .string()
      .regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:01|16)$/, 'is the first day of half a month: 2026-08-01, 2026-08-16'),
  }),
  expand: ({ from }, context) => {
    const stretch = stretchesOf(cachedChanges(context.root, context.spec)).find((candidate) => candidate.from === from);
    return stretch === undefined
      ? [paragraph(text('Nothing changed within this protocol in these days.'))]
      : stretch.releases.flatMap((release) => releaseBlocks(release, context));
  },
});

/** The sentence of a release, what it broke and repaired, and each changed fact, folded. */
function releaseBlocks(release: ReleaseChanges, context: TagContext): BlockContent[] {
  const { changes, breaking, repaired } = release;
  const inView = [
    ...breaking.map((change) => [strong('Breaking'), text(' '), ...breakingText(change, context)]),
    ...repaired.map((defect) => [strong('Repaired'), text(' '), ...repairedText(defect, context)]),
  ];
  // A release that repaired one defect and did nothing else says so once.
  const [only] = changes.length + inView.length === 1 ? repaired : [];
  const listed = changes.map((change) => changeText(change, context));
  // A line to open one change takes as much room as the change.
  const shown = [...(only === undefined ? inView : []), ...(listed.length === 1 ? listed : [])];
  const rest = listed.length === 1 ? [] : listed;
  return datedDiv(newsFor(release.release, context), [
    heading(2, anchorOfRelease(release.release), text(shortRelease(release.release))),
    only === undefined
      ? paragraph(...lineOf(release, context), text('.'))
      : paragraph(newsMark('repaired'), text(' No longer so: '), ...repairedText(only, context)),
    ...(shown.length === 0 ? [] : [listOf(shown)]),
    ...(rest.length === 0 ? [] : [fold([text(`${rest.length} changes`)], [listOf(rest)])]),
  ]);
}

function repairedText({ id, problem, effect }: RepairedDefect, context: TagContext): PhrasingContent[] {
  return [...pageLink(context, REPAIRED_PAGE, id, prose(problem)), text('. '), ...prose(effect)];
}

function listOf(items: readonly PhrasingContent[][]): BlockContent {
  return {
    type: 'list',
    ordered: false,
    spread: false,
    children: items.map((item) => ({ type: 'listItem', spread: false, children: [paragraph(...item)] })),
  };
}

/** What a release broke, in one paragraph: what it is, before, now, and what to do. */
function breakingText({ title, before, now, todo, page }: BreakingChange, context: TagContext): PhrasingContent[] {
  const [path, anchor] = page?.split('#') ?? [];
  return join(
    [
      [...pageLink(context, path, anchor, prose(title)), text('.')],
      [emphasis('before:'), text(' '), ...prose(before)],
      [emphasis('now:'), text(' '), ...prose(now)],
      [emphasis('what to do:'), text(' '), ...prose(todo)],
    ],
    ' ',
  );
}

const strong = (label: string): PhrasingContent => ({ type: 'strong', children: [text(label)] });
const emphasis = (label: string): PhrasingContent => ({ type: 'emphasis', children: [text(label)] });

const KINDS: Readonly<Record<Change['kind'], string>> = { appeared: 'New', changed: 'Changed', went: 'Gone' };

/** Areas whose summary is a text of the program, which is shown as it stands. */
const VERBATIM: ReadonlySet<ChangeArea> = new Set(['message', 'output', 'model version']);

function changeText(change: Change, context: TagContext): PhrasingContent[] {
  return join([[strong(KINDS[change.kind])], subjectCell(change, context), detailsOf(change, context.spec)], ' ');
}

/** What changed, with a link to where it is explained: `flag --label of worker connect`. */
export function subjectCell(change: Change, context: TagContext): PhrasingContent[] {
  const linked = (owner: string, label: PhrasingContent[]): PhrasingContent[] => {
    const [page, anchor] = ADDRESSES[change.area](change.name, owner, context.spec);
    return pageLink(context, page, anchor, label);
  };
  const owners = change.owners.map((owner) => linked(owner, ownerWords(change.area, owner, context.spec)));
  if (change.area === 'message' && change.differences.some(({ property }) => property === 'text')) {
    // Both texts follow.
    return linked('', [text('message')]);
  }
  const name = nameOf(change, context.spec);
  return join(
    [
      [text(AREA_WORDS[change.area] ?? change.area)],
      owners.length === 0 ? linked('', name) : name,
      owners.length === 0 ? [] : [text('of '), ...join(owners, ', ')],
      conditionOf(change),
    ],
    ' ',
  );
}

/** When a command ends with a code: without it, another code says nothing. */
function conditionOf({ area, kind, summary, differences }: Change): PhrasingContent[] {
  const isTold = kind !== 'changed' || differences.some(({ property }) => property === 'when');
  return area !== 'exit code' || isTold ? [] : [text('— '), ...prose(summary)];
}

/** Areas whose names are ours, in words for a reader. */
const AREA_WORDS: Readonly<Partial<Record<ChangeArea, string>>> = {
  reaction: 'what follows',
  'other side': 'what the other side prints in the case',
  'verb field': 'field',
  'verb limit': 'limit',
  output: 'JSON',
  'output field': 'JSON field',
  'restart outcome': 'what happens when',
};

/** To what a change belongs: a message by its text, an output by its command, anything else by its name. */
function ownerWords(area: ChangeArea, owner: string, spec: ProtocolSpec): PhrasingContent[] {
  if (area === 'reaction' || area === 'other side') {
    return [inlineCode(textOfMessage(owner, spec, RECOGNIZED_AMONG_OTHERS))];
  }
  return [
    inlineCode(
      area.startsWith('output') && spec.commands.has(owner.replaceAll('-', ' ')) ? owner.replaceAll('-', ' ') : owner,
    ),
  ];
}

/** The first line of a message; its id when this protocol has it no longer. */
function textOfMessage(id: string, spec: ProtocolSpec, most = RECOGNIZED): string {
  const message = spec.messages.find(({ value }) => value.id === id)?.value;
  return message === undefined ? id : shortened(showText(message.text).split('\n')[0]!, most);
}

/** So many characters are enough to know a message again. */
const RECOGNIZED = 70;
/** In a list of messages that changed alike. */
const RECOGNIZED_AMONG_OTHERS = 32;

function shortened(line: string, most: number): string {
  return line.length <= most ? line : `${line.slice(0, most).trimEnd()}…`;
}

/** Areas in which the owner says it all, so that a name would only repeat it. */
const NAMELESS: ReadonlySet<ChangeArea> = new Set(['reaction', 'other side', 'output', 'model version', 'verb limit']);
/** Areas whose names are words of ours. */
const WORDS_OF_OURS: ReadonlySet<ChangeArea> = new Set(['timing', 'restart outcome', 'credential']);

function nameOf({ area, name }: Change, spec: ProtocolSpec): PhrasingContent[] {
  if (NAMELESS.has(area)) {
    return [];
  }
  if (area === 'message') {
    return [inlineCode(textOfMessage(name, spec))];
  }
  return WORDS_OF_OURS.has(area) ? prose(name) : [inlineCode(name)];
}

function detailsOf(change: Change, spec: ProtocolSpec): PhrasingContent[] {
  if (change.kind === 'changed') {
    return [text('— '), ...join(change.differences.map(differenceText), ' ')];
  }
  return [text('— '), ...summaryOf(change, spec)];
}

function summaryOf({ area, name, summary }: Change, spec: ProtocolSpec): PhrasingContent[] {
  const shown = showText(summary);
  if (area === 'message' && textOfMessage(name, spec) === shown) {
    // The text is its name already.
    return printersOf(name, spec);
  }
  return VERBATIM.has(area) ? [inlineCode(shown)] : prose(summary);
}

const SEVERITIES = { error: 'an error', warning: 'a warning', info: 'a line' } as const;

/** `an error of worker` */
function printersOf(id: string, spec: ProtocolSpec): PhrasingContent[] {
  const { severity, printedBy } = spec.messages.find(({ value }) => value.id === id)!.value;
  return [text(`${SEVERITIES[severity]} of the ${printedBy.join(' and the ')}`)];
}

/** What it was, for a table that compares two protocols. */
export function beforeCell(change: Change, spec: ProtocolSpec): PhrasingContent[] {
  return change.kind === 'went' ? summaryOf(change, spec) : sideOf(change, 'before');
}

/** What it is now, for a table that compares two protocols. */
export function afterCell(change: Change, spec: ProtocolSpec): PhrasingContent[] {
  switch (change.kind) {
    case 'went':
      return [{ type: 'strong', children: [text('Gone')] }];
    case 'appeared':
      return summaryOf(change, spec);
    case 'changed':
      return sideOf(change, 'after');
  }
}

/** One side of all differences; the name of a property stands only where there are several. */
function sideOf({ differences }: Change, side: 'before' | 'after'): PhrasingContent[] {
  const several = differences.length > 1;
  return join(
    differences.map((difference) => {
      const value = valueOf(difference.property, difference[side]);
      return several ? [propertyLabel(difference.property), text(': '), ...value, text(' ')] : value;
    }),
    ' ',
  );
}

/** Properties whose text is Markdown of ours. The others hold names and values. */
const PROSE: ReadonlySet<string> = new Set([
  'summary',
  'description',
  'when',
  'meaning',
  'effect',
  'what',
  'todo',
  'note',
  'trigger',
  'guard',
  'seenAs',
  'inheritance',
  'does',
  'symptom',
  'type',
  'form',
  'readBy',
  'changedBy',
  'opens',
  'carriedBy',
  'lifetime',
  'sends',
  'returns',
  'event',
]);

/** Properties that hold texts of the program, with `{parameters}`. */
const PRINTED: ReadonlySet<string> = new Set(['text', 'workerPrints', 'orchestratorLogs']);

const PROPERTY_WORDS: Readonly<Record<string, string>> = {
  levels: 'where',
  does: 'what it does',
  exitCode: 'exit code',
  seenAs: 'how it looks',
  readBy: 'read by',
  changedBy: 'changed by',
  carriedBy: 'how it travels',
  tokenState: 'token afterwards',
  printedBy: 'printed by',
  rpcCode: 'error code',
  workerPrints: 'worker prints',
  orchestratorLogs: 'orchestrator logs',
};

function valueOf(property: string, value = 'none'): PhrasingContent[] {
  if (property === 'does' || property === 'worker') {
    return [text(value.replaceAll('-', ' '))];
  }
  // A default of one word is a value to type; anything longer describes what happens.
  const isProse = PROSE.has(property) || value === 'none' || (property === 'default' && value.includes(' '));
  return isProse ? prose(value) : [inlineCode(PRINTED.has(property) ? showText(value) : value)];
}

function propertyLabel(property: string): PhrasingContent {
  return emphasis(PROPERTY_WORDS[property] ?? property);
}

function differenceText({ property, before, after }: Difference): PhrasingContent[] {
  const isProse = PROSE.has(property);
  const shown = (value?: string): PhrasingContent[] => valueOf(property, value);
  const label = propertyLabel(property);
  return isProse
    ? [label, text(' before: '), ...shown(before), text(' Now: '), ...shown(after)]
    : [label, text(' before: '), ...shown(before), text(', now: '), ...shown(after), text('.')];
}

type Address = readonly [page: string | undefined, anchor?: string];
type AddressOf = (name: string, owner: string, spec: ProtocolSpec) => Address;

const onPage =
  (page: string): AddressOf =>
  () => [page];
const ofMessage = (id: string, spec: ProtocolSpec): Address => [pageOfMessage(spec, id), id];
const ofOwnersMessage: AddressOf = (_, owner, spec) => ofMessage(owner, spec);
const ofOwnersModel: AddressOf = (_, owner) => [`reference/models/${owner}`];
const ofOwnersOutput: AddressOf = (_, owner) => ['reference/output-schemas', owner];
const ofOwnersCommand: AddressOf = (_, owner) => [pageOfCommand(owner)];

/** Where the thing that changed is explained: page within the version, and anchor. */
const ADDRESSES: Readonly<Record<ChangeArea, AddressOf>> = {
  command: (name) => [pageOfCommand(name)],
  argument: ofOwnersCommand,
  flag: ofOwnersCommand,
  'global option': onPage('reference/cli/global-options'),
  'environment variable': onPage('reference/environment-variables'),
  'exit code': (_, owner) => ['reference/exit-codes', anchorOfCommand(owner)],
  message: (name, _, spec) => ofMessage(name, spec),
  reaction: ofOwnersMessage,
  'other side': ofOwnersMessage,
  'state machine': onPage('reference/states'),
  state: onPage('reference/states'),
  transition: onPage('reference/states'),
  'restart outcome': onPage('operators/failure-and-reconnection'),
  'placement field': onPage('reference/placement-fields'),
  timing: onPage('reference/timings'),
  output: ofOwnersOutput,
  'output field': ofOwnersOutput,
  model: (name) => [`reference/models/${name.replace('swamp/', '')}`],
  'model version': ofOwnersModel,
  'model field': ofOwnersModel,
  'model method': ofOwnersModel,
  frame: onPage('reference/wire-protocol'),
  verb: onPage('reference/wire-protocol'),
  'verb field': onPage('reference/wire-protocol'),
  'verb limit': onPage('reference/wire-protocol'),
  route: onPage('reference/wire-protocol'),
  'error code': onPage('reference/wire-protocol'),
  credential: onPage('reference/wire-protocol'),
};
