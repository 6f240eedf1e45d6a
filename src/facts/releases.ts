import { existsSync } from 'node:fs';
import path from 'node:path';
import { compareReleases, isInSpan, parseRelease, UNRELEASED } from './release.ts';
import type { Release } from './release.ts';
import { releasesFileSchema } from './schema/releases.ts';
import type { ProtocolRange, ReleasesFile } from './schema/releases.ts';
import { SpecError } from './spec-error.ts';
import type { SpecFault } from './spec-error.ts';
import { parseWith, readYaml } from './yaml-source.ts';
import type { YamlSource } from './yaml-source.ts';

/** A protocol with everything that pages and addresses derive from its number. */
export interface Protocol {
  readonly number: number;
  /** False while no release speaks it; then `first`, `last` and `verified` are {@link UNRELEASED}. */
  readonly released: boolean;
  readonly first: Release;
  /** Last known release that speaks it. */
  readonly last: Release;
  /** True when no later release may still come: another protocol followed. */
  readonly ended: boolean;
  /** The release against which its pages are proven. */
  readonly verified: Release;
  readonly brought: string;
  /** Name of the version for Docusaurus: `current` for the newest, else the number. */
  readonly versionName: string;
  /** First part of its addresses: `protocol-4`. */
  readonly pathName: string;
  /** `Protocol 4` */
  readonly label: string;
}

/** The list of protocols and releases, newest protocol first. */
export interface ReleaseIndex {
  readonly protocols: readonly [Protocol, ...Protocol[]];
  /** All known releases, oldest first. */
  readonly releases: readonly Release[];
  /** Git tag of each release. */
  readonly tags: ReadonlyMap<Release, string>;
  /** What the releases were compiled with, such as `deno 2.8.3`. */
  readonly runtimes: readonly RuntimeSpan[];
}

/** A runtime with the releases that were compiled with it. */
export type RuntimeSpan = ReleasesFile['runtimes'][number];

/**
 * Loads `spec/releases.yaml`.
 *
 * @param root - the project's folder.
 * @throws {@link SpecError} when the file is missing or contradicts itself.
 */
export function loadReleases(root: string): ReleaseIndex {
  const file = path.join(root, 'spec', 'releases.yaml');
  if (!existsSync(file)) {
    throw new SpecError([{ file: 'spec/releases.yaml', message: 'the file is missing' }]);
  }
  return buildReleaseIndex(readYaml(root, file));
}

/** As {@link loadReleases}, from an already parsed file. */
export function buildReleaseIndex(source: YamlSource): ReleaseIndex {
  const file = parseWith(source, releasesFileSchema);
  const tags = new Map(file.tags.map((tag) => [parseRelease(tag)!, tag] as const));
  const releases = [...tags.keys()];
  const faults = [
    ...faultsOfOrder(source, releases, file.tags.length),
    ...faultsOfRanges(source, file.protocols, releases),
    ...faultsOfRuntimes(source, file.runtimes, releases),
  ];
  if (faults.length > 0) {
    throw new SpecError(faults);
  }
  const protocols = file.protocols.map((range, index) => toProtocol(range, index === 0, releases));
  return { protocols: protocols as [Protocol, ...Protocol[]], releases, tags, runtimes: file.runtimes };
}

function faultsOfOrder(source: YamlSource, releases: readonly Release[], count: number): SpecFault[] {
  const faults: SpecFault[] = [];
  if (releases.length !== count) {
    faults.push({ file: source.file, line: source.lineOf(['tags']), message: 'a release is listed twice' });
  }
  releases.forEach((release, index) => {
    const previous = releases[index - 1];
    if (previous !== undefined && compareReleases(previous, release) >= 0) {
      faults.push({
        file: source.file,
        line: source.lineOf(['tags', index]),
        message: `${release} stands after ${previous} but is older`,
      });
    }
  });
  return faults;
}

function faultsOfRanges(
  source: YamlSource,
  ranges: readonly ProtocolRange[],
  releases: readonly Release[],
): SpecFault[] {
  return ranges.flatMap((range, index) => {
    const problems = [
      ...problemsOfReleases(range, releases),
      ...problemsOfStanding(range, index === 0),
      ...problemsOfNeighbor(range, ranges[index - 1], releases),
    ];
    return problems.map(([key, message]) => ({
      file: source.file,
      line: source.lineOf(['protocols', index, key]),
      message,
    }));
  });
}

