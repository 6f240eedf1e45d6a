import { compareReleases } from '../../facts/release.ts';
import type { Release } from '../../facts/release.ts';

/** Rules that came with a release, each named by what holds since then. */
export const SINCE = {
  /** Steps that use one model instance run one after the other. Before, the run as a whole held its locks. */
  stepLocks: '20260623.170004.0',
  /** A step that no worker fits waits; before, it fails at once. */
  queueing: '20260703.225626.0',
  /** A worker has slots; before, it runs one step at a time. */
  slots: '20260706.194109.0',
  /** A nested workflow gets the defaults of its inputs. */
  nestedDefaults: '20260710.195350.0',
  /** `allowFailure` counts for a step that runs a nested workflow. */
  nestedAllowFailure: '20260710.170618.0',
  /** An expression may reach over several lines. */
  longExpressions: '20260721.223850.0',
  /** `self` and `run` are filled in in placement fields. */
  selfInPlacement: '20260722.183030.0',
  /** `workers.connected()` */
  connectedWorkers: '20260727.182446.0',
  /** Fields of placement on jobs and workflows. */
  levels: '20260817.211927.0',
  affinity: '20260818.223228.0',
  /** The pre-flight checks of a model do not run for a placed step; before, they run in the orchestrator. */
  checksSkipped: '20260820.001728.0',
} as const satisfies Record<string, string>;

export type Era = keyof typeof SINCE;

/** Whether a rule holds in a release. */
export function holds(era: Era, release: Release): boolean {
  return compareReleases(SINCE[era] as Release, release) <= 0;
}
