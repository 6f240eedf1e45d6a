import path from 'node:path';
import { shortRelease } from '../../facts/release.ts';
import type { Protocol } from '../../facts/releases.ts';
import type { Pack } from '../../markdown/packs/pack-list.ts';
import { manifestAddress } from '../twins/pack-addresses.ts';
import type { LinkResolver } from '../twins/twin-links.ts';
import { standingInWords } from '../twins/twin.ts';
import type { TwinPage } from '../twins/twin-pages.ts';
import { skillAddresses } from '../../markdown/packs/skill-addresses.ts';

/** The files of a skill, by their paths within its folder. */
export type SkillFiles = ReadonlyMap<string, string>;

/** What the files of a skill are made of. */
export interface SkillSource {
  readonly protocol: Protocol;
  /** All protocols that have a skill, newest first. */
  readonly protocols: readonly Protocol[];
  readonly packs: readonly Pack<TwinPage>[];
  /** Turns an address of the site into one that works from anywhere. */
  readonly absolute: (address: string) => string;
  /** Path below which the site is served, with slashes at both ends. */
  readonly baseUrl: string;
  readonly resolve: LinkResolver;
  /** Writes the Markdown of a page with these links. */
  readonly write: (page: TwinPage, resolve: LinkResolver) => string;
}

/**
 * The folder that an agent installs: an entry file that leads to one list of pages for each task, and
 * the pages. Links between pages lead from file to file, all others to the site.
 */
export function skillFiles(source: SkillSource): SkillFiles {
  const files = new Map<string, string>([['SKILL.md', entryFile(source)]]);
  const pages = new Set(source.packs.flatMap((pack) => pack.pages));
  const fileOf = new Map([...pages].map(({ address }) => [address, pageFile(source.protocol, address)]));
  for (const pack of source.packs) {
    files.set(packFile(pack), listOfPages(source.protocol, pack, fileOf));
  }
  for (const page of pages) {
    files.set(fileOf.get(page.address)!, source.write(page, skillLinks(source, fileOf)));
  }
  return files;
}

function packFile({ id }: { readonly id: string }): string {
  return `references/${id}.md`;
}

/** `references/pages/operators/tokens.md`: as the address of the page, without its protocol. */
function pageFile({ pathName }: Protocol, address: string): string {
  const within = address === `/${pathName}` ? 'overview' : address.replace(`/${pathName}/`, '').replace(/^\//, '');
  return `references/pages/${within}.md`;
}

function skillLinks({ resolve, absolute, baseUrl }: SkillSource, fileOf: ReadonlyMap<string, string>): LinkResolver {
  return (page, url) => {
    const resolved = resolve(page, url);
    if (!resolved.startsWith(baseUrl)) {
      return resolved;
    }
    const address = `/${resolved.slice(baseUrl.length)}`;
    const [, target = '', anchor = ''] = /^([^#]*)(#.*)?$/.exec(address)!;
    const file = fileOf.get(target.replace(/\.md$/, ''));
    if (file === undefined || !target.endsWith('.md')) {
      return absolute(address);
    }
    const from = path.posix.dirname(fileOf.get(page.address)!);
    return `${path.posix.relative(from, file)}${anchor}`;
  };
}

function listOfPages(protocol: Protocol, pack: Pack<TwinPage>, fileOf: ReadonlyMap<string, string>): string {
  const items = pack.pages.map(
    ({ title, description, address }) =>
      `- [${title.replace(/[[\]]/g, '\\$&')}](${path.posix.relative('references', fileOf.get(address)!)}): ${description}`,
  );
  return `${[`# ${pack.title}`, `> ${pack.answers}`, standingInWords(protocol).trim(), items.join('\n')].join('\n\n')}\n`;
}

function entryFile({ protocol, protocols, packs, absolute }: SkillSource): string {
  const { name } = skillAddresses(protocol);
  const range = releasesInWords(protocol);
  const others = protocols.filter((other) => other !== protocol);
  return `---
name: ${name}
description: ${JSON.stringify(descriptionOf(protocol))}
---

# swamp remote execution, protocol ${protocol.number}

The reference for orchestrators (\`swamp serve\`) and workers (\`swamp worker connect\`).
${standingInWords(protocol).trim()}

## When to use it

For questions about remote execution of swamp: setting up, deploying, securing, upgrading and repairing orchestrators and
workers, placing workflow steps on workers, and lines that any of these prints.

Check the release first. \`swamp --version\` prints it: \`swamp 20260822.011157.0-sha.06b61472\` is release
\`20260822.011157.0\`. This skill holds for ${range}. An orchestrator admits a worker
only if both speak the same protocol, and flags, messages and states differ between protocols.${others.map((other) => `\nFor ${releasesInWords(other)} use [protocol ${other.number}](${absolute(skillAddresses(other).archive)}).`).join('')}

## Find the reference by task

Open the list of the task, then only those of its pages that you need.

| To know | Open |
| --- | --- |
${packs.map((pack) => `| ${pack.answers} | [${pack.title}](${packFile(pack)}) |`).join('\n')}

An address of a page, such as \`/${protocol.pathName}/operators/tokens\`, is the file \`references/pages/operators/tokens.md\`. For a line that was
printed, or a name, search all pages: \`grep -rnF 'has been revoked' references/pages\`. In texts of messages \`{name}\` marks a
part that varies.

## Rules

- Releases of one protocol differ. "since" names the first release of which a statement holds, "until" the last one, both
  included. Leave out what is newer than the installation in question, and what was gone before it.
- Quote flags, fields, messages and values exactly as they stand here. What these pages do not say, say that you do not
  know, or run it: the program decides.
- Never ask for a token, and never repeat one.

## More

- [The portal](${absolute('/')}), and [the same pages in packs](${absolute(manifestAddress(protocol))}) of one file for each task.
- [All facts as JSON](${absolute(`/spec/${protocol.pathName}.json`)}).
`;
}

function descriptionOf(protocol: Protocol): string {
  return [
    `Reference for swamp remote execution of ${releasesInWords(protocol)} (protocol ${protocol.number}): swamp serve, swamp worker,`,
    'enrollment tokens, and workflow steps that are placed on workers. Use it to set up, deploy, secure, upgrade or repair',
    'orchestrators and workers of these releases, to write workflows that run on workers, and to explain what they print.',
  ].join(' ');
}

function releasesInWords({ released, ended, first, last }: Protocol): string {
  if (!released) {
    return 'releases that are still to come';
  }
  return ended
    ? `releases ${shortRelease(first)} to ${shortRelease(last)}`
    : `releases ${shortRelease(first)} and later`;
}
