import type { Release } from '../../facts/release.ts';

/** What the reader gives the planner. */
export interface PlanRequest {
  /** The first is planned; the others are workflows that it may run as nested ones. */
  readonly files: readonly [PlanFile, ...PlanFile[]];
  /** The release of the orchestrator. */
  readonly release: Release;
  /** The workers; without it the plan says what a step asks for, and not who gets it. */
  readonly pool?: Pool | undefined;
  /** What `workflow run --input` would give. Text that YAML reads as a number stays text. */
  readonly inputs?: Readonly<Record<string, unknown>> | undefined;
  /** Options of `swamp serve` that change where steps run, or how long they wait. */
  readonly server?: ServerOptions | undefined;
}

/** A workflow file. */
export interface PlanFile {
  /** Only to show, such as `workflow-build.yaml`. */
  readonly name: string;
  readonly text: string;
}

/** Options of `swamp serve`. */
export interface ServerOptions {
  /** Seconds of `--queue-timeout`; 0 means no limit. */
  readonly queueTimeout?: number | undefined;
  readonly remoteOnly?: boolean | undefined;
}

/** The workers that an orchestrator knows. */
export interface Pool {
  readonly workers: readonly PoolWorker[];
}

/** States of a worker, as `swamp worker list` shows them. */
export const WORKER_STATES = ['idle', 'busy', 'unverified', 'draining', 'disconnected'] as const;

export type WorkerState = (typeof WORKER_STATES)[number];

/** One worker of the pool. */
export interface PoolWorker {
  readonly name: string;
  readonly instanceUuid?: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  /** Operating system, such as `linux`. */
  readonly platform: string;
  /** Architecture, such as `x86_64`. */
  readonly arch: string;
  readonly status: WorkerState;
  /** Slots; a worker before protocol 4 has one. */
  readonly capacity: number;
  /** Dispatches that it runs at the moment. */
  readonly running: number;
}
