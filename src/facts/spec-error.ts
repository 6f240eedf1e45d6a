/** One fault in a file of `spec/` or `recordings/`, with the place where an editor finds it. */
export interface SpecFault {
  /** Path as the reader of the message types it, relative to the project. */
  readonly file: string;
  /** 1-based line, when the fault has one. */
  readonly line?: number | undefined;
  /** What is wrong and what to do. */
  readonly message: string;
}

/** Writes a fault as `file:line: message`, the form that terminals and editors turn into a link. */
export function formatFault(fault: SpecFault): string {
  return `${fault.file}${fault.line === undefined ? '' : `:${fault.line}`}: ${fault.message}`;
}

/** Thrown when facts cannot be trusted: carries every fault that was found, not only the first. */
export class SpecError extends Error {
  readonly faults: readonly SpecFault[];

  constructor(faults: readonly SpecFault[]) {
    super(faults.map(formatFault).join('\n'));
    this.name = 'SpecError';
    this.faults = faults;
  }
}
