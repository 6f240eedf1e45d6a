import type { SceneStage } from './stage.ts';

/** Something that is staged once to make several recordings anew. */
export interface Scene {
  /** What is staged, in a sentence. */
  readonly title: string;
  /** Names of the recordings that it makes, of which a release may have only some. */
  readonly makes: readonly string[];
  /** Longer than it takes on a busy machine; ninety minutes when absent. */
  readonly timeoutMs?: number;
  /** Stages what the title says and hands over what ran. */
  play(stage: SceneStage): Promise<void>;
}
