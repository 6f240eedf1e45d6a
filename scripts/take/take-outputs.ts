import type { ProtocolSpec } from '../../src/facts/protocol-spec.ts';
import type { Release } from '../../src/facts/release.ts';
import { editsOfOutputs } from './edits-of-outputs.ts';
import type { DatedOutputChange } from './edits-of-outputs.ts';
import { editYaml } from './edit-yaml.ts';
import { keyOfChange, outputChangesIn } from './output-changes.ts';
import type { OutputChange } from './output-changes.ts';
import type { SeenOutputs } from './seen-outputs.ts';
import type { Staging } from './staging.ts';
import { stepsBetween } from './steps-between.ts';
import type { Step } from './steps-between.ts';

/** What is known of the outputs of a release, and of those between it and the newest known one. */
export interface OutputsToTake {
  /** The facts of the copy, which have the releases already. */
  readonly spec: ProtocolSpec;
  readonly base: Release;
  readonly taken: Release;
  readonly seen: SeenOutputs;
  /** Releases in between, oldest first. */
  readonly between: readonly Release[];
  /** What another release prints; undefined where that cannot be told. */
  seenAt(release: Release): Promise<SeenOutputs | undefined>;
}

/** What taking the outputs of a release wrote into the copy. */
export interface TakenOutputs {
  readonly written: readonly DatedOutputChange[];
  /** What differs and waits for a person, each in a sentence. */
  readonly undecided: readonly string[];
}

/** Writes into the copy which fields and values of JSON outputs came and went. */
export async function takeOutputs(outputs: OutputsToTake, staging: Staging): Promise<TakenOutputs> {
  const { spec } = outputs;
  const { edits, written, undecided } = editsOfOutputs(await datedChanges(outputs), spec);
  edits.forEach((some, file) => staging.write(file, editYaml(staging.read(file), some)));
  return { written, undecided };
}

/** The changes of one release, by what tells them from others. */
type Changes = ReadonlyMap<string, OutputChange>;

async function datedChanges({ spec, base, taken, seen, between, seenAt }: OutputsToTake): Promise<DatedOutputChange[]> {
  const changesAt = (outputs: SeenOutputs, release: Release): Changes =>
    new Map(outputChangesIn(outputs, spec, release).map((change) => [keyOfChange(change), change]));
  const steps = await stepsBetween<Changes>({
    from: { release: base, value: new Map() },
    to: { release: taken, value: changesAt(seen, taken) },
    between,
    valueAt: async (release) => {
      const outputs = await seenAt(release);
      return outputs?.whole === true ? changesAt(outputs, release) : undefined;
    },
    same: (a, b) => a.size === b.size && [...a.keys()].every((key) => b.has(key)),
  });
  const known = [base, ...between, taken];
  const keys = new Set(steps.flatMap(({ value }) => [...value.keys()]));
  return [...keys].map((key) => dated(key, steps, known));
}

function dated(key: string, steps: readonly Step<Changes>[], releases: readonly Release[]): DatedOutputChange {
  const { last, first: since } = steps.find(({ value }) => value.has(key))!;
  // What is seen before and after a release was there in between, also where that one did not show it.
  const newest = steps.findLastIndex(({ value }) => value.has(key));
  const change = steps[newest]!.value.get(key)!;
  const exact = releases.indexOf(since) === releases.indexOf(last) + 1;
  return { change, last, since, until: steps[newest + 1]?.last, exact };
}
