import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createSlugger } from '@docusaurus/utils';
import type { Nodes, Root } from 'mdast';
import { toString } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

const parser = unified().use(remarkParse).use(remarkGfm).freeze();

/** Reads Markdown as any reader of it would: without MDX. */
export function parseMarkdown(markdown: string): Root {
  return parser.parse(markdown);
}

/** What is no Markdown in a text: tags, comments and expressions of MDX, and imports outside of code. */
export function leftovers(tree: Root): string[] {
  const found: string[] = [];
  visit(tree, (node: Nodes) => {
    if (node.type === 'html') {
      found.push(node.value);
    } else if (
      node.type === 'text' &&
      /<\/?[A-Z]\w*[\s/>]|\{\/\*|className=|^(?:import|export) .* from /m.test(node.value)
    ) {
      found.push(node.value);
    }
  });
  return found;
}

/**
 * Links of a Markdown file of the built site that lead nowhere, with anchors.
 *
 * @param build - folder of the built site.
 * @param name - the file below it.
 * @param tree - what stands in the file.
 */
export function brokenLinks(build: string, name: string, tree: Root, caches: Caches = newCaches()): string[] {
  const broken: string[] = [];
  visit(tree, (node: Nodes) => {
    if ((node.type === 'link' || node.type === 'image') && !/^https?:\/\//.test(node.url)) {
      const fault = faultOf(build, node.url, caches);
      if (fault !== undefined) {
        broken.push(`${name}: ${node.url} ${fault}`);
      }
    }
  });
  return broken;
}

/** Anchors of files, read once. */
export type Caches = Map<string, Set<string>>;

/** Nothing read yet. */
export function newCaches(): Caches {
  return new Map();
}

function faultOf(build: string, url: string, caches: Caches): string | undefined {
  if (!url.startsWith('/')) {
    return 'is no absolute path';
  }
  const { pathname: address, hash } = new URL(url, 'http://site.example');
  const anchor = hash === '' ? undefined : hash.slice(1);
  const file = [address, `${address}.html`, path.join(address, 'index.html')].find(
    (candidate) => /\.\w+$/.test(candidate) && existsSync(path.join(build, candidate)),
  );
  if (file === undefined) {
    return 'leads to no file';
  }
  if (anchor === undefined) {
    return undefined;
  }
  const anchors = caches.get(file) ?? anchorsOf(path.join(build, file));
  caches.set(file, anchors);
  return anchors.has(decodeURIComponent(anchor)) ? undefined : 'leads to no anchor';
}

function anchorsOf(file: string): Set<string> {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.html')) {
    return new Set([...text.matchAll(/\sid="?([^\s">]+)/g)].map((match) => match[1]!));
  }
  const slugger = createSlugger();
  const anchors = new Set<string>();
  visit(parseMarkdown(text), 'heading', (heading) => {
    const [, title = '', id] = /^([\s\S]*?)(?:\s\{#([^}]+)\})?$/.exec(toString(heading))!;
    anchors.add(id ?? slugger.slug(title));
  });
  return anchors;
}
