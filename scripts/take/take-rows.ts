import { atRelease } from '../../src/facts/at-release.ts';
import { gap } from '../../src/facts/gaps.ts';
import type { ProtocolSpec } from '../../src/facts/protocol-spec.ts';
import type { Release } from '../../src/facts/release.ts';
import type { RestartOutcome } from '../../src/facts/schema/restart-table.ts';
import { rowsAtRelease } from '../../verify/checks/lifecycles/compare.ts';
import type { RowAtRelease } from '../../verify/checks/lifecycles/compare.ts';
import { askedOnce } from './asked-once.ts';
import { editYaml } from './edit-yaml.ts';
import type { Edit } from './edit-yaml.ts';
import { isSameOutcome, outcomeKnown, outcomeSeen } from './row-outcome.ts';
import type { OutcomeSeen } from './row-outcome.ts';
import type { SeenRows } from './seen-rows.ts';
import type { Staging } from './staging.ts';
import { stepsBetween } from './steps-between.ts';
import type { Step } from './steps-between.ts';

/** What is known of the restart table at a release, and at those between it and the newest known one. */
export interface RowsToTake {
  /** The facts of the copy, which have the releases and their messages already. */
  readonly spec: ProtocolSpec;
  readonly base: Release;
  readonly taken: Release;
  readonly seen: SeenRows;
  /** Releases in between, oldest first. */
  readonly between: readonly Release[];
  /** What a release shows of some rows, also the taken one once more; undefined where that cannot be told. */
  seenAt(release: Release, rows: ReadonlySet<string>): Promise<SeenRows | undefined>;
}

/** A row that ends otherwise, and the two releases between which that came. */
export interface WrittenRow {
  readonly id: string;
  /** The last release that is known to end it as before. */
  readonly last: Release;
  readonly since: Release;
  /** Whether no release lies between. */
  readonly exact: boolean;
}

/** What taking the restart table of a release wrote into the copy. */
export interface TakenRows {
  readonly written: readonly WrittenRow[];
  /** What differs and cannot be written, each in a sentence. */
  readonly undecided: readonly string[];
}

/** Writes into the copy which rows of the restart table end otherwise. Their stories are left to a person. */
export async function takeRows(rows: RowsToTake, staging: Staging): Promise<TakenRows> {
  const { spec, base, taken, between } = rows;
  const messages = spec.messages.map(({ value }) => value);
  const outcomeIn = ({ row, outcome }: RowAtRelease, seen: SeenRows | undefined, release: Release) => {
    const observed = seen?.of(row.id);
    return observed === undefined ? undefined : outcomeSeen(outcome, observed, atRelease(messages, release));
  };
  const isKnown = ({ outcome }: RowAtRelease, seen: OutcomeSeen): boolean => isSameOutcome(seen, outcomeKnown(outcome));
  const suspects = rowsAtRelease(spec.restartTable, base).flatMap((known) => {
    const outcome = outcomeIn(known, rows.seen, taken);
    return outcome === undefined || isKnown(known, outcome) ? [] : [{ known, outcome }];
  });
  if (suspects.length === 0) {
    return { written: [], undecided: [] };
  }
  const ids = new Set(suspects.map(({ known }) => known.row.id));
  const seenAt = askedOnce((release: Release) => rows.seenAt(release, ids));
  const releases = [base, ...between, taken];
  const edits: Edit[] = [];
  const written: WrittenRow[] = [];
  const undecided: string[] = [];
  for (const { known, outcome } of suspects) {
    const { id } = known.row;
    const again = outcomeIn(known, await seenAt(taken), taken);
    // One run alone may have met a machine that was too busy.
    if (again === undefined || !isSameOutcome(again, outcome)) {
      undecided.push(`restart table, \`${id}\`: it ended otherwise once, and not when it was performed again.`);
      continue;
    }
    const before = outcomeIn(known, await seenAt(base), base);
    if (before !== undefined && !isKnown(known, before)) {
      undecided.push(
        `restart table, \`${id}\`: the facts differ from ${base} already. Correct them for that release first.`,
      );
      continue;
    }
    const steps = await stepsBetween<OutcomeSeen>({
      from: { release: base, value: outcomeKnown(known.outcome) },
      to: { release: taken, value: outcome },
      between,
      valueAt: async (release) => outcomeIn(known, await seenAt(release), release),
      same: isSameOutcome,
    });
    edits.push(...editsOf(known, steps, spec, releases));
    written.push(
      ...steps.map(({ last, first: since }) => ({
        id,
        last,
        since,
        exact: releases.indexOf(since) === releases.indexOf(last) + 1,
      })),
    );
  }
  const { file } = spec.restartTable;
  staging.write(file, editYaml(staging.read(file), edits));
  return { written, undecided };
}

function editsOf(
  { row, outcome }: RowAtRelease,
  steps: readonly Step<OutcomeSeen>[],
  { restartTable }: ProtocolSpec,
  releases: readonly Release[],
): Edit[] {
  const list = ['rows', restartTable.value.indexOf(row), 'outcomes'];
  const position = row.outcomes.indexOf(outcome);
  const ends = steps.map(({ first }) => releases[releases.indexOf(first) - 1]!);
  return [
    { kind: 'add-key', map: [...list, position], key: 'until', value: ends[0]! },
    ...steps.map(({ value, first }, index): Edit => ({
      kind: 'add-item',
      list,
      after: position,
      value: outcomeRecord(value, outcome, first, ends[index + 1]),
    })),
  ];
}

function outcomeRecord(
  seen: OutcomeSeen,
  before: RestartOutcome,
  since: Release,
  until: Release | undefined,
): Readonly<Record<string, unknown>> {
  const record = {
    ...seen,
    what: gap('the whole story in a sentence or two'),
    todo: before.todo === undefined ? undefined : gap('what the operator does now, or take this line away'),
    since,
    until,
  };
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
