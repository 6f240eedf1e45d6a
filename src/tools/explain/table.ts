import type { Release } from '../../facts/release.ts';
import type { Message, OtherSide, ParameterKind, Reaction } from '../../facts/schema/message.ts';

/** A protocol as the table names it. */
export interface TableProtocol {
  readonly number: number;
  readonly first: Release;
  readonly last: Release;
  /** True when a later protocol exists, so that `last` never moves. */
  readonly ended: boolean;
  /** First part of the addresses of its pages: `protocol-4`. */
  readonly path: string;
}

/** Releases of one protocol for which an entry holds; a missing end is the protocol's own. */
export interface Holding {
  readonly protocol: number;
  readonly since?: Release;
  readonly until?: Release;
}

/** A message, as far as it says the same in the releases for which it holds. */
export interface TableMessage {
  /** Its anchor on the page that explains it, in each of its protocols. */
  readonly id: string;
  /** The page `reference/messages/<phase>` explains it, unless it has a part. */
  readonly phase: Message['phase'];
  /** The page `reference/messages/<part>` explains it, when it has one. */
  readonly part?: NonNullable<Message['part']>;
  /** The exact text; `{name}` marks a parameter. */
  readonly text: string;
  readonly parameters: Readonly<Record<string, { readonly kind: ParameterKind; readonly meaning: string }>>;
  readonly severity: Message['severity'];
  readonly printedBy: Message['printedBy'];
  readonly commands: readonly string[];
  readonly reactions: readonly Reaction[];
  readonly otherSide: readonly OtherSide[];
  /** A sentence that uses the parameters. */
  readonly answer?: string;
  readonly cause: string;
  readonly fix: string;
  /** Newest protocol first. */
  readonly holds: readonly Holding[];
}

/** Fields by which the events of a stream of JSON lines are told apart. */
export const EVENT_FIELDS = ['kind', 'status'] as const;

/** One kind of event among the lines that a command prints with `--json`. */
export interface TableEvent {
  /** The command that prints it, as typed after `swamp`. */
  readonly command: string;
  /** The field that tells events apart, and its value. */
  readonly field: (typeof EVENT_FIELDS)[number];
  readonly name: string;
  readonly meaning: string;
  readonly holds: readonly Holding[];
}

/** Everything that explaining needs to know: `/spec/messages.json`. */
export interface MessageTable {
  /** Version of this shape. */
  readonly format: number;
  /** Newest first. */
  readonly protocols: readonly TableProtocol[];
  readonly messages: readonly TableMessage[];
  readonly events: readonly TableEvent[];
}

/** Whether an entry holds for some release of a protocol. */
export function holdsIn(entry: { readonly holds: readonly Holding[] }, protocol: number): boolean {
  return entry.holds.some((holding) => holding.protocol === protocol);
}
