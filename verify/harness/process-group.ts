import { setTimeout as pause } from 'node:timers/promises';
import { killOrphans } from './orphans.ts';
import type { FinishedProcess, RunningProcess } from './process.ts';

/** A process with all that it started. */
interface KillableProcess extends Pick<RunningProcess, 'pid' | 'exited'> {
  killGroup(): void;
}

/** All processes of one verification, so that none is left when it ends. */
export class ProcessGroup {
  private readonly running = new Set<KillableProcess>();
  private readonly listeners = new Set<(ended: FinishedProcess) => void>();

  add(launched: KillableProcess): void {
    this.running.add(launched);
    void launched.exited.then((ended) => {
      this.listeners.forEach((listener) => listener(ended));
      this.running.delete(launched);
    });
  }

  /** Tells of every process, also of one that was killed, once it has ended. */
  onEnd(listener: (ended: FinishedProcess) => void): void {
    this.listeners.add(listener);
  }

  /** Waits until all that were killed have ended; not for ever, since the system may hold one back. */
  async allEnded(timeoutMs = 5_000): Promise<void> {
    const ended = Promise.all([...this.running].map(({ exited }) => exited));
    await Promise.race([ended, pause(timeoutMs, undefined, { ref: false })]);
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
