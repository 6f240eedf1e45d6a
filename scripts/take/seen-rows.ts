import type { RowObserver } from '../../verify/check.ts';
import type { RowObservation } from '../../verify/checks/lifecycles/observation.ts';

/** What was seen of rows of the restart table, by id. */
export class SeenRows implements RowObserver {
  private readonly byId = new Map<string, RowObservation>();

  constructor(readonly rows?: ReadonlySet<string> | undefined) {}

  seen(row: string, seen: RowObservation): void {
    this.byId.set(row, seen);
  }

  /** Undefined where the row was not performed. */
  of(row: string): RowObservation | undefined {
    return this.byId.get(row);
  }
}
