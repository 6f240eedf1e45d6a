import type { Scene } from '../scene.ts';
import { queries } from './queries.ts';

/** Every scene by its id. */
export const SCENES: Readonly<Record<string, Scene>> = {
  queries,
};
