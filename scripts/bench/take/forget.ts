import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, YAMLMap, YAMLSeq } from 'yaml';
import { CHANGES_PAGE, stretchOf } from '../../../src/facts/change-pages.ts';
import { compareReleases, isInSpan, parseRelease } from '../../../src/facts/release.ts';
import type { Release } from '../../../src/facts/release.ts';
import { loadReleases } from '../../../src/facts/releases.ts';
import type { Protocol } from '../../../src/facts/releases.ts';

/**
 * Makes a copy of the project know nothing beyond a release: facts that came later go, ends that came later are open
 * again, and the releases themselves go, with the protocols that came after that of the release.
 *
 * @param root - the folder of the copy.
 * @param release - the newest release that it knows afterwards.
 * @throws Error when no protocol has the release.
 */
export function forgetAfter(root: string, release: Release): void {
  const { protocols } = loadReleases(root);
  const position = protocols.findIndex(
    ({ released, first, last }) => released && isInSpan(release, { since: first, until: last }),
  );
  const protocol = protocols[position];
  if (protocol === undefined) {
    throw new Error(`no protocol in spec/releases.yaml has ${release}`);
  }
  forgetProtocols(root, protocols.slice(0, position), protocol);
  const folder = path.join(root, 'spec', protocol.pathName);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.yaml')) {
      forgetFile(path.join(folder, name), release);
    }
  }
  forgetReferences(folder);
  forgetReleases(path.join(root, 'spec', 'releases.yaml'), release);
  const rules = path.join(root, 'spec', 'behaviors');
  const ofRules = existsSync(rules) ? readdirSync(rules).map((name) => path.join(rules, name)) : [];
  for (const file of [...ofRules, path.join(root, 'spec', 'known-problems.yaml')].filter((name) => existsSync(name))) {
    forgetFile(file, release);
  }
  forgetItems(path.join(root, 'spec', 'breaking-changes.yaml'), 'changes', 'since', release);
  forgetItems(path.join(root, 'spec', 'repaired.yaml'), 'defects', 'repaired', release);
  forgetHeadlines(path.join(root, 'spec', 'headlines.yaml'), release);
  forgetPages(path.join(root, 'docs', CHANGES_PAGE), release);
}

/** The pages of the protocol that is the newest one now are in `docs/` again. */
function forgetProtocols(root: string, later: readonly Protocol[], newest: Protocol): void {
  if (later.length === 0) {
    return;
  }
  const file = path.join(root, 'spec', 'releases.yaml');
  const document = parseDocument(readFileSync(file, 'utf8'));
  const ranges = document.get('protocols') as YAMLSeq;
  ranges.items.splice(0, later.length);
  (ranges.items[0] as YAMLMap).delete('last');
  save(file, document);
  later.forEach(({ pathName }) => rmSync(path.join(root, 'spec', pathName), { recursive: true }));
  rmSync(path.join(root, 'docs'), { recursive: true });
  cpSync(path.join(root, 'versioned_docs', `version-${newest.versionName}`), path.join(root, 'docs'), {
    recursive: true,
  });
}

/** Files that hold nothing any more are removed. */
function forgetFile(file: string, release: Release): void {
  const document = parseDocument(readFileSync(file, 'utf8'));
  const { contents } = document;
  if (isLater(contents, release) || isEmpty(contents, release)) {
    rmSync(file);
    return;
  }
  forget(contents, release);
  dropUnused(document);
  save(file, document);
}

/** Whether the only list of a file would be empty. */
function isEmpty(contents: unknown, release: Release): boolean {
  const list: unknown = isMap(contents) && contents.items.length === 1 ? contents.items[0]!.value : undefined;
  return isSeq(list) && list.items.every((item) => isLater(item, release));
}

function forget(node: unknown, release: Release): void {
  if (isSeq(node)) {
    node.items = node.items.filter((item) => !isLater(item, release));
    node.items.forEach((item) => forget(item, release));
  } else if (isMap(node)) {
    const gone = node.items.filter(({ value }) => isLater(value, release)).map(({ key }) => String(key));
    node.items = node.items.filter(({ key, value }) => !gone.includes(String(key)) && !isOpenEnd(key, value, release));
    node.items.forEach(({ value }) => forget(value, release));
    forgetRequired(node);
  }
}

/** What is no longer a property of an object cannot be asked of it. */
function forgetRequired(node: YAMLMap): void {
  const required: unknown = node.get('required');
  const properties: unknown = node.get('properties');
  if (isSeq(required) && isMap(properties)) {
    required.items = required.items.filter((name) => properties.has(String(name)));
  }
}

