import { tagsInList } from '../../src/facts/newer-releases.ts';
import type { ReleaseChanges } from '../../src/facts/changes.ts';
import { loadProtocolSpec } from '../../src/facts/load.ts';
import type { ProtocolSpec } from '../../src/facts/protocol-spec.ts';
import { compareReleases, shortRelease } from '../../src/facts/release.ts';
import type { Release } from '../../src/facts/release.ts';
import { loadReleases } from '../../src/facts/releases.ts';
import type { Protocol, ReleaseIndex } from '../../src/facts/releases.ts';
import type { Swamp } from '../../verify/check.ts';
import { identifySwamp } from '../../verify/detect.ts';
import type { ProcessGroup, ScratchFactory } from '../../verify/harness/index.ts';
import { detectProtocol } from '../../verify/protocol.ts';
import { detectRuntime } from '../../verify/runtime.ts';
import { editYaml, newYaml } from './edit-yaml.ts';
import type { Edit } from './edit-yaml.ts';
import { editsOfHelp } from './edits-of-help.ts';
import { changesAfter, writeFollowUps } from './follow-ups.ts';
import { planHelp } from './plan-help.ts';
import type { CommandPage, HelpPlan } from './plan-help.ts';
import { Programs } from './programs.ts';
import { readHelp } from './read-help.ts';
import { readHistories } from './read-histories.ts';
import type { HelpSource } from './read-histories.ts';
import { editsOfReleases, RELEASES_FILE } from './releases-file.ts';
import type { Staging } from './staging.ts';

/** Thrown for a release that is not taken; the message says why, and nothing was written. */
export class NotTakenError extends Error {}

/** What is taken, and with what help. */
export interface TakeRequest {
  /** Path of the program, as typed. */
  readonly swamp: string;
  /** Pattern of the paths of programs of other releases. */
  readonly programs?: string | undefined;
  /** A list of tags: what `git ls-remote --tags` prints, or one a line. */
  readonly tags?: string | undefined;
}

/** What a command runs with. */
export interface TakeContext {
  readonly scratches: ScratchFactory;
  readonly processes: ProcessGroup;
  progress(line: string): void;
  /** How long the help of a command may take; as long as one ever takes, when it does not say. */
  helpTimeoutMs?(command: string): number | undefined;
}

/** The program that is taken. */
export type TakenProgram = Pick<Swamp, 'path' | 'version' | 'release' | 'runtime' | 'protocol'>;

/** A release with all that can be asked of it and of those before it. */
export interface ReleaseToTake {
  readonly program: TakenProgram;
  /** The newest release that is known. */
  readonly base: Release;
  /** Tags that the list does not have yet, oldest first, the release's own last. */
  readonly tags: readonly string[];
  /** Programs of other releases. */
  readonly programs: HelpSource;
  /** The help of a command as the release prints it. */
  helpOf(command: string): Promise<CommandPage>;
}

/** What taking the help of a release found and wrote into the copy. */
export interface TakenHelp {
  readonly plan: HelpPlan;
  /** What differs and waits for a person, each in a sentence. */
  readonly undecided: readonly string[];
}

/**
 * Looks at a program before anything is written.
 *
 * @throws {@link NotTakenError} when its release is known, too old, or of another protocol.
 */
export async function releaseToTake(request: TakeRequest, root: string, context: TakeContext): Promise<ReleaseToTake> {
  const index = loadReleases(root);
  const known = newestReleased(index);
  const program = await newProgram(request.swamp, index, known, context);
  return {
    program,
    base: known.last,
    tags: newTags(program, request.tags, known.last),
    programs: new Programs(context, request.programs),
    helpOf: (command) => helpOfTaken(program, command, context),
  };
}

/** Writes into the copy what the help of a release has otherwise than the facts. */
export async function takeHelp(taken: ReleaseToTake, staging: Staging): Promise<TakenHelp> {
  const { program, base, tags, programs, helpOf } = taken;
  const index = loadReleases(staging.root);
  const number = program.protocol.number;
  const spec = specOf(staging, number);
  const releases = tags.map(releaseOfTag);
  const between = releases.slice(0, -1);
  const histories = await readHistories({ spec, base, taken: program.release, between, programs, helpOfTaken: helpOf });
  assertIsSwamp(histories.map(({ steps }) => steps.at(-1)?.value));
  const plan = planHelp(histories, { spec, base, releases: [...index.releases, ...releases] });
  const { edits, created, undecided } = editsOfHelp(plan.models, spec);

  edit(staging, RELEASES_FILE, editsOfReleases({ release: program.release, tags, runtime: program.runtime }, index));
  edits.forEach((some, file) => edit(staging, file, some));
  created.forEach((value, file) => staging.write(file, newYaml(value)));
  return { plan, undecided: [...plan.undecided, ...undecided] };
}

