import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Node } from 'yaml';

const SINCE_KEYS = ['since', 'x-since'];
const UNTIL_KEYS = ['until', 'x-until'];

/**
 * Turns a file of facts into the start of the next protocol's: what was gone at the end of the old
 * protocol is dropped, and what held at its end holds from the new one's start, so its date goes.
 *
 * @param text - YAML of a file in `spec/protocol-N/`.
 * @returns YAML with the same layout and comments.
 */
export function openFacts(text: string): string {
  const document = parseDocument(text);
  open(document.contents);
  return document.toString({ lineWidth: 100 });
}

function open(node: Node | null | undefined | unknown): void {
  if (isSeq(node)) {
    node.items = node.items.filter((item) => !hasEnded(item));
    node.items.forEach(open);
  } else if (isMap(node)) {
    node.items = node.items.filter((pair) => !SINCE_KEYS.includes(keyOf(pair.key)) && !hasEnded(pair.value));
    node.items.forEach((pair) => open(pair.value));
  }
}

function hasEnded(node: unknown): boolean {
  return isMap(node) && node.items.some((pair) => UNTIL_KEYS.includes(keyOf(pair.key)));
}

function keyOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}