/** Where runtimes are named at all, every release has exactly one. */
function faultsOfRuntimes(
  source: YamlSource,
  runtimes: readonly RuntimeSpan[],
  releases: readonly Release[],
): SpecFault[] {
  const wrong = runtimes.length === 0 ? undefined : releases.find((release) => spansOf(runtimes, release).length !== 1);
  return wrong === undefined
    ? []
    : [
        {
          file: source.file,
          line: source.lineOf(['runtimes']),
          message: `${wrong} has ${spansOf(runtimes, wrong).length} runtimes: the spans must cover every release once`,
        },
      ];
}

function spansOf(runtimes: readonly RuntimeSpan[], release: Release): RuntimeSpan[] {
  return runtimes.filter((span) => isInSpan(release, span));
}

/** What a release was compiled with; undefined for one that is newer than all that is known. */
export function runtimeOf({ runtimes, releases }: ReleaseIndex, release: Release): string | undefined {
  return compareReleases(release, releases.at(-1)!) > 0 ? undefined : spansOf(runtimes, release)[0]?.runtime;
}

/** What is wrong with a range, and under which of its keys. */
type RangeProblem = readonly [key: keyof ProtocolRange, message: string];

function problemsOfReleases(range: ProtocolRange, releases: readonly Release[]): RangeProblem[] {
  return (['first', 'last', 'verified'] as const).flatMap((key): RangeProblem[] => {
    const release = range[key];
    const known = release === undefined || release === 'unreleased' || releases.includes(release);
    return known ? [] : [[key, `${release} is not in the list of tags`]];
  });
}

function problemsOfStanding(range: ProtocolRange, newest: boolean): RangeProblem[] {
  const problems: RangeProblem[] = [];
  if ((range.last === undefined) !== newest) {
    problems.push(['number', 'the newest protocol, listed first, has no `last`; every other one has']);
  }
  if (range.first === 'unreleased') {
    if (!newest || range.verified !== undefined) {
      problems.push(['first', 'only the newest protocol can be unreleased, and nothing can be verified against it']);
    }
  } else if (range.verified === undefined) {
    problems.push(['number', `protocol ${range.number} names no 'verified' release`]);
  } else if (!isInSpan(range.verified, { since: range.first, until: range.last })) {
    problems.push(['verified', `${range.verified} does not speak protocol ${range.number}`]);
  }
  return problems;
}

/** Ranges follow each other without a gap, in numbers and in releases. */
function problemsOfNeighbor(
  range: ProtocolRange,
  newer: ProtocolRange | undefined,
  releases: readonly Release[],
): RangeProblem[] {
  if (newer === undefined) {
    return [];
  }
  if (newer.number !== range.number + 1) {
    return [
      ['number', `protocol ${range.number} is listed after ${newer.number}: list them newest first, without a gap`],
    ];
  }
  const position = range.last === undefined ? -1 : releases.indexOf(range.last);
  const following = releases[position + 1];
  const expected = newer.first === 'unreleased' ? undefined : newer.first;
  return position === -1 || following === expected
    ? []
    : [
        [
          'last',
          `the release after ${range.last} is ${following ?? 'none'}, but protocol ${newer.number} starts at ${newer.first}`,
        ],
      ];
}

function toProtocol(range: ProtocolRange, newest: boolean, releases: readonly Release[]): Protocol {
  const released = range.first !== 'unreleased';
  return {
    number: range.number,
    released,
    first: released ? (range.first as Release) : UNRELEASED,
    last: released ? (range.last ?? releases[releases.length - 1]!) : UNRELEASED,
    ended: !newest,
    verified: range.verified ?? UNRELEASED,
    brought: range.brought,
    versionName: newest ? 'current' : String(range.number),
    pathName: `protocol-${range.number}`,
    label: `Protocol ${range.number}`,
  };
}

/** The protocol with a number, or an error that lists the known ones. */
export function protocolByNumber(index: ReleaseIndex, number: number): Protocol {
  const protocol = index.protocols.find((candidate) => candidate.number === number);
  if (protocol === undefined) {
    const known = index.protocols.map((candidate) => candidate.number).join(', ');
    throw new Error(`There is no protocol ${number} in spec/releases.yaml. Known: ${known}.`);
  }
  return protocol;
}