/**
 * Writes into the copy all that follows from its new facts.
 *
 * @returns what the new releases changed, as the facts have it now, newest first.
 */
export function takeChanges({ program, base }: ReleaseToTake, staging: Staging): ReleaseChanges[] {
  const spec = specOf(staging, program.protocol.number);
  const changes = changesAfter(base, spec, staging.root);
  writeFollowUps(changes, spec, staging);
  return changes;
}

/** The facts of the copy, whether or not they wait for words. */
export function specOf(staging: Staging, number: number): ProtocolSpec {
  return loadProtocolSpec(staging.root, number, loadReleases(staging.root), 'when-asked', 'allowed');
}

function edit(staging: Staging, file: string, edits: readonly Edit[]): void {
  if (edits.length > 0) {
    staging.write(file, editYaml(staging.read(file), edits));
  }
}

function newestReleased({ protocols }: ReleaseIndex): Protocol {
  const newest = protocols.find(({ released }) => released);
  if (newest === undefined) {
    throw new NotTakenError('spec/releases.yaml knows no released protocol: there is nothing to compare with.');
  }
  return newest;
}

async function newProgram(
  file: string,
  index: ReleaseIndex,
  known: Protocol,
  context: TakeContext,
): Promise<TakenProgram> {
  const identified = await identifySwamp(file, context);
  const { release } = identified;
  const words = shortRelease(release);
  if (index.tags.has(release)) {
    throw new NotTakenError(
      `Release ${words} is in spec/releases.yaml already. Compare it with: npm run verify -- --swamp <path>`,
    );
  }
  if (compareReleases(release, known.last) < 0) {
    throw new NotTakenError(
      `Release ${words} is older than the newest known, ${shortRelease(known.last)}: only newer ones are taken.`,
    );
  }
  const number = await detectProtocol({ ...context, swamp: identified });
  if (number === undefined) {
    throw new NotTakenError(`'${file} worker connect' did not tell which protocol it speaks, so nothing is taken.`);
  }
  if (number !== known.number) {
    throw new NotTakenError(protocolWords(words, number, index, known));
  }
  const runtime = await detectRuntime({ ...context, swamp: identified });
  return { ...identified, runtime, protocol: known };
}

function protocolWords(release: string, number: number, { protocols }: ReleaseIndex, known: Protocol): string {
  const isNext = number === protocols[0].number + 1;
  const todo = isNext
    ? `Open it first: npm run protocol:cut -- ${number} --first <its first tag>. Then take later releases.`
    : protocols[0].number === number
      ? 'spec/releases.yaml has it as not released yet: name its first release there.'
      : 'That is not the next one: was this program made for somebody else?';
  return `Release ${release} speaks protocol ${number}, and the newest released one is ${known.number}. ${todo}`;
}

/** Tags after the newest known release up to the one that is taken, oldest first. */
function newTags({ release, version }: TakenProgram, list: string | undefined, base: Release): string[] {
  const listed = tagsInList(list ?? '');
  const own = tagsInList(version).get(release) ?? listed.get(release);
  if (own === undefined) {
    throw new NotTakenError(
      `'${version}' names no commit, which its tag needs. Give a list with the tag: --tags <file>.`,
    );
  }
  const before = [...listed].filter(
    ([other]) => compareReleases(other, base) > 0 && compareReleases(other, release) < 0,
  );
  return [...before.sort(([a], [b]) => compareReleases(a, b)).map(([, tag]) => tag), own];
}

/** The release of a tag. */
export function releaseOfTag(tag: string): Release {
  return [...tagsInList(tag).keys()][0]!;
}

async function helpOfTaken(program: TakenProgram, command: string, context: TakeContext): Promise<CommandPage> {
  context.progress(`help of ${shortRelease(program.release)}: ${command}`);
  const scratch = context.scratches.create();
  try {
    return await readHelp(
      { ...context, swamp: program, scratch, timeoutMs: context.helpTimeoutMs?.(command) },
      command,
    );
  } finally {
    scratch.remove();
  }
}

/** A program that knows hardly a command is no release that lost them. */
function assertIsSwamp(last: readonly (CommandPage | undefined)[]): void {
  const gone = last.filter((page) => page === 'no such command').length;
  if (gone * 2 > last.length) {
    throw new NotTakenError(
      `The program knows ${last.length - gone} of ${last.length} commands: that is no swamp with remote execution.`,
    );
  }
}
