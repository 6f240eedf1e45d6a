/** What the orchestrator has recorded of a token. */
export type TokenState = 'unused' | 'enrolled' | 'expired' | 'revoked';

/** What a worker process does. */
export type Standing = 'absent' | 'connected' | 'retrying' | 'ended';

/** A machine with the worker process on it. */
export interface Machine {
  readonly standing: Standing;
  /** The machine id that the process reports; absent before its first start. */
  readonly machineId?: string;
  /** Whether the process was given a cache directory that survives. */
  readonly keepsCache: boolean;
  /** The message that ended it, or after which it tries again. */
  readonly refusedBy?: string;
}

/** Everything that a played lifecycle changes. */
export interface World {
  /** Absent before a token is minted. */
  readonly token?: {
    readonly state: TokenState;
    /** How many machines it admits. */
    readonly places: number;
    /** Machine ids that hold a place. */
    readonly bound: readonly string[];
    /** True once its lifetime is over, whatever is recorded. */
    readonly timeOver: boolean;
  };
  readonly first: Machine;
  readonly second: Machine;
  /** Counts machine ids that were made for one start only. */
  readonly passingIds: number;
}

/** Names of the two machines. */
export type MachineName = 'first' | 'second';

/** Nothing has happened yet. */
export const EMPTY_WORLD: World = {
  first: { standing: 'absent', keepsCache: false },
  second: { standing: 'absent', keepsCache: false },
  passingIds: 0,
};

/** Whether a worker process is there, connected or not. */
export function isRunning({ standing }: Machine): boolean {
  return standing === 'connected' || standing === 'retrying';
}

/** The state that lists show: the clock outdoes what is recorded, a revocation outdoes the clock. */
export function effectiveState({ state, timeOver }: NonNullable<World['token']>): TokenState {
  return timeOver && state !== 'revoked' ? 'expired' : state;
}
