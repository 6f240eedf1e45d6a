import type { Level } from './statement-start.ts';
import type { TableEvent } from './table.ts';

/** Values that a message came with, and how often it came with them. */
export interface Sample {
  readonly parameters: Readonly<Record<string, string>>;
  readonly count: number;
  /** Where it came first, counted from 1. */
  readonly line: number;
}

/** What all kinds of findings have in common: equal ones are counted, not repeated. */
interface Found {
  readonly count: number;
  /** The first lines in which it stands, counted from 1. */
  readonly lines: readonly number[];
  /** The first of these lines, cut when it is long. */
  readonly excerpt: string;
}

/** A known message. */
export interface FoundMessage extends Found {
  readonly kind: 'message';
  /** Position in the matcher's list of known texts. */
  readonly message: number;
  /** Different values of its parameters, the first first. */
  readonly samples: readonly Sample[];
  /** Further different values that are not kept. */
  readonly moreSamples: number;
  /** True when it stood only inside other messages, as their reason. */
  readonly inside: boolean;
}

/** An event that a command printed with `--json`. */
export interface FoundEvent extends Found {
  readonly kind: 'event';
  /** Entries of the table: one for each command and meaning. */
  readonly events: readonly TableEvent[];
}

/** Lines that no known message stands in. */
export interface UnknownLine extends Found {
  /** The words of the program, without what stands before them. */
  readonly text: string;
  readonly level?: Level;
  /** Position of the known text that comes closest. */
  readonly nearest?: number;
}

/** What an input says. */
export interface Explanation {
  /** Lines of the input. */
  readonly lines: number;
  /** In the order in which each came first. */
  readonly findings: readonly (FoundMessage | FoundEvent)[];
  /** What came when: positions in `findings`. Cut after {@link LONGEST_ORDER} entries. */
  readonly order: readonly { readonly finding: number; readonly line: number }[];
  /** The first ones; equal lines, numbers aside, stand once. */
  readonly unknown: readonly UnknownLine[];
  /** All lines with words that are not known, also those that are not listed. */
  readonly unknownLines: number;
  /** Lines of ordinary progress, such as the program prints when nothing is wrong. */
  readonly ordinaryLines: number;
}

/** Entries of `order` are kept up to this number. */
export const LONGEST_ORDER = 20_000;
