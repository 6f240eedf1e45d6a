import type { Scene } from '../scene.ts';
import { commands } from './commands.ts';
import { models } from './models.ts';
import { noWorker } from './no-worker.ts';
import { oneModel } from './one-model.ts';
import { placement } from './placement.ts';
import { queries } from './queries.ts';
import { otherReleases, refusedWorkers } from './refused-workers.ts';
import { starts } from './starts.ts';

/** Every scene by its id. */
export const SCENES: Readonly<Record<string, Scene>> = {
  models,
  queries,
  commands,
  starts,
  placement,
  'one-model': oneModel,
  'no-worker': noWorker,
  'refused-workers': refusedWorkers,
  'other-releases': otherReleases,
};
