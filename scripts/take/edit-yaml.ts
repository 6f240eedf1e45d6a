import { isMap, isNode, isScalar, isSeq, parseDocument, stringify } from 'yaml';
import type { Node, YAMLMap, YAMLSeq } from 'yaml';

/** Where a value stands in a file: keys of maps and positions in lists. */
export type Keys = readonly (string | number)[];

/** One change of a file of facts. All else in it stays as it is, byte for byte. */
export type Edit =
  /** A key is added at the end of a map, which has none of this name. */
  | { readonly kind: 'add-key'; readonly map: Keys; readonly key: string; readonly value: unknown }
  /** An item is added to a list after the item at a position, or as the first one. */
  | { readonly kind: 'add-item'; readonly list: Keys; readonly after: number | 'first'; readonly value: unknown }
  /** A scalar gets another value. */
  | { readonly kind: 'replace'; readonly at: Keys; readonly value: string };

/** Width at which files of facts are wrapped. */
const WIDTH = 100;

/** A place in the text, and what takes the place of what stands there. */
interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** How far what is added is indented. */
  readonly column: number;
}

/**
 * Changes a file of facts. The file is not written anew, so that its comments, its order and its layout stay.
 *
 * @throws Error when an edit names a place that the file does not have.
 */
export function editYaml(text: string, edits: readonly Edit[]): string {
  const whole = text.endsWith('\n') || text === '' ? text : `${text}\n`;
  const document = parseDocument(whole);
  if (document.errors.length > 0) {
    throw new Error(document.errors[0]!.message);
  }
  // From the end, so that no position moves. Where an item ends and the next one is added, its own keys come first.
  return edits
    .map((edit) => spliceOf(whole, document.contents, edit))
    .reverse()
    .sort((a, b) => b.from - a.from || a.column - b.column)
    .reduce((result, { from, to, text: inserted }) => result.slice(0, from) + inserted + result.slice(to), whole);
}

/** The text of a new file of facts. */
export function newYaml(value: unknown): string {
  return stringify(value, { lineWidth: WIDTH });
}

function spliceOf(text: string, contents: unknown, edit: Edit): Splice {
  switch (edit.kind) {
    case 'add-key':
      return addKey(text, mapAt(contents, edit.map), edit.key, edit.value);
    case 'add-item':
      return addItem(text, contents, edit.list, edit);
    case 'replace': {
      const node = nodeAt(contents, edit.at);
      if (!isScalar(node) || !node.range) {
        throw missing(edit.at, 'text');
      }
      return {
        from: node.range[0],
        to: node.range[1],
        text: stringify(edit.value, { lineWidth: 0 }).trimEnd(),
        column: 0,
      };
    }
  }
}

function addKey(text: string, map: YAMLMap, key: string, value: unknown): Splice {
  if (map.has(key)) {
    throw new Error(`there is a key '${key}' already, in line ${lineAt(text, map.range![0])}`);
  }
  if (map.flow === true) {
    const brace = text.lastIndexOf('}', map.range![1] - 1);
    const end = text.slice(0, brace).trimEnd().length;
    const comma = map.items.length === 0 ? '' : ',';
    const added = `${comma} ${key}: ${JSON.stringify(value)}`.replace(/"([\w.]+)"$/, '$1');
    return { from: end, to: end, text: added, column: Infinity };
  }
  const column = columnAt(text, firstOffset(map));
  const end = endOfLine(text, lastOffset(map));
  return { from: end, to: end, text: indented(newYaml({ [key]: value }), column), column };
}

function addItem(
  text: string,
  contents: unknown,
  list: Keys,
  { after, value }: { readonly after: number | 'first'; readonly value: unknown },
): Splice {
  const node = nodeAt(contents, list);
  if (node === undefined) {
    // The list itself is new: it becomes the last key of its map.
    return addKey(text, mapAt(contents, list.slice(0, -1)), String(list.at(-1)), [value]);
  }
  if (!isSeq(node) || node.flow === true) {
    throw missing(list, 'list with an item a line');
  }
  const first = itemOf(node, 0, list);
  const column = text.lastIndexOf('-', firstOffset(first)) - startOfLine(text, firstOffset(first));
  const at =
    after === 'first' ? startOfLine(text, firstOffset(first)) : endOfLine(text, lastOffset(itemOf(node, after, list)));
  return { from: at, to: at, text: indented(newYaml([value]), column), column };
}

function itemOf(list: YAMLSeq, position: number, keys: Keys): Node {
  const item: unknown = list.items[position];
  if (!isNode(item)) {
    throw missing([...keys, position], 'item');
  }
  return item;
}

function mapAt(contents: unknown, keys: Keys): YAMLMap {
  const node = nodeAt(contents, keys);
  if (!isMap(node)) {
    throw missing(keys, 'map');
  }
  return node;
}

function nodeAt(contents: unknown, keys: Keys): unknown {
  return keys.reduce<unknown>((node, key) => {
    if (isMap(node)) {
      return node.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.value ?? undefined;
    }
    return isSeq(node) ? node.items[Number(key)] : undefined;
  }, contents);
}

function missing(keys: Keys, what: string): Error {
  return new Error(`there is no ${what} at ${keys.join('.') || 'the top'}`);
}

/** Where the first key or value of a node begins. */
function firstOffset(node: Node): number {
  return node.range![0];
}

/** Behind the last character that belongs to a node, without the comments that follow it. */
function lastOffset(node: Node): number {
  if ((isMap(node) || isSeq(node)) && node.flow !== true) {
    const last = node.items.at(-1);
    const inner: unknown = isMap(node) ? (last as YAMLMap['items'][number] | undefined)?.value : last;
    if (isNode(inner)) {
      return lastOffset(inner);
    }
  }
  return node.range![1];
}

function startOfLine(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function endOfLine(text: string, offset: number): number {
  // A text block ends behind its last line break.
  if (offset > 0 && text[offset - 1] === '\n') {
    return offset;
  }
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

function columnAt(text: string, offset: number): number {
  return offset - startOfLine(text, offset);
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function indented(text: string, column: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(column));
}
