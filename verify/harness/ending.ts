import type { ProcessGroup } from './process-group.ts';
import type { ScratchFactory } from './scratch.ts';

/** Signals by which a person or a supervisor ends a command, and their numbers. */
const ENDING_SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/** What a command started and made, and how it tells the person who waits. */
export interface LeftBehind {
  readonly scratches: ScratchFactory;
  readonly processes: ProcessGroup;
  progress(line: string): void;
}

/** However this process ends, what it started is killed and its scratch folders are removed. */
export function leaveNothingBehind({ scratches, processes, progress }: LeftBehind): void {
  process.on('exit', () => {
    processes.killAll(scratches.roots());
    for (const folder of scratches.removeAll()) {
      progress(`The scratch folder ${folder} could not be removed: remove it yourself.`);
    }
  });
  for (const [signal, number] of Object.entries(ENDING_SIGNALS)) {
    process.on(signal, () => {
      progress(`Stopped by ${signal}: ending what was started.`);
      // Cleans up on the way out.
      process.exit(128 + number);
    });
  }
}
