import type { OutputSchema } from '../../src/facts/output-schema.ts';
import type { ProtocolSpec, Sourced } from '../../src/facts/protocol-spec.ts';
import type { Release } from '../../src/facts/release.ts';
import { OutputSchemaAtRelease } from '../../verify/checks/outputs/output-schema-at-release.ts';
import type { SchemaChange } from '../../verify/checks/outputs/output-schema-at-release.ts';
import { isNode } from '../../verify/checks/outputs/schema-nodes.ts';
import type { Keys } from './edit-yaml.ts';
import type { SeenOutputs } from './seen-outputs.ts';

/** What a program prints otherwise than a schema says, as far as a schema can say it without a person. */
export interface OutputChange {
  /** Name of the output: `worker-list`. */
  readonly output: string;
  readonly kind: 'field came' | 'field went' | 'value came';
  /** Where the part of the schema stands in its file: an object, or the choice of a value. */
  readonly part: Keys;
  /** The field, or the value. */
  readonly name: string;
  /** Every value that a field was seen with. */
  readonly values: readonly unknown[];
}

/** What tells a change from others, in whichever release it is seen. */
export function keyOfChange({ output, kind, part, name }: OutputChange): string {
  return JSON.stringify([output, kind, part, name]);
}

/**
 * Compares what a program printed with the schemas of a release. A field that is only not always there any more is left to
 * a person, as is all that no field or value can say.
 */
export function outputChangesIn(seen: SeenOutputs, spec: ProtocolSpec, release: Release): OutputChange[] {
  return [...spec.outputs].flatMap(([output, source]) => {
    const schema = OutputSchemaAtRelease.of(source, release);
    const values = seen.valuesOf(output);
    if (schema === undefined || values.length === 0) {
      return [];
    }
    const told = values.map((value) =>
      schema.check(value).flatMap(({ change }) => (change === undefined ? [] : [changeOf(output, change)])),
    );
    const lacks = told.flat().some(isLack);
    const never = lacks ? fieldsNeverSeen(source, values, release) : new Set<string>();
    const isOnlyHere = ({ part, name }: OutputChange): boolean =>
      !never.has(positionWords([...part, 'properties', name]));
    // What lacks a field that others have is something else, of which the schema says nothing.
    return merged(told.filter((changes) => !changes.some((one) => isLack(one) && isOnlyHere(one))).flat());
  });
}

function changeOf(output: string, change: SchemaChange): OutputChange {
  switch (change.kind) {
    case 'unknown field':
      return { output, kind: 'field came', part: change.part, name: change.name, values: [change.value] };
    case 'missing field':
      return { output, kind: 'field went', part: change.part, name: change.name, values: [] };
    case 'unknown constant':
      return { output, kind: 'value came', part: change.part, name: change.value, values: [] };
  }
}

function isLack({ kind }: OutputChange): boolean {
  return kind === 'field went';
}

/** Changes with the same name are one, with the values of all. */
function merged(changes: readonly OutputChange[]): OutputChange[] {
  const byKey = new Map<string, OutputChange>();
  for (const change of changes) {
    const before = byKey.get(keyOfChange(change));
    byKey.set(keyOfChange(change), before === undefined ? change : joined(before, change));
  }
  return [...byKey.values()];
}

function joined(before: OutputChange, change: OutputChange): OutputChange {
  return { ...before, values: [...before.values, ...change.values] };
}

/** Fields that no value has, also of values that do not fit. */
function fieldsNeverSeen(source: Sourced<OutputSchema>, values: readonly unknown[], release: Release): Set<string> {
  const loose = OutputSchemaAtRelease.of({ ...source, value: loosened(source.value) as OutputSchema }, release)!;
  values.forEach((value) => loose.check(value));
  return new Set(loose.unseen().map(({ key }) => positionWords(JSON.parse(key) as Keys)));
}

/** A schema of which a value may lack fields, and have others. */
function loosened(node: unknown): unknown {
  if (Array.isArray(node)) {
    return node.map(loosened);
  }
  if (!isNode(node)) {
    return node;
  }
  return Object.fromEntries(
    Object.entries(node)
      .filter(([keyword, value]) => keyword !== 'required' && !(keyword === 'additionalProperties' && value === false))
      // Without what they require, two shapes may both fit.
      .map(([keyword, value]) => [keyword === 'oneOf' ? 'anyOf' : keyword, loosened(value)]),
  );
}

/** A place in a schema, whichever kind of choice leads to it. */
function positionWords(keys: Keys): string {
  return JSON.stringify(keys.map((key) => (key === 'anyOf' ? 'oneOf' : key)));
}
