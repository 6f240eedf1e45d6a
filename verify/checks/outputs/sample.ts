import type { FinishedProcess, RunningProcess } from '../../harness/index.ts';

/** What a command with `--json` printed, together with what it should have been. */
export interface Sample {
  /** As typed after `swamp`, without arguments: `worker token create`. */
  readonly command: string;
  /** What was done, in a sentence. */
  readonly title: string;
  /** `error`: the command refuses and prints the error of any command. */
  readonly prints: 'output' | 'error';
  /** Undefined while the process runs and when it does not matter how it ended. */
  readonly exitCode?: 0 | 1 | undefined;
  readonly process: FinishedProcess | RunningProcess;
}

/** Standard output and standard error so far, whether the process ended or not. */
export function printedBy(process: Sample['process']): { readonly stdout: string; readonly stderr: string } {
  return typeof process.stdout === 'string'
    ? (process as FinishedProcess)
    : { stdout: (process as RunningProcess).stdout(), stderr: (process as RunningProcess).stderr() };
}

/** How the process ended, or undefined while it runs. */
export function endOf(process: Sample['process']): FinishedProcess | undefined {
  return 'exitCode' in process ? process : process.finished();
}
