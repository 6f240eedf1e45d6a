import type { OutputSchema } from './output-schema.ts';
import type { Protocol, ReleaseIndex } from './releases.ts';
import type { Command, Flag } from './schema/command.ts';
import type { Message } from './schema/message.ts';
import type { Recording } from './schema/recording.ts';
import type { BuiltInModel, Environment, PlacementField, Timing } from './schema/reference-data.ts';
import type { RestartRow } from './schema/restart-table.ts';
import type { StateMachine } from './schema/state-machine.ts';
import type { Wire } from './schema/wire.ts';

/** A fact together with the place where it is written, for messages of checks. */
export interface Sourced<Value> {
  readonly value: Value;
  readonly file: string;
  /** 1-based line of a part of the value. */
  lineOf(keys?: readonly PropertyKey[]): number;
}

/** Everything that is known of one protocol. */
export interface ProtocolSpec {
  readonly index: ReleaseIndex;
  readonly protocol: Protocol;
  /** By command as typed after `swamp`. */
  readonly commands: ReadonlyMap<string, Sourced<Command>>;
  readonly globalFlags: Sourced<readonly Flag[]>;
  /** By output id. */
  readonly outputs: ReadonlyMap<string, Sourced<OutputSchema>>;
  /** By machine id. */
  readonly stateMachines: ReadonlyMap<string, Sourced<StateMachine>>;
  /** In file order; a message that changed stands once for each span. */
  readonly messages: readonly Sourced<Message>[];
  readonly restartTable: Sourced<readonly RestartRow[]>;
  readonly timings: Sourced<readonly Timing[]>;
  readonly environment: Sourced<Environment>;
  readonly placementFields: Sourced<readonly PlacementField[]>;
  /** By model id. */
  readonly models: ReadonlyMap<string, Sourced<BuiltInModel>>;
  /** What travels between orchestrator and worker. */
  readonly wire: Sourced<Wire>;
  /** By recording id: its path below `recordings/protocol-N/` without the ending. */
  readonly recordings: ReadonlyMap<string, Sourced<Recording>>;
}
