import type { BehaviorObserver } from '../../verify/check.ts';

/** What a scenario saw of a rule or a known problem. */
interface SeenBehavior {
  readonly scenario: string;
  /** For a known problem, whether it is there. */
  readonly holds: boolean;
}

/** What scenarios saw of rules and known problems, by id of the rule or entry of the problem. */
export class SeenBehaviors implements BehaviorObserver {
  private readonly byId = new Map<string, SeenBehavior>();

  saw(id: string, scenario: string, holds: boolean): void {
    this.byId.set(id, { scenario, holds });
  }

  /** Undefined where no scenario told. */
  of(id: string): SeenBehavior | undefined {
    return this.byId.get(id);
  }

  /** Those that do not hold. */
  gone(): string[] {
    return [...this.byId].filter(([, { holds }]) => !holds).map(([id]) => id);
  }
}
