import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { isMap, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { messageMatcher } from '../../facts/message-pattern.ts';
import type { ProtocolSpec } from '../../facts/protocol-spec.ts';
import { compareReleases, parseRelease } from '../../facts/release.ts';
import type { Protocol } from '../../facts/releases.ts';
import { folderOfPages, pagesOfProtocol, splitFrontMatter } from '../tree/version-tree.ts';
import { codeInText } from './code-in-text.ts';
import type { CodeInText } from './code-in-text.ts';
import { namesOf } from './names.ts';
import type { ProtocolNames } from './names.ts';

/** What a name is the name of. */
export type NameKind = 'flag' | 'variable' | 'command' | 'word' | 'message';

/** A name on a page, or in the facts, of a protocol whose facts do not have it. */
export interface BorrowedName {
  readonly kind: NameKind;
  /** As it stands in the facts of the other protocol. */
  readonly name: string;
  /** The protocols that have it. */
  readonly of: readonly number[];
  /** Path relative to the project. */
  readonly file: string;
  readonly line: number;
}

/** Of a message, as much must be fixed text, or it could be anything. */
const SHORTEST_FIXED_TEXT = 12;

/**
 * Finds statements that were copied from another protocol: flags, variables, commands, states, fields
 * and messages, in code, which the facts of some other protocol have and those of this one do not.
 * A sentence that names another protocol, or a release of one, may name what belongs to it.
 *
 * @param root - the project's folder.
 * @param specs - the facts of all protocols.
 */
export function borrowedNames(root: string, specs: readonly ProtocolSpec[]): BorrowedName[] {
  const names = new Map(specs.map((spec) => [spec.protocol.number, namesOf(spec)]));
  return specs.flatMap(({ protocol }) => {
    const own = names.get(protocol.number)!;
    const others = [...names].filter(([number]) => number !== protocol.number);
    return textsOf(root, protocol).flatMap(({ file, code }) =>
      code
        .filter(({ context }) => !namesAnother(context, protocol))
        .flatMap((each) => {
          const found = others.flatMap(([number, other]) =>
            foreignIn(each, own, other).map((name) => ({ ...name, of: number })),
          );
          return merged(found).map((name) => ({ ...name, file, line: each.line }));
        }),
    );
  });
}

interface Text {
  readonly file: string;
  readonly code: readonly CodeInText[];
}

/** Pages, the files that they show, and the texts of the facts. */
function textsOf(root: string, protocol: Protocol): Text[] {
  const folder = folderOfPages(protocol);
  const pages = pagesOfProtocol(root, protocol).map(({ file, text }) => {
    const { body } = splitFrontMatter(text);
    const skipped = text.slice(0, text.length - body.length).split('\n').length - 1;
    return { file, code: codeInText(body, 'mdx').map((each) => ({ ...each, line: each.line + skipped })) };
  });
  const shown = filesBelow(root, folder)
    .filter((file) => !/\.mdx?$/.test(file))
    .map((file) => ({ file, code: linesAsCode(readFileSync(path.join(root, file), 'utf8')) }));
  const facts = filesBelow(root, `spec/${protocol.pathName}`).map((file) => ({
    file,
    code: codeInFacts(readFileSync(path.join(root, file), 'utf8')),
  }));
  return [...pages, ...shown, ...facts];
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.split(path.sep).join('/')}`)
    .filter((file) => statSync(path.join(root, file)).isFile())
    .sort();
}

function linesAsCode(text: string): CodeInText[] {
  return text.split('\n').map((line, index) => ({ code: line, block: true, context: '', line: index + 1 }));
}

/** Code in the texts of a file of facts; names themselves are values without code marks. */
function codeInFacts(text: string): CodeInText[] {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const found: CodeInText[] = [];
  visit(document, {
    Scalar(key, node, parents) {
      const parent = parents.at(-1);
      const name = isPair(parent) && isScalar(parent.key) ? String(parent.key.value) : '';
      if (key === 'key' || typeof node.value !== 'string' || !node.value.includes('`') || name === 'text') {
        return;
      }
      const line = lineCounter.linePos(node.range?.[0] ?? 0).line;
      // A message of a protocol explains its text, which can quote anything.
      const quoted = parents.some((ancestor) => isMap(ancestor) && ancestor.get('example') === node);
      found.push(...(quoted ? [] : codeInText(node.value, 'plain').map((each) => ({ ...each, line }))));
    },
  });
  return found;
}

/** Whether a sentence speaks of another protocol or of a release of one. */
function namesAnother(context: string, protocol: Protocol): boolean {
  const numbers = [...context.matchAll(/\bprotocols?\s+(\d+)/gi)].map(([, number]) => Number(number));
  const releases = [...context.matchAll(/\b\d{8}\.\d{6}\b/g)].map(([release]) => parseRelease(`${release}.0`));
  return (
    numbers.some((number) => number !== protocol.number) ||
    releases.some(
      (release) =>
        release !== undefined &&
        (compareReleases(release, protocol.first) < 0 || compareReleases(release, protocol.last) > 0),
    )
  );
}

