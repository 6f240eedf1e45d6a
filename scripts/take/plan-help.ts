import type { HelpPage } from '../../src/facts/help-page.ts';
import type { ProtocolSpec } from '../../src/facts/protocol-spec.ts';
import { compareReleases, isInSpan } from '../../src/facts/release.ts';
import type { Release } from '../../src/facts/release.ts';
import { applyChange, changesOn, modelOf, newModel } from './command-model.ts';
import type { CommandModel, Dates, ElementChange } from './command-model.ts';
import type { Step } from './steps-between.ts';

/** What a program says of a command: its help page, or nothing when it has no such command. */
export type CommandPage = HelpPage | 'no such command';

/** How the help of one command went on after the newest known release. */
export interface CommandHistory {
  readonly command: string;
  /** What the program of the newest known release prints; absent when there is no such program here. */
  readonly before?: CommandPage | undefined;
  /** Oldest first. */
  readonly steps: readonly Step<CommandPage>[];
}

/** A change that was seen on a help page, with the releases between which it happened. */
export interface SeenChange {
  readonly command: string;
  readonly change: ElementChange | { readonly kind: 'came' | 'went'; readonly of: 'command' };
  /** The last release that is known to have it as before. */
  readonly last: Release;
  readonly dates: Dates;
  /** True when the two releases follow each other. */
  readonly exact: boolean;
}

/** The text of a help page reads otherwise, which a person has to judge. */
export interface Rewording {
  readonly command: string;
  readonly flag: string;
  readonly last: Release;
  readonly since: Release;
  readonly before: string;
  readonly after: string;
}

/** What came of the help pages of a program. */
export interface HelpPlan {
  readonly models: readonly CommandModel[];
  readonly changes: readonly SeenChange[];
  readonly rewordings: readonly Rewording[];
  /** What differs and cannot be written, each in a sentence. */
  readonly undecided: readonly string[];
}

/** What is needed to judge histories. */
export interface PlanContext {
  readonly spec: ProtocolSpec;
  /** The newest release that the facts know. */
  readonly base: Release;
  /** All releases, the new ones among them, oldest first. */
  readonly releases: readonly Release[];
}

/** Follows the help of every command through the new releases. Nothing is written. */
export function planHelp(histories: readonly CommandHistory[], context: PlanContext): HelpPlan {
  const plans = histories.map((history) => planCommand(history, context));
  return {
    models: plans.map(({ model }) => model),
    changes: plans.flatMap(({ changes }) => changes),
    rewordings: plans.flatMap(({ rewordings }) => rewordings),
    undecided: plans.flatMap(({ undecided }) => undecided),
  };
}

interface CommandPlan {
  readonly model: CommandModel;
  readonly changes: SeenChange[];
  readonly rewordings: Rewording[];
  readonly undecided: string[];
}

function planCommand({ command, before, steps }: CommandHistory, context: PlanContext): CommandPlan {
  const { spec, base } = context;
  const known = spec.commands.get(command);
  const model = known === undefined ? newModel(spec, command, base) : modelOf(spec, known, base);
  const plan: CommandPlan = { model, changes: [], rewordings: [], undecided: [] };
  if (known !== undefined && !isInSpan(base, known.value)) {
    plan.undecided.push(`\`${command}\` went before ${base} and is there again: write it by hand.`);
    return plan;
  }
  const wrong = wrongBefore(before, model, base);
  wrong.forEach((name) =>
    plan.undecided.push(
      `\`${command}\` ${name}: the facts differ from ${base} already. Correct them for that release first, then this one.`,
    ),
  );
  let present: CommandPage = before ?? 'no such command';
  for (const { last, first, value } of steps) {
    const seen = { command, last, ...datesOf(last, first, context.releases) };
    if (value === 'no such command' || model.until !== undefined) {
      follow(plan, seen, value);
    } else {
      if (known === undefined && model.since === undefined) {
        model.since = first;
        model.group = value.subcommands.length > 0;
        plan.changes.push({ ...seen, change: { kind: 'came', of: 'command' } });
      }
      const changes = changesOn(value, model, first).filter((one) => !wrong.has(nameOf(one)));
      for (const change of changes) {
        applyChange(model, change, seen.dates);
        plan.changes.push({ ...seen, change });
      }
      const written = new Set(changes.map(nameOf));
      plan.rewordings.push(...rewordingsBetween(present, value, seen).filter(({ flag }) => !written.has(flag)));
    }
    present = value;
  }
  return plan;
}

/** A command that went, and one that came back. */
function follow(
  { model, changes, undecided }: CommandPlan,
  seen: Omit<SeenChange, 'change'>,
  value: CommandPage,
): void {
  if (value !== 'no such command') {
    undecided.push(`\`${model.command}\` went and came back with ${seen.dates.since}: write it by hand.`);
  } else if (model.until === undefined) {
    model.until = seen.dates.until;
    changes.push({ ...seen, change: { kind: 'went', of: 'command' } });
  }
}

/** Names of what the facts have otherwise than the release that they are to describe. */
function wrongBefore(before: CommandPage | undefined, model: CommandModel, base: Release): Set<string> {
  return before === undefined || before === 'no such command'
    ? new Set()
    : new Set(changesOn(before, model, base).map(nameOf));
}

/** The flag or argument that a change is about. */
export function nameOf(change: ElementChange): string {
  if (change.kind === 'went') {
    return change.name;
  }
  return change.of === 'flag' ? change.option.name : change.argument.name;
}

/** When a change happened, as files of facts say it: they know no gap between `until` and `since`. */
function datesOf(
  last: Release,
  first: Release,
  releases: readonly Release[],
): { readonly dates: Dates; readonly exact: boolean } {
  const until = releases.findLast((release) => compareReleases(release, first) < 0)!;
  return { dates: { until, since: first }, exact: until === last };
}

function rewordingsBetween(
  before: CommandPage,
  after: HelpPage,
  { command, last, dates }: Pick<SeenChange, 'command' | 'last' | 'dates'>,
): Rewording[] {
  if (before === 'no such command') {
    return [];
  }
  return after.options.flatMap((option) => {
    const text = before.options.find(({ name }) => name === option.name)?.text;
    return text === undefined || text === option.text
      ? []
      : [{ command, flag: option.name, last, since: dates.since, before: text, after: option.text }];
  });
}
