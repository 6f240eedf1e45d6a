import type { BehaviorStage } from './stage.ts';

/** Something that is done with a real program to see whether it behaves as rules and known problems say. */
export interface Scenario {
  /** What is done, in a sentence. */
  readonly title: string;
  /** Longer than it takes on a busy machine; ten minutes when absent. */
  readonly timeoutMs?: number;
  /** Does what the title says and tells the stage what it saw. */
  play(stage: BehaviorStage): Promise<void>;
}
