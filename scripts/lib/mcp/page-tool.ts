import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createSlugger } from '@docusaurus/utils';
import type { Heading } from 'mdast';
import { toString } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Protocol } from '../../../src/facts/releases.ts';
import { nearestPage } from '../../../src/tools/versions/nearest-page.ts';
import { readBuiltSite } from '../../deploy/built-site.ts';
import { meantProtocol, shown } from './asked-protocol.ts';
import type { AskedVersion } from './asked-protocol.ts';
import type { Sources } from './sources.ts';

/** No address of the site is longer. */
const LONGEST_ADDRESS = 500;

const parser = unified().use(remarkParse).use(remarkGfm).freeze();

/**
 * Gives the Markdown of a page of the built site. Only what the site lists as its pages is read,
 * whatever the address says.
 *
 * @throws Error that says which page is near, when there is none of that address.
 */
export function pageTool(
  { root, build }: Sources,
  { page, ...version }: AskedVersion & { readonly page: string },
): Promise<string> {
  const meant = meantProtocol(root, version);
  const { baseUrl, files } = readBuiltSite(build);
  const pages = new Set(
    files.filter((file) => file.endsWith('.md') && !file.startsWith('skills/')).map((file) => file.slice(0, -3)),
  );
  const { address, anchor } = addressIn(page, baseUrl);
  if (files.includes(`${address}.html`) && !pages.has(address) && address !== '404') {
    throw new Error(`'/${address}' works only in a browser. The tools search, explain and match do the same here.`);
  }
  const found = knownPage(address, pages, meant.protocol, meant.isNamed);
  const text = readFileSync(path.join(build, `${found}.md`), 'utf8');
  const section = anchor === '' ? undefined : sectionOf(text, anchor);
  const front = [
    `Address: ${baseUrl}${found}${section === undefined ? '' : `#${anchor}`}`,
    ...(meant.note === undefined ? [] : [meant.note]),
    ...(anchor !== '' && section === undefined
      ? [`The Markdown has no heading '#${shown(anchor)}': here is the whole page.`]
      : []),
  ];
  return Promise.resolve(`${front.join('\n')}\n\n---\n\n${section ?? text}`);
}

/** An address without host, base, ending and the slash at its end; the anchor apart. */
function addressIn(text: string, baseUrl: string): { readonly address: string; readonly anchor: string } {
  if (text.trim() === '') {
    throw new Error('No page is named. Give an address such as /protocol-4/operators/tokens; search finds them.');
  }
  if (text.length > LONGEST_ADDRESS) {
    throw new Error(`'${shown(text)}' is no address of a page: it is too long. search finds pages by words.`);
  }
  const path = text.trim().replace(/^https?:\/\/[^/?#]*/i, '');
  const [, named = '', anchor = ''] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/.exec(path) ?? [];
  const inSite = named.startsWith(baseUrl) ? named.slice(baseUrl.length) : named;
  return { address: inSite.replace(/^\/+|\/+$/g, '').replace(/\.(?:md|html)$/, ''), anchor };
}

function knownPage(address: string, pages: ReadonlySet<string>, protocol: Protocol, isNamed: boolean): string {
  const [, number] = /^protocol-(\d+)(?:\/|$)/.exec(address) ?? [];
  if (number !== undefined && isNamed && Number(number) !== protocol.number) {
    throw new Error(
      `'${shown(address)}' is a page of protocol ${number}, and protocol ${protocol.number} is asked about. Give the path without 'protocol-${number}/', or no protocol and no release.`,
    );
  }
  const within = address.replace(/^(?:latest|protocol-\d+)(?:\/|$)/, '');
  const version = number === undefined ? protocol.pathName : `protocol-${number}`;
  const inVersion = within === '' ? version : `${version}/${within}`;
  const found = [inVersion, address].find((candidate) => pages.has(candidate));
  if (found === undefined) {
    throw new Error(`There is no page '${shown(address)}'. ${nearIn(pages, version, within)}`);
  }
  return found;
}

/** Where a page that is not there may be meant: in another protocol, or near it in the same one. */
function nearIn(pages: ReadonlySet<string>, version: string, within: string): string {
  const others = [...pages].filter((page) => /^protocol-\d+\//.test(page) && page.endsWith(`/${within}`));
  const start = `${version}/`;
  const own = [...pages].filter((page) => page.startsWith(start)).map((page) => page.slice(start.length));
  const near = nearestPage(within, own);
  return [
    ...others.map((page) => `Another protocol has it: /${page}.`),
    ...(near === undefined ? [] : [`Nearest: /${start}${near}.`]),
    'search finds pages by words.',
  ].join(' ');
}

/** The part of a page below a heading, or nothing when no heading has that anchor. */
function sectionOf(text: string, anchor: string): string | undefined {
  const slugger = createSlugger();
  const headings = parser.parse(text).children.filter((node): node is Heading => node.type === 'heading');
  const anchors = headings.map((heading) => {
    const words = toString(heading).trim();
    return / ?\{#(\S+)\}$/.exec(words)?.[1] ?? slugger.slug(words);
  });
  const first = anchors.indexOf(anchor);
  if (first === -1) {
    return undefined;
  }
  const { depth, position } = headings[first]!;
  const next = headings.slice(first + 1).find((heading) => heading.depth <= depth);
  return `${text.slice(position!.start.offset, next?.position?.start.offset).trimEnd()}\n`;
}
