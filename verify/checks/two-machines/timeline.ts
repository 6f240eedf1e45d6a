import type { OutputMark, RunningProcess } from '../../harness/index.ts';
import { withoutSequences } from '../../../src/facts/clean-text.ts';
import { FROM_THE_START } from '../../stage/watch.ts';

/** How often processes are looked at; seconds are shown with one decimal. */
const LOOK_EVERY_MS = 50;

interface Followed {
  readonly who: string;
  readonly process: RunningProcess;
  /** How much was taken from each stream. */
  readonly taken: { stdout: number; stderr: number };
  ended: boolean;
}

/** What several processes print, in one order, each line with the seconds since the observation began. */
export class Timeline {
  private readonly startedAt = performance.now();
  private readonly followed: Followed[] = [];
  private readonly lines: string[] = [];
  private readonly timer = setInterval(() => this.look(), LOOK_EVERY_MS);

  /** @param since - what it printed before is left out. */
  follow(who: string, process: RunningProcess, since: OutputMark = FROM_THE_START): void {
    this.followed.push({ who, process, taken: { ...since }, ended: false });
  }

  /** Tells what is done to the processes from outside. */
  tell(what: string): void {
    this.look();
    this.add('RECORDER', what);
  }

  seconds(): number {
    return (performance.now() - this.startedAt) / 1000;
  }

  /** All lines so far, and nothing more is taken. */
  end(): string {
    this.look();
    this.stop();
    return `${this.lines.join('\n')}\n`;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    for (const followed of this.followed) {
      const { who, process, taken } = followed;
      const finished = process.finished();
      for (const name of ['stdout', 'stderr'] as const) {
        const fresh = process[name]().slice(taken[name]);
        // Half a line waits for its end, unless there will be none.
        const whole = finished === undefined ? fresh.slice(0, fresh.lastIndexOf('\n') + 1) : fresh;
        taken[name] += whole.length;
        withoutSequences(whole)
          .split('\n')
          .filter((line) => line.trim() !== '')
          .forEach((line) => this.add(who, line));
      }
      if (finished !== undefined && !followed.ended) {
        followed.ended = true;
        this.add(who, `(process ended, exit code ${finished.exitCode ?? `none: ${finished.signal}`})`);
      }
    }
  }

  private add(who: string, line: string): void {
    this.lines.push(`+${this.seconds().toFixed(1).padStart(6)} ${who.padEnd(8)} | ${line}`);
  }
}
