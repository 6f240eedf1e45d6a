import type { RecordedProcess } from '../../../src/facts/schema/recording.ts';

/** Who types: each has a terminal of its own. */
export type TerminalName = RecordedProcess['terminal'];

interface StepBase {
  /** Unique in its page; names the step in the recording and in messages. */
  readonly name: string;
  /** 1-based line of the page. */
  readonly line: number;
  readonly terminal: TerminalName;
}

/** Commands that a person types. */
export interface CommandStep extends StepBase {
  readonly kind: 'command';
  /** As it stands in the page, with placeholders and the page's port. */
  readonly script: string;
  /** Text that tells that a command which stays in the foreground is ready. */
  readonly until?: string | undefined;
  readonly exit: number;
  readonly timeoutMs: number;
  /** Why the verifier cannot run it. */
  readonly notRun?: string | undefined;
}

/** A key that a person presses in a terminal in which something runs. */
export interface KeysStep extends StepBase {
  readonly kind: 'keys';
  readonly keys: 'Ctrl-C';
  readonly exit: number;
  readonly timeoutMs: number;
}

/** A file that a person saves in the current folder of a terminal. */
export interface FileStep extends StepBase {
  readonly kind: 'file';
  readonly file: string;
  readonly content: string;
}

/** A look at what a terminal has printed meanwhile. */
export interface LookStep extends StepBase {
  readonly kind: 'look';
  readonly until: string;
  readonly timeoutMs: number;
}

export type Step = CommandStep | KeysStep | FileStep | LookStep;

/** Text that a person replaces by what an earlier step printed. */
export interface Placeholder {
  readonly name: string;
  /** The step that prints it. */
  readonly from: string;
  /** What it looks like. */
  readonly pattern: RegExp;
  /** Line of the page. */
  readonly line: number;
}

/** A page whose blocks can be performed. */
export interface Procedure {
  /** `operators/get-started` */
  readonly page: string;
  /** Path from the project's folder, for messages. */
  readonly file: string;
  readonly title: string;
  readonly placeholders: readonly Placeholder[];
  readonly steps: readonly Step[];
  /** Names of the steps whose output the page shows with `<Transcript>`. */
  readonly shown: ReadonlySet<string>;
  /** The page whose steps come first, up to but without one of them. */
  readonly continues?: { readonly page: string; readonly before: string; readonly line: number } | undefined;
}

/** Whether a step prints something that a recording holds. */
export function isRecorded(step: Step): boolean {
  return step.kind !== 'file' && !(step.kind === 'command' && step.notRun !== undefined);
}

/**
 * Whether the text of a step is compared. A key that ends a program brings out all that the program
 * printed meanwhile: who was faster among workers and steps stands in it. Unless the page shows it,
 * it is no statement of the page, and the step only has to work.
 */
export function isCompared({ shown }: Pick<Procedure, 'shown'>, step: Step): boolean {
  return isRecorded(step) && (step.kind !== 'keys' || shown.has(step.name));
}
