import type { MessageObserver } from '../../verify/check.ts';
import type { Seen } from '../../verify/seen.ts';

/** What was seen of a message in one scenario. */
export interface SeenMessage {
  readonly scenario: string;
  readonly seen: Seen;
  /** False where another event follows at once, so that nothing but the text counts. */
  readonly reacts: boolean;
}

/** What scenarios showed of messages, message by message. */
export class SeenMessages implements MessageObserver {
  private readonly byId = new Map<string, SeenMessage[]>();

  constructor(readonly scenarios?: ReadonlySet<string> | undefined) {}

  seen(
    scenario: string,
    { shown, mentioned }: { readonly shown: readonly string[]; readonly mentioned: readonly string[] },
    seen: Seen,
  ): void {
    shown.forEach((id) => this.add(id, { scenario, seen, reacts: true }));
    mentioned.forEach((id) => this.add(id, { scenario, seen, reacts: false }));
  }

  of(id: string): readonly SeenMessage[] {
    return this.byId.get(id) ?? [];
  }

  private add(id: string, one: SeenMessage): void {
    this.byId.set(id, [...this.of(id), one]);
  }
}
