import type { OutputObserver } from '../../verify/check.ts';

/** What a program printed with `--json`, output by output. */
export class SeenOutputs implements OutputObserver {
  private readonly values = new Map<string, unknown[]>();
  private isWhole = true;

  seen(output: string, value: unknown): void {
    const values = this.values.get(output) ?? [];
    this.values.set(output, values);
    values.push(value);
  }

  brokeOff(): void {
    this.isWhole = false;
  }

  valuesOf(output: string): readonly unknown[] {
    return this.values.get(output) ?? [];
  }

  /** Whether all was shown that is asked for, so that what is not here is not in the program. */
  get whole(): boolean {
    return this.isWhole && this.values.size > 0;
  }
}
