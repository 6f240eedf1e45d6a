import type { Sourced } from '../src/facts/protocol-spec.ts';
import type { CheckName, Finding } from './check.ts';

/** The place in a file of `spec/` where a statement is written. */
export interface Place {
  readonly file?: string | undefined;
  readonly line?: number | undefined;
}

/** Makes the findings of one check. */
export interface FindingMaker {
  agrees(subject: string, place?: Place): Finding;
  differs(subject: string, expected: string, actual: string, place?: Place): Finding;
  notRun(subject: string, reason: string, place?: Place): Finding;
}

/** Findings of one check, so that no check repeats its own name in every line. */
export function findingsOf(check: CheckName): FindingMaker {
  return {
    agrees: (subject, place = {}) => ({ check, subject, status: 'agrees', ...place }),
    differs: (subject, expected, actual, place = {}) => ({
      check,
      subject,
      status: 'differs',
      expected,
      actual,
      ...place,
    }),
    notRun: (subject, reason, place = {}) => ({ check, subject, status: 'not-run', reason, ...place }),
  };
}

/** Where a part of a fact is written. */
export function placeOf(source: Sourced<unknown>, keys: readonly PropertyKey[] = []): Place {
  return { file: source.file, line: source.lineOf(keys) };
}
