import type { ElementContent, RootContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import bash from 'refractor/bash';
import { refractor } from 'refractor/core';
import docker from 'refractor/docker';
import ini from 'refractor/ini';
import json from 'refractor/json';
import nginx from 'refractor/nginx';
import systemd from 'refractor/systemd';
import yaml from 'refractor/yaml';

for (const grammar of [bash, docker, ini, json, nginx, systemd, yaml]) {
  refractor.register(grammar);
}

/** Languages that have no colors: what a program printed, keys to press, and plain text. */
const PLAIN = new Set(['output', 'keys', 'text']);

/**
 * What a kind of token, as Prism names it, looks like: a class of `src/css/code.css`. The first one
 * that matches counts, and a kind that is not here looks like plain text.
 */
const LOOKS: readonly (readonly [look: string, kinds: readonly string[]])[] = [
  ['c', ['comment']],
  ['s', ['string', 'attr-value', 'char']],
  ['n', ['number', 'boolean', 'constant']],
  ['k', ['keyword', 'atrule', 'property', 'key', 'attr-name']],
  ['f', ['function', 'builtin', 'variable', 'parameter']],
  ['p', ['punctuation', 'operator']],
];

/**
 * Colors code while the site is built, so that a reader loads no program for it.
 *
 * @param code - the text of a block.
 * @param language - the word behind its fence.
 * @returns HTML whose text is exactly `code`.
 * @throws Error when no such language is known.
 */
export function highlight(code: string, language: string): string {
  if (PLAIN.has(language)) {
    return toHtml({ type: 'text', value: code });
  }
  if (!refractor.registered(language)) {
    const known = [...PLAIN, ...refractor.listLanguages()].sort().join(', ');
    throw new Error(
      `There is no language "${language}" for code. Known: ${known}; src/markdown/code/highlight.ts adds another.`,
    );
  }
  return toHtml(refractor.highlight(code, language).children.flatMap((node) => leanNodes(node, undefined)));
}

/** Keeps an element only where the look changes. */
function leanNodes(node: RootContent, outer: string | undefined): ElementContent[] {
  if (node.type === 'text') {
    return [node];
  }
  if (node.type !== 'element') {
    return [];
  }
  const look = lookOf(node.properties.className as string[]) ?? outer;
  const children = node.children.flatMap((child) => leanNodes(child, look));
  return look === outer
    ? children
    : [{ type: 'element', tagName: 'span', properties: { className: [look!] }, children }];
}

function lookOf(kinds: readonly string[]): string | undefined {
  return LOOKS.find(([, names]) => names.some((name) => kinds.includes(name)))?.[0];
}