function dateOf(node: unknown, keys: readonly string[]): Release | undefined {
  const pair = isMap(node) ? node.items.find(({ key }) => keys.includes(String(key))) : undefined;
  return isScalar(pair?.value) ? parseRelease(String(pair.value.value)) : undefined;
}

function isLater(node: unknown, release: Release): boolean {
  const since = dateOf(node, ['since', 'x-since']);
  return since !== undefined && compareReleases(since, release) > 0;
}

/** An end at the newest release, or behind it, is none. */
function isOpenEnd(key: unknown, value: unknown, release: Release): boolean {
  const until =
    ['until', 'x-until'].includes(String(key)) && isScalar(value) ? parseRelease(String(value.value)) : undefined;
  return until !== undefined && compareReleases(until, release) >= 0;
}

/** Definitions to which nothing leads any more, one after another. */
function dropUnused(document: Document): void {
  const definitions: unknown = document.get('$defs');
  if (!isMap(definitions)) {
    return;
  }
  for (;;) {
    const text = JSON.stringify(document.toJS());
    const unused = definitions.items.find(({ key }) => !text.includes(`"#/$defs/${String(key)}"`));
    if (unused === undefined) {
      break;
    }
    definitions.delete(unused.key);
  }
  if (definitions.items.length === 0) {
    document.delete('$defs');
  }
}

/** Names of commands and flags that are gone stand in no list any more. */
function forgetReferences(folder: string): void {
  const files = (name: string): string[] =>
    readdirSync(path.join(folder, name)).map((file) => path.join(folder, name, file));
  const outputs = files('outputs').map((file) => path.basename(file, '.schema.yaml'));
  const commands = files('commands').map((file) => {
    const document = parseDocument(readFileSync(file, 'utf8'));
    forgetFlagGroups(document);
    if (document.has('output') && !outputs.includes(String(document.get('output')))) {
      document.delete('output');
    }
    save(file, document);
    return String(document.get('command'));
  });
  for (const file of files('messages')) {
    const document = parseDocument(readFileSync(file, 'utf8'));
    for (const message of (document.get('messages') as YAMLSeq).items) {
      const named: unknown = isMap(message) ? message.get('commands') : undefined;
      if (isSeq(named)) {
        named.items = named.items.filter((name) => commands.includes(String(name)));
      }
    }
    save(file, document);
  }
}

function forgetFlagGroups(document: Document): void {
  const groups: unknown = document.get('flagGroups');
  const flags: unknown = document.get('flags');
  if (!isSeq(groups) || !isSeq(flags)) {
    return;
  }
  const names = flags.items.map((flag) => (isMap(flag) ? String(flag.get('name')) : ''));
  for (const group of groups.items) {
    const listed: unknown = isMap(group) ? group.get('flags') : undefined;
    if (isSeq(listed)) {
      listed.items = listed.items.filter((name) => names.includes(String(name)));
    }
  }
  groups.items = groups.items.filter((group) => isMap(group) && (group.get('flags') as YAMLSeq).items.length > 0);
}

function forgetReleases(file: string, release: Release): void {
  const document = parseDocument(readFileSync(file, 'utf8'));
  const tags = document.get('tags') as YAMLSeq;
  tags.items = tags.items.filter((tag) => compareReleases(parseRelease(String(tag))!, release) <= 0);
  forget(document.get('runtimes'), release);
  document.setIn(['protocols', 0, 'verified'], release);
  save(file, document);
}

function forgetItems(file: string, list: string, key: string, release: Release): void {
  if (!existsSync(file)) {
    return;
  }
  const document = parseDocument(readFileSync(file, 'utf8'));
  const items = document.get(list) as YAMLSeq;
  items.items = items.items.filter((item) => {
    const date = dateOf(item, [key]);
    return date === undefined || compareReleases(date, release) <= 0;
  });
  save(file, document);
}

function forgetHeadlines(file: string, release: Release): void {
  const document = parseDocument(readFileSync(file, 'utf8'));
  const headlines = document.get('headlines') as YAMLMap;
  headlines.items = headlines.items.filter(({ key }) => compareReleases(parseRelease(String(key))!, release) <= 0);
  save(file, document);
}

function forgetPages(folder: string, release: Release): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    if (name.replace('.mdx', '') > stretchOf(release).from) {
      rmSync(path.join(folder, name));
    }
  }
}

function save(file: string, document: Document): void {
  writeFileSync(file, document.toString({ lineWidth: 100 }));
}
