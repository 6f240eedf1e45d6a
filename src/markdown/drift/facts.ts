import type { ProtocolSpec, Sourced } from '../../facts/protocol-spec.ts';

/** Reads the facts of one kind and name; empty when the protocol has none. */
type Lookup = (spec: ProtocolSpec, name: string) => readonly unknown[];

const LOOKUPS: Readonly<Record<string, Lookup>> = {
  command: (spec, name) => one(spec.commands.get(name)),
  flag: flagsNamed,
  message: (spec, name) => spec.messages.map(({ value }) => value).filter(({ id }) => id === name),
  timing: (spec, name) => spec.timings.value.filter(({ id }) => id === name),
  output: (spec, name) => one(spec.outputs.get(name)),
  model: (spec, name) => one(spec.models.get(name)),
  'state machine': (spec, name) => one(spec.stateMachines.get(name)),
  'placement field': (spec, name) => spec.placementFields.value.filter(({ field }) => field === name),
  recording: (spec, name) => one(spec.recordings.get(name)).map(({ processes, files }) => ({ processes, files })),
};

/** What a reference to a fact may begin with, for messages. */
const FACT_KINDS = Object.keys(LOOKUPS);

/**
 * Tells whether a fact is a reason for a difference of prose: whether it is otherwise in the two
 * protocols, or known in one of them only.
 *
 * @param reference - kind and name: `message step-queued`, `flag worker connect --concurrency`.
 * @returns what is wrong with the reference; `undefined` when it is a reason.
 */
export function problemOfFact(reference: string, older: ProtocolSpec, newer: ProtocolSpec): string | undefined {
  const kind = FACT_KINDS.find((candidate) => reference.startsWith(`${candidate} `));
  if (kind === undefined) {
    return `'${reference}' names no fact: begin with one of ${FACT_KINDS.join(', ')}`;
  }
  const name = reference.slice(kind.length + 1);
  const before = LOOKUPS[kind]!(older, name);
  const after = LOOKUPS[kind]!(newer, name);
  if (before.length === 0 && after.length === 0) {
    return `neither protocol has a ${kind} '${name}'`;
  }
  return JSON.stringify(before) === JSON.stringify(after)
    ? `the ${kind} '${name}' is the same in both protocols, so it is no reason`
    : undefined;
}

function one<Value>(sourced: Sourced<Value> | undefined): readonly Value[] {
  return sourced === undefined ? [] : [sourced.value];
}

/** `worker connect --concurrency` */
function flagsNamed(spec: ProtocolSpec, name: string): readonly unknown[] {
  const [command = '', flag = ''] = name.split(/ (?=--)/);
  return one(spec.commands.get(command)).flatMap(({ flags }) => flags.filter((candidate) => candidate.name === flag));
}
