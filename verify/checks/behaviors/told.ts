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
