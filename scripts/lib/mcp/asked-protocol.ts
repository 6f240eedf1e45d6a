import { cachedReleases } from '../../../src/facts/cache.ts';
import { shortRelease } from '../../../src/facts/release.ts';
import type { Release } from '../../../src/facts/release.ts';
import type { Protocol, ReleaseIndex } from '../../../src/facts/releases.ts';
import { standingOf } from '../../../src/facts/standing.ts';
import { findRelease } from '../../../src/tools/reading/find-releases.ts';

/** What a client says about the installation that it asks about. */
export interface AskedVersion {
  readonly protocol?: string | number | undefined;
  readonly release?: string | undefined;
}

/** The protocol that is meant, and how that is known. */
export interface MeantProtocol {
  readonly protocol: Protocol;
  /** True when the client named it, or a release of it. */
  readonly isNamed: boolean;
  readonly release?: Release;
  /** What a reader of that release has to know. */
  readonly note?: string;
}

/** More of what a client wrote is not shown back to it. */
const LONGEST_SHOWN = 60;

/**
 * The protocol that a client asks about.
 *
 * @throws Error that says what to give, when protocol or release are none or contradict each other.
 */
export function meantProtocol(root: string, { protocol: number, release: text }: AskedVersion): MeantProtocol {
  const index = cachedReleases(root);
  const named = number === undefined ? undefined : protocolNamed(index, String(number));
  if (text === undefined) {
    const newest = index.protocols.find(({ released }) => released) ?? index.protocols[0];
    return { protocol: named ?? newest, isNamed: named !== undefined };
  }
  const release = releaseIn(text, index);
  const standing = standingOf({ protocols: index.protocols, tags: index.tags }, release);
  if (standing.kind === 'before-remote-execution') {
    const first = shortRelease(index.protocols.at(-1)!.first);
    throw new Error(`${shortRelease(release)} has no remote execution: ${first} is the first release with it.`);
  }
  if (named !== undefined && named.number !== standing.protocol.number && standing.kind !== 'newer-than-known') {
    throw new Error(
      `${shortRelease(release)} speaks protocol ${standing.protocol.number}, not ${named.number}. Give only the release.`,
    );
  }
  const protocol = named ?? standing.protocol;
  return { protocol, isNamed: true, release, note: noteOn(release, standing.kind, protocol) };
}

function protocolNamed({ protocols }: ReleaseIndex, text: string): Protocol {
  const number = /^\s*(?:protocol[ -]?)?(\d{1,4})\s*$/i.exec(text)?.[1];
  const protocol = protocols.find((candidate) => candidate.number === Number(number));
  if (protocol === undefined) {
    const known = protocols.map((candidate) => candidate.number).join(', ');
    throw new Error(`There is no protocol '${shown(text)}'. Known: ${known}.`);
  }
  return protocol;
}

function releaseIn(text: string, { protocols }: ReleaseIndex): Release {
  const found = findRelease(text.slice(0, 10_000));
  const example = `A release looks like ${shortRelease(protocols.find(({ released }) => released)!.verified)}: what \`swamp --version\` prints.`;
  switch (found.kind) {
    case 'release':
      return found.release;
    case 'several':
      throw new Error(
        `'${shown(text)}' names several releases: ${found.releases.map(shortRelease).join(', ')}. Give one.`,
      );
    case 'almost':
      throw new Error(
        found.lacks === 'time'
          ? `'${found.text}' is a date; a release also has a time, and several came on one day. ${example}`
          : `'${shown(found.text)}' is no date and time. ${example}`,
      );
    default:
      throw new Error(`'${shown(text)}' is no release. ${example}`);
  }
}

function noteOn(release: Release, standing: 'known' | 'unlisted' | 'newer-than-known', protocol: Protocol): string {
  const name = shortRelease(release);
  const spoken = {
    known: `${name} speaks protocol ${protocol.number}.`,
    unlisted: `${name} is no known release; by its date it speaks protocol ${protocol.number}.`,
    'newer-than-known': `${name} is newer than ${shortRelease(protocol.last)}, the newest release known here: it may speak a later protocol than ${protocol.number}.`,
  }[standing];
  return `${spoken} Leave out what is "since" a later release, or "until" an earlier one.`;
}

/** The beginning of what a client wrote, fit to be shown in a sentence. */
export function shown(text: string): string {
  const beginning = [...text.slice(0, LONGEST_SHOWN * 2)].slice(0, LONGEST_SHOWN).join('');
  const visible = beginning.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return visible.length < text.length ? `${visible}…` : visible;
}
