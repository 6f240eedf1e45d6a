import type { ProtocolSpec } from '../src/facts/protocol-spec.ts';
import type { Release } from '../src/facts/release.ts';
import type { Protocol } from '../src/facts/releases.ts';
import type { RowObservation } from './checks/lifecycles/observation.ts';
import type { ProcessGroup } from './harness/process-group.ts';
import type { ScratchFactory } from './harness/scratch.ts';
import type { Recorder } from './record/recorder.ts';
import type { Seen } from './seen.ts';

/** Every check, in the order in which they run: the quick ones first. */
export const CHECK_NAMES = [
  'help',
  'outputs',
  'messages',
  'lifecycles',
  'walkthrough',
  'placement',
  'behaviors',
  'inside',
  'recordings',
  'network',
] as const;

export type CheckName = (typeof CHECK_NAMES)[number];

/** The program that is verified. */
export interface Swamp {
  /** Absolute path of the executable. */
  readonly path: string;
  /** What `--version` printed. */
  readonly version: string;
  readonly release: Release;
  readonly protocol: Protocol;
  /** What it runs on, as `deno 2.8.3`; undefined when it does not tell. */
  readonly runtime?: string | undefined;
}

/** What every check is given. */
export interface VerifyContext {
  /** The project's folder. */
  readonly root: string;
  readonly swamp: Swamp;
  /** Programs of other releases, given with `--other-swamp`. */
  readonly otherSwamps: readonly Swamp[];
  /** Facts of the program's protocol; filter them by `swamp.release` before use. */
  readonly spec: ProtocolSpec;
  /** Makes scratch folders, which are removed at the end whatever happens. */
  readonly scratches: ScratchFactory;
  /** Every process that was started, so that none outlives the verifier. */
  readonly processes: ProcessGroup;
  /** Tells the person who waits what happens now. */
  progress(line: string): void;
  /** Patterns of the procedure pages to perform, from `--pages`; all pages when absent. */
  readonly pages?: readonly string[] | undefined;
  /** How many generated workflows `placement` runs, and the number that they are generated from. */
  readonly placement: { readonly cases: number; readonly seed: number };
  /** Scenarios of `behaviors` to play, from `--scenarios`; all when absent. */
  readonly scenarios?: readonly string[] | undefined;
  /** Scenes of `recordings` and `network` to play, from `--scenes`; all when absent. */
  readonly scenes?: readonly string[] | undefined;
  /** Listens to all that the program prints. */
  readonly hearing?: MessageHearing | undefined;
  /** Present with `--record`. */
  readonly recorder?: Recorder | undefined;
  /** Present when a release is taken. */
  readonly outputs?: OutputObserver | undefined;
  /** Present when a release is taken. */
  readonly messages?: MessageObserver | undefined;
  /** Present when a release is taken. */
  readonly rows?: RowObserver | undefined;
  /** Present when a release is taken. */
  readonly behaviors?: BehaviorObserver | undefined;
}

/** Is told which check runs, so that what the program prints counts for it. */
interface MessageHearing {
  during(check: CheckName): void;
}

/** Is told what the program prints with `--json`, whether or not the facts have it so. */
export interface OutputObserver {
  /** @param output - name of the output: `worker-list`. */
  seen(output: string, value: unknown): void;
  /** A story ended before its end: what it would have shown was not seen. */
  brokeOff(story: string): void;
}

/** Is told what was seen when messages were provoked, whether or not the facts have it so. */
export interface MessageObserver {
  /** Scenarios that are to be played; all when absent. */
  readonly scenarios?: ReadonlySet<string> | undefined;
  /**
   * @param messages - ids of the messages that the scenario is to show; of a mentioned one, only the text counts.
   */
  seen(
    scenario: string,
    messages: { readonly shown: readonly string[]; readonly mentioned: readonly string[] },
    seen: Seen,
  ): void;
}

/** Is told what was seen when rows of the restart table were performed, whether or not the facts have it so. */
export interface RowObserver {
  /** Rows that are to be performed; all when absent. */
  readonly rows?: ReadonlySet<string> | undefined;
  /** @param row - its id. */
  seen(row: string, seen: RowObservation): void;
}

/** Is told what scenarios saw of rules and known problems, whether or not the facts have it so. */
export interface BehaviorObserver {
  /**
   * @param id - of the rule, or entry of the known problem.
   * @param holds - for a known problem, whether it is there.
   */
  saw(id: string, scenario: string, holds: boolean): void;
}

/** What became of one statement of the docs. */
export interface Finding {
  readonly check: CheckName;
  /** What the statement is about: `worker connect --cache-dir`. */
  readonly subject: string;
  readonly status: 'agrees' | 'differs' | 'not-run';
  /** For `differs`: what the specification says and what the program does. */
  readonly expected?: string | undefined;
  readonly actual?: string | undefined;
  /** For `not-run`: why. */
  readonly reason?: string | undefined;
  /** Where the statement is written. */
  readonly file?: string | undefined;
  readonly line?: number | undefined;
}

/** One part of the verification; yields findings as it makes them. */
export interface Check {
  readonly name: CheckName;
  run(context: VerifyContext): AsyncIterable<Finding>;
}
