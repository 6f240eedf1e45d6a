import type { Scene } from '../scene.ts';
import { canceledRuns } from './canceled-runs.ts';
import { commands } from './commands.ts';
import { killedWorkers } from './killed-workers.ts';
import { models } from './models.ts';
import { noWorker } from './no-worker.ts';
import { oneModel } from './one-model.ts';
import { placement } from './placement.ts';
import { queries } from './queries.ts';
import { refusedFiles } from './refused-files.ts';
import { otherReleases, refusedWorkers } from './refused-workers.ts';
import { starts } from './starts.ts';
import { wholeOutputs } from './whole-outputs.ts';

/** Every scene by its id. */
export const SCENES: Readonly<Record<string, Scene>> = {
  models,
  queries,
  commands,
  starts,
  placement,
  'one-model': oneModel,
  'no-worker': noWorker,
  'killed-workers': killedWorkers,
  'canceled-runs': canceledRuns,
  'refused-files': refusedFiles,
  'refused-workers': refusedWorkers,
  'other-releases': otherReleases,
  'whole-outputs': wholeOutputs,
};
