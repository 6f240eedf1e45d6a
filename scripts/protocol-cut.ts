import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Document, isMap, isSeq, parseDocument } from 'yaml';
import type { YAMLMap } from 'yaml';
import { CHANGES_PAGE } from '../src/facts/change-pages.ts';
import { parseRelease } from '../src/facts/release.ts';
import type { Release } from '../src/facts/release.ts';
import { loadReleases } from '../src/facts/releases.ts';
import { todosOfCut } from './lib/cut-todos.ts';
import { projectRoot } from './lib/project-root.ts';
import { main, run } from './lib/run.ts';
import { openFacts } from './lib/open-facts.ts';

const USAGE = `npm run protocol:cut -- <number> [--first <tag>]
  <number>        the new protocol's number: one more than the newest
  --first <tag>   git tag of its first release, such as v20260901.101500.0-sha.0123abcd;
                  without it the protocol stands as not released yet`;

await main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { first: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) {
    console.log(USAGE);
    return 0;
  }
  const { next, newest, verified } = readNumber(positionals);
  const firstTag = readFirstTag(values.first);

  // Docusaurus freezes pages and sidebars, and keeps versions.json.
  const frozen = await run('docusaurus', ['docs:version', String(newest)]);
  if (frozen !== 0) {
    return frozen;
  }
  removeOldChanges();
  openNextFacts(newest, next);
  openNextRecordings(newest, next);
  openNextRange(newest, next, firstTag);
  console.log(
    [
      `Protocol ${newest} is frozen: versioned_docs/version-${newest}/, spec/protocol-${newest}/, recordings/protocol-${newest}/.`,
      `Protocol ${next} is open: docs/, spec/protocol-${next}/, recordings/protocol-${next}/.`,
      'To do:',
      ...todosOfCut(projectRoot, { newest, next, pinned: verified }).map((line) => `- ${line}`),
    ].join('\n'),
  );
  return 0;
});

function readNumber(positionals: readonly string[]): { next: number; newest: number; verified: Release } {
  const { number: newest, verified } = loadReleases(projectRoot).protocols[0];
  const [text, ...rest] = positionals;
  const next = Number(text);
  if (rest.length > 0 || !Number.isInteger(next)) {
    throw new Error(USAGE);
  }
  if (next !== newest + 1) {
    throw new Error(`The newest protocol is ${newest}, so the next one is ${newest + 1}, not ${text}.`);
  }
  for (const folder of [`spec/protocol-${next}`, `recordings/protocol-${next}`, `versioned_docs/version-${newest}`]) {
    if (existsSync(path.join(projectRoot, folder))) {
      throw new Error(
        `${folder} exists already: a cut was begun before. Remove it, or undo that cut with git, and run again.`,
      );
    }
  }
  return { next, newest, verified };
}

function readFirstTag(tag: string | undefined): string | undefined {
  if (tag !== undefined && (parseRelease(tag) === undefined || !/^v.*-sha\./.test(tag))) {
    throw new Error(`'${tag}' is no release tag.\n${USAGE}`);
  }
  return tag;
}

/** Half months in which the old protocol changed; the new one gets such a page with its first change. */
function removeOldChanges(): void {
  rmSync(path.join(projectRoot, 'docs', CHANGES_PAGE), { recursive: true, force: true });
}

/** The new protocol starts with the facts that hold at the newest release of the old one, undated. */
function openNextFacts(newest: number, next: number): void {
  const from = path.join(projectRoot, 'spec', `protocol-${newest}`);
  const to = path.join(projectRoot, 'spec', `protocol-${next}`);
  cpSync(from, to, { recursive: true });
  for (const name of readdirSync(to, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.yaml')) {
      const file = path.join(to, name);
      writeFileSync(file, openFacts(readFileSync(file, 'utf8')));
    }
  }
}

/** Recordings are kept until the verifier replaces them; each names the release it was made with. */
function openNextRecordings(newest: number, next: number): void {
  const folder = path.join(projectRoot, 'recordings');
  cpSync(path.join(folder, `protocol-${newest}`), path.join(folder, `protocol-${next}`), { recursive: true });
}

function openNextRange(newest: number, next: number, firstTag: string | undefined): void {
  const file = path.join(projectRoot, 'spec', 'releases.yaml');
  const document = parseDocument(readFileSync(file, 'utf8'));
  const protocols = document.get('protocols');
  const tags = document.get('tags');
  if (!isSeq(protocols) || !isSeq(tags)) {
    throw new Error('spec/releases.yaml has no lists `protocols` and `tags`.');
  }
  const first = firstTag === undefined ? undefined : parseRelease(firstTag);
  const known = tags.items.map(String);
  const before = firstTag === undefined ? known.at(-1) : (known[known.indexOf(firstTag) - 1] ?? known.at(-1));
  (protocols.items[0] as YAMLMap).set('last', parseRelease(before!));
  if (firstTag !== undefined && !known.includes(firstTag)) {
    tags.add(firstTag);
  }
  protocols.items.unshift(
    new Document({
      number: next,
      first: first ?? 'unreleased',
      ...(first && { verified: first }),
      brought: `What protocol ${next} brought is not described yet.`,
    }).contents as never,
  );
  if (!isMap(protocols.items[0])) {
    throw new Error('spec/releases.yaml could not be extended.');
  }
  writeFileSync(file, document.toString({ lineWidth: 0 }));
  console.log(
    `spec/releases.yaml: protocol ${newest} ends with ${parseRelease(before!)}, protocol ${next} is ${first ?? 'not released yet'}.`,
  );
}
