import { gap } from '../../src/facts/gaps.ts';
import type { OutputSchema } from '../../src/facts/output-schema.ts';
import type { ProtocolSpec } from '../../src/facts/protocol-spec.ts';
import type { Release } from '../../src/facts/release.ts';
import { isNode, variantsOf } from '../../verify/checks/outputs/schema-nodes.ts';
import type { SchemaNode } from '../../verify/checks/outputs/schema-nodes.ts';
import type { Edit, Keys } from './edit-yaml.ts';
import type { OutputChange } from './output-changes.ts';
import { typeSeen } from './type-seen.ts';

/** A change with the releases that have it. */
export interface DatedOutputChange {
  readonly change: OutputChange;
  /** The last release that is known not to have it. */
  readonly last: Release;
  /** The first release that is known to have it. */
  readonly since: Release;
  /** Where it was undone again: the last release that is known to have it. */
  readonly until?: Release | undefined;
  /** Whether no release lies between. */
  readonly exact: boolean;
}

/** What becomes of the files of schemas, by path from the project's folder. */
export interface OutputEdits {
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
  readonly written: readonly DatedOutputChange[];
  /** What differs and cannot be written, each in a sentence. */
  readonly undecided: readonly string[];
}

/** Turns what programs print otherwise into edits of `spec/protocol-N/outputs/`. */
export function editsOfOutputs(changes: readonly DatedOutputChange[], spec: ProtocolSpec): OutputEdits {
  const edits = new Map<string, Edit[]>();
  const written: DatedOutputChange[] = [];
  const undecided: string[] = [];
  const lists = new Map<string, Edit>();
  for (const dated of changes) {
    const { change } = dated;
    const { file, value: schema } = spec.outputs.get(change.output)!;
    const part = partAt(schema, change.part);
    const reason = whyNotWritten(dated, part);
    if (reason !== undefined) {
      undecided.push(`${wordsOf(change)}: ${reason}. See ${file}.`);
      continue;
    }
    written.push(dated);
    const edit = editOf(dated, part);
    // Where an object has no field yet, the first one brings the list, and all others join it.
    const place = JSON.stringify([file, change.part]);
    const list = lists.get(place);
    if (edit.kind === 'add-key' && edit.key === 'properties' && list?.kind === 'add-key') {
      Object.assign(list.value as object, edit.value);
      continue;
    }
    lists.set(place, edit);
    edits.set(file, [...(edits.get(file) ?? []), edit]);
  }
  return { edits, written, undecided };
}

/** A change in the words of a report: `field loadAverage of worker-list came`. */
function wordsOf({ output, kind, name }: OutputChange): string {
  const [what, happened] = kind.split(' ') as [string, string];
  return `${what} \`${name}\` of the output \`${output}\` ${happened}`;
}

function whyNotWritten({ change, until }: DatedOutputChange, part: SchemaNode): string | undefined {
  const { kind, name } = change;
  if (kind === 'field came' && isNode(part.properties) && name in part.properties) {
    return 'the schema has a field of this name, which ended earlier: a name has one entry only';
  }
  if (kind === 'value came' && variantsOf(part).some((variant) => variant.const === name)) {
    return 'the schema has this value, which ended earlier: a value has one entry only';
  }
  if (kind === 'field went' && until !== undefined) {
    return `it came back after ${until}: a name has one entry only`;
  }
  return undefined;
}

function editOf({ change, last, since, until }: DatedOutputChange, part: SchemaNode): Edit {
  const { kind, output, name, values } = change;
  const dates = { 'x-since': since, ...(until === undefined ? {} : { 'x-until': until }) };
  switch (kind) {
    case 'field went':
      return { kind: 'add-key', map: [...change.part, 'properties', name], key: 'x-until', value: last };
    case 'value came': {
      const list = 'oneOf' in part ? 'oneOf' : 'anyOf';
      const value = { const: name, ...dates, description: gap(`what the value ${name} says`) };
      return { kind: 'add-item', list: [...change.part, list], after: variantsOf(part).length - 1, value };
    }
    case 'field came': {
      const ask = `what ${name} of the output ${output} is, and add it to \`required\` if it is always there`;
      const value = { ...typeSeen(values), ...dates, description: gap(ask) };
      return isNode(part.properties)
        ? { kind: 'add-key', map: [...change.part, 'properties'], key: name, value }
        : { kind: 'add-key', map: change.part, key: 'properties', value: { [name]: value } };
    }
  }
}

function partAt(schema: OutputSchema, keys: Keys): SchemaNode {
  const found = keys.reduce<unknown>((node, key) => (node as SchemaNode | undefined)?.[key], schema);
  return isNode(found) ? found : {};
}