interface Found {
  readonly kind: NameKind;
  readonly name: string;
}

function foreignIn({ code, block }: CodeInText, own: ProtocolNames, other: ProtocolNames): Found[] {
  const lines = block ? code.split('\n') : [code];
  return [
    ...lines.flatMap((line) => foreignFlags(line, own, other)),
    ...[...code.matchAll(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g)]
      .map(([name]) => name)
      .filter((name) => other.variables.has(name) && !own.variables.has(name))
      .map((name) => ({ kind: 'variable' as const, name })),
    ...[...other.commands]
      .filter((command) => !own.commands.has(command))
      .filter((command) => (!block && code === command) || new RegExp(`\\bswamp ${command}(?![\\w-])`).test(code))
      .map((name) => ({ kind: 'command' as const, name })),
    ...foreignWords(code, block, own, other),
    ...lines.flatMap((line) => foreignMessages(line.trim(), own, other)),
  ];
}

/** Flags of no own command, and flags that the command on this line does not have. */
function foreignFlags(line: string, own: ProtocolNames, other: ProtocolNames): Found[] {
  const flags = [...line.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([flag]) => flag);
  if (flags.length === 0) {
    return [];
  }
  const command = [...other.flags.keys()]
    .filter((name) => name !== '' && own.flags.has(name))
    .filter((name) => new RegExp(`(?:^|\\bswamp )${name}(?![\\w-])`).test(line))
    .sort((a, b) => b.length - a.length)[0];
  const known = (names: ProtocolNames, flag: string): boolean => [...names.flags.values()].some((of) => of.has(flag));
  return flags
    .filter((flag) =>
      known(own, flag)
        ? command !== undefined && !has(own, command, flag) && has(other, command, flag)
        : known(other, flag),
    )
    .map((name) => ({ kind: 'flag', name: command === undefined ? name : `${command} ${name}` }));
}

function has(names: ProtocolNames, command: string, flag: string): boolean {
  return names.flags.get(command)?.has(flag) === true || names.flags.get('')?.has(flag) === true;
}

function foreignWords(code: string, block: boolean, own: ProtocolNames, other: ProtocolNames): Found[] {
  const standing = block
    ? [
        ...[...code.matchAll(/^\s*(?:- )?(\w+):/gm)]
          .map(([, key]) => key!)
          .filter((key) => other.placementFields.has(key)),
        ...[...code.matchAll(/\battributes\.(\w+)/g)].map(([, key]) => key!),
      ]
    : [code, ...[...code.matchAll(/^(\w+):|\battributes\.(\w+)/g)].map(([, key, field]) => (key ?? field)!)];
  return [...new Set(standing)]
    .filter((word) => other.words.has(word) && !own.words.has(word))
    .map((name) => ({ kind: 'word', name }));
}

function foreignMessages(line: string, own: ProtocolNames, other: ProtocolNames): Found[] {
  if (line.length < SHORTEST_FIXED_TEXT) {
    return [];
  }
  const ownTexts = messagesOf(own);
  // Nearly all messages are those of all protocols: only the others can be foreign.
  const found = [...messagesOf(other)].filter(([text, matches]) => !ownTexts.has(text) && matches(line));
  return found.length > 0 && ![...ownTexts.values()].some((matches) => matches(line))
    ? found.map(([name]) => ({ kind: 'message', name }))
    : [];
}

type Matches = (line: string) => boolean;

const messagesByNames = new WeakMap<ProtocolNames, ReadonlyMap<string, Matches>>();

/** By its text, whether a line is a message of a protocol, for all that have enough fixed text. */
function messagesOf(names: ProtocolNames): ReadonlyMap<string, Matches> {
  let messages = messagesByNames.get(names);
  if (messages === undefined) {
    messages = new Map(
      names.messages
        .filter(({ text }) => piecesOf(text).join('').trim().length >= SHORTEST_FIXED_TEXT)
        .map((message) => [message.text, matcherOf(message)]),
    );
    messagesByNames.set(names, messages);
  }
  return messages;
}

/** A page writes `<name>` or `…` where the program prints a value. */
function matcherOf(message: ProtocolNames['messages'][number]): Matches {
  const match = messageMatcher(message);
  const longest = piecesOf(message.text).reduce((one, other) => (other.length > one.length ? other : one), '');
  // Looking for fixed text first is much quicker than the pattern.
  return (line) => line.includes(longest) && match(line) !== undefined;
}

function piecesOf(text: string): string[] {
  return text.split(/\{\w+\}/);
}

function merged(found: readonly (Found & { readonly of: number })[]): (Found & { readonly of: readonly number[] })[] {
  const byName = new Map<string, Found & { readonly of: number[] }>();
  for (const { kind, name, of } of found) {
    const entry = byName.get(`${kind} ${name}`) ?? { kind, name, of: [] };
    if (!entry.of.includes(of)) {
      entry.of.push(of);
    }
    byName.set(`${kind} ${name}`, entry);
  }
  return [...byName.values()];
}
