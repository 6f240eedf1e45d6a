import { isInSpan } from '../../src/facts/release.ts';
import type { Release } from '../../src/facts/release.ts';
import { WHOLE_GROUPS } from '../../src/facts/help-differences.ts';
import type { ProtocolSpec } from '../../src/facts/protocol-spec.ts';
import { runAtMost } from '../../verify/stage/pool.ts';
import { changesOn, modelOf } from './command-model.ts';
import type { CommandHistory, CommandPage } from './plan-help.ts';
import { stepsBetween } from './steps-between.ts';

/** More programs at once only make each slower on a small machine. */
const AT_ONCE = 2;

/** Where the help of releases comes from. */
export interface HelpSource {
  /** Whether a release can be asked. */
  has(release: Release): boolean;
  /** The help of a command as a release prints it; undefined when the release turns out to be of no use. */
  helpOf(release: Release, command: string): Promise<CommandPage | undefined>;
  /** Path of the program of a release; undefined when there is none, or none of use. */
  programOf(release: Release): Promise<string | undefined>;
  /** Releases whose program is of no use, and why. */
  readonly unfit: ReadonlyMap<Release, string>;
}

/** What is needed to follow the help of commands from the newest known release to the one that is taken. */
export interface HistoryContext {
  readonly spec: ProtocolSpec;
  /** The newest release that the facts know. */
  readonly base: Release;
  readonly taken: Release;
  /** Releases in between, oldest first. */
  readonly between: readonly Release[];
  /** Tells of these releases, and of the newest known one, as far as it can. */
  readonly programs: HelpSource;
  /** The help of a command as the taken release prints it. */
  helpOfTaken(command: string): Promise<CommandPage>;
}

/** What the facts stand for where no program of the newest known release is at hand. */
const FACTS = 'what the facts say';

/**
 * Reads the help of every command that the facts describe, and of those that came in the groups that they describe
 * whole, and finds the releases at which it became otherwise.
 */
export async function readHistories(context: HistoryContext): Promise<CommandHistory[]> {
  const histories: CommandHistory[] = [];
  const { spec, base } = context;
  const known = [...spec.commands.values()]
    .filter(({ value }) => isInSpan(base, value))
    .map(({ value }) => value.command);
  let next: readonly string[] = known;
  const asked = new Set<string>();
  while (next.length > 0) {
    next.forEach((command) => asked.add(command));
    const found: string[] = [];
    const jobs = next.map(
      (command) => async () => readHistory(command, context).catch((error: unknown) => asError(error)),
    );
    for await (const result of runAtMost(AT_ONCE, jobs)) {
      if (result instanceof Error) {
        throw result;
      }
      histories.push(result.history);
      found.push(...result.subcommands);
    }
    next = [...new Set(found)].filter((command) => !asked.has(command));
  }
  // In the order of the files, whichever program answered first.
  const order = [...asked];
  return histories.sort((a, b) => order.indexOf(a.command) - order.indexOf(b.command));
}

/** A job of the pool turns its failure into a result. */
function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

async function readHistory(
  command: string,
  context: HistoryContext,
): Promise<{ readonly history: CommandHistory; readonly subcommands: readonly string[] }> {
  const { spec, base, taken, between, programs } = context;
  const page = await context.helpOfTaken(command);
  const known = spec.commands.get(command);
  const isKnown = known !== undefined && isInSpan(base, known.value);
  const before = isKnown ? await programs.helpOf(base, command) : 'no such command';
  const steps = await stepsBetween<CommandPage | typeof FACTS>({
    from: { release: base, value: before ?? FACTS },
    to: { release: taken, value: page },
    between: between.filter((release) => programs.has(release)),
    valueAt: (release) => programs.helpOf(release, command),
    same: (a, b) => (a === FACTS ? agreesWithFacts(b as CommandPage, command, context) : isSamePage(a, b)),
  });
  return {
    history: { command, before, steps: steps.map((step) => ({ ...step, value: step.value as CommandPage })) },
    subcommands: subcommandsOf(command, page, context),
  };
}

function agreesWithFacts(page: CommandPage, command: string, { spec, base, taken }: HistoryContext): boolean {
  const known = spec.commands.get(command)!;
  return page !== 'no such command' && changesOn(page, modelOf(spec, known, base), taken).length === 0;
}

function isSamePage(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Subcommands of a group that is described whole, and of a command that came in one. */
function subcommandsOf(command: string, page: CommandPage, { spec }: HistoryContext): string[] {
  const isWhole = WHOLE_GROUPS.includes(command) || !spec.commands.has(command);
  return page === 'no such command' || !isWhole ? [] : page.subcommands.map((name) => `${command} ${name}`);
}
