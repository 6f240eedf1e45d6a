import { killOrphans } from './orphans.ts';
import type { RunningProcess } from './process.ts';

/** A process with all that it started. */
interface KillableProcess extends Pick<RunningProcess, 'pid' | 'exited'> {
  killGroup(): void;
}

/** All processes of one verification, so that none is left when it ends. */
export class ProcessGroup {
  private readonly running = new Set<KillableProcess>();

  add(launched: KillableProcess): void {
    this.running.add(launched);
    void launched.exited.then(() => this.running.delete(launched));
  }

  /** Process ids of those that still run. */
  pids(): number[] {
    return [...this.running].map((launched) => launched.pid);
  }

  /**
   * Kills all that is left at once. Works without waiting, so that it can run while the verifier ends.
   *
   * @param scratchRoots - folders of the verification; a descendant that left its process group is
   *   found by its home in one of them.
   */
  killAll(scratchRoots: readonly string[]): void {
    for (const launched of this.running) {
      launched.killGroup();
    }
    killOrphans(scratchRoots);
  }
}
