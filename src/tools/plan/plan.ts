import type { Release } from '../../facts/release.ts';
import type { PoolWorker } from './request.ts';

/** What the planner answers. All texts are Markdown of one line, with code marks. */
export interface Plan {
  readonly release: Release;
  readonly protocol: number;
  /**
   * - `placed`: every step has a place.
   * - `trouble`: a step waits for a worker that is not there, is refused, or probably runs where it was not meant to.
   * - `unreadable`: the file could not be read as a workflow at all.
   */
  readonly verdict: 'placed' | 'trouble' | 'unreadable';
  /** Name of the planned workflow, when it could be read. */
  readonly workflow?: string | undefined;
  /** In the order of the file, those of a nested workflow after the step that runs it, one for each item of a `forEach`. */
  readonly steps: readonly PlannedStep[];
  /** Why the program refuses the whole file, first thing first. Then nothing runs; the steps say where they would. */
  readonly refusals: readonly Refusal[];
  /** About the file as a whole. */
  readonly notes: readonly PlanNote[];
}

export const PLACEMENT_FIELDS = ['target', 'labels', 'platform', 'queueTimeout'] as const;

export type PlacementField = (typeof PLACEMENT_FIELDS)[number];

export type Level = 'step' | 'job' | 'workflow';

export type TaskType = 'model_method' | 'workflow' | 'manual_approval' | 'assert';

/** One step, or one item of a step with `forEach`. */
export interface PlannedStep {
  /** Unique in the plan and stable for the same request. */
  readonly id: string;
  readonly workflow: string;
  readonly job: string;
  /** Name as the program prints it, with the item filled in. */
  readonly step: string;
  /** Ids of the steps that run the nested workflow in which this one stands, outermost first. */
  readonly nestedIn: readonly string[];
  /** Of a step with `forEach`. */
  readonly item?: ForEachItem | undefined;
  readonly task: TaskType;
  readonly place: FilePlace;
  /** The fields that are set for it, inherited ones too, whether they count or not. */
  readonly fields: readonly FieldInForce[];
  readonly outcome: Outcome;
  readonly notes: readonly PlanNote[];
  /**
   * When it begins, if all steps took equally long: 0 for those that begin at once. To draw it, and to say which steps
   * compete for a worker.
   */
  readonly wave: number;
}

export interface ForEachItem {
  /** Name of the variable: `self.host` is read by `item: host`. */
  readonly variable: string;
  readonly index: number;
  readonly value: unknown;
}

/** Where something stands in the files of the request. */
export interface FilePlace {
  /** Position in `files` of the request. */
  readonly file: number;
  /** From 1. */
  readonly line: number;
}

/** A placement field as it holds for a step. */
export interface FieldInForce {
  readonly field: PlacementField | 'affinity';
  readonly level: Level;
  /** With expressions filled in, as far as they are known. */
  readonly value: unknown;
  /** As it is written, when an expression was filled in. */
  readonly written?: unknown;
  readonly place: FilePlace;
  /** Values of outer levels that this one replaces or clears, nearest first. */
  readonly replaces: readonly { readonly level: Level; readonly value: unknown; readonly place: FilePlace }[];
  /** Why the program does not look at it, although it is set; absent when it counts. */
  readonly ignored?: string | undefined;
}

/** Where a step runs. */
export type Outcome =
  | {
      readonly kind: 'orchestrator';
      readonly because:
        'no-placement' | 'labels-cleared' | 'nested-workflow' | 'manual-approval' | 'assertion' | 'placement-dropped';
      /** Something in the file says that it was meant for a worker. */
      readonly probablyNotMeant: boolean;
    }
  /** It asks for a worker, and no pool was given. */
  | { readonly kind: 'any-worker'; readonly requirement: string }
  | {
      readonly kind: 'worker';
      readonly worker: string;
      readonly requirement: string;
      readonly decidedBy: 'only-candidate' | 'most-free-slots' | 'first-name' | 'affinity';
      /** Those that could take it when it begins, in the order of the choice; the first gets it. */
      readonly candidates: readonly Candidate[];
      /** The others, nearest first. */
      readonly others: readonly Lacking[];
      /** Ids of steps of this plan for whose slot it waits first; empty when it begins at once. */
      readonly waitsForSlotOf: readonly string[];
    }
  | {
      readonly kind: 'waits';
      /** What the step asks for, in the words of the program. */
      readonly requirement: string;
      /**
       * - `slot`: a worker that fits is there, and work that is not of this plan holds it.
       * - `worker`: none fits.
       * - `nothing`: no worker ever can.
       * - `lock`: a step before it holds the lock of its model instance and does not end in time.
       */
      readonly for: 'slot' | 'worker' | 'nothing' | 'lock';
      /** What each worker lacks, the nearest first. */
      readonly workers: readonly Lacking[];
      /** Seconds; absent when it waits without a limit. 0: releases that do not wait fail at once. */
      readonly seconds?: number | undefined;
      readonly limitFrom: 'step' | 'job' | 'workflow' | 'server' | 'default' | 'release';
      /** Of one that waits for a slot: who gets it when the other work ends in time. */
      readonly then?: string | undefined;
      /** What the program prints while it waits. */
      readonly waitingLine?: string | undefined;
      /** What the program prints at the end; absent when it waits without a limit. */
      readonly finalLine?: string | undefined;
      /** What would help, the simplest first. */
      readonly help: readonly string[];
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** It is not reached when all goes well, or never, because a step before it cannot succeed. */
  | { readonly kind: 'skipped'; readonly because: string }
  | { readonly kind: 'unknown'; readonly because: readonly string[]; readonly requirement?: string | undefined };

/** A worker that could take a step. */
export interface Candidate {
  readonly worker: PoolWorker;
  /** As the program counts them, which may be less than `worker list` shows. */
  readonly freeSlots: number;
}

/** A worker that cannot take a step, and what it lacks. */
export interface Lacking {
  readonly worker: PoolWorker;
  /** One line for each, the heaviest first. */
  readonly lacks: readonly Lack[];
  /** What it has of what the step asks for, such as `gpu=true`. */
  readonly has: readonly string[];
}

export interface Lack {
  readonly kind: 'name' | 'label-missing' | 'label-value' | 'platform' | 'arch' | 'slot' | 'state';
  readonly text: string;
}

/** The program refuses something. */
export interface Refusal {
  /** The program's own words. */
  readonly message: string;
  /** What it is about and what to do, in ours. */
  readonly advice: string;
  readonly place?: FilePlace | undefined;
  /** `file`: reading the file, also by `workflow validate`. `start`: before the first step. `step`: when the step begins. */
  readonly when: 'file' | 'start' | 'step';
}

export type NoteKind =
  /** A key that nobody reads, and nobody complains about. */
  | 'dropped'
  /** A field that is set and does not count. */
  | 'ignored'
  /** Other steps, locks or limits may delay the step. */
  | 'holds-back'
  | 'may-run-twice'
  /** What becomes of the pre-flight checks of the model. */
  | 'checks'
  /** Runs in the orchestrator although the step is placed. */
  | 'runs-elsewhere'
  | 'cannot-know'
  | 'warning';

/** Something worth knowing about a step or a file. */
export interface PlanNote {
  readonly kind: NoteKind;
  readonly text: string;
  readonly place?: FilePlace | undefined;
  /** Page that explains it, without version: `authors/placement#wrong-keys`. */
  readonly page?: string | undefined;
  /** It is probably a mistake; such a note makes the verdict `trouble`. */
  readonly mistake?: boolean | undefined;
}
