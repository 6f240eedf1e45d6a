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

/** What a scenario saw of one rule or known problem. */
export interface Told {
  /** Id of the rule, or entry of the known problem. */
  readonly id: string;
  /** Whether it is as the rule says; for a known problem, whether it is there. */
  readonly holds: boolean;
  /** What was seen, in a sentence. */
  readonly seen: string;
  /** True when the way round a known problem was tried. */
  readonly wayRound?: true;
}
