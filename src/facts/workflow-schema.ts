import { isInSpan, shortRelease } from './release.ts';
import type { Release } from './release.ts';
import type { ValueType, WorkflowKey, WorkflowPart } from './schema/workflow-file.ts';

/** JSON Schema of 2020-12, as far as it is built here. */
type Schema = Readonly<Record<string, unknown>>;

const TEXT: Schema = { type: 'string' };
const NAME: Schema = { type: 'string', minLength: 1 };
const EXPRESSION = String.raw`^\$\{\{[\s\S]+\}\}\s*$`;

const SIMPLE: Partial<Record<ValueType, Schema>> = {
  uuid: { type: 'string', format: 'uuid' },
  name: NAME,
  text: TEXT,
  boolean: { type: 'boolean' },
  number: { type: 'number' },
  'number from 0': { type: 'number', minimum: 0 },
  'positive number': { type: 'number', exclusiveMinimum: 0 },
  'whole number from 0': { type: 'integer', minimum: 0 },
  'whole number from 1': { type: 'integer', minimum: 1 },
  map: { type: 'object' },
  'map of text': { type: 'object', additionalProperties: TEXT },
  'map or expression': { anyOf: [{ type: 'object' }, { type: 'string', pattern: EXPRESSION }] },
  list: { type: 'array' },
  'one of low medium high': { enum: ['low', 'medium', 'high'] },
};

const CONDITION: Schema = {
  type: 'object',
  required: ['type'],
  properties: {
    type: { enum: ['always', 'succeeded', 'failed', 'completed', 'skipped', 'and', 'or', 'not'] },
    conditions: { type: 'array', minItems: 2, items: { $ref: '#/$defs/condition' } },
    condition: { $ref: '#/$defs/condition' },
  },
  allOf: [
    { if: { properties: { type: { enum: ['and', 'or'] } } }, then: { required: ['conditions'] } },
    { if: { properties: { type: { const: 'not' } } }, then: { required: ['condition'] } },
  ],
};

/**
 * The JSON Schema of the workflow files that a release reads, for editors. Where the release drops a key without a word,
 * the schema refuses it all the same: an editor should show it.
 */
export function workflowSchema(parts: readonly WorkflowPart[], release: Release): Schema {
  const known = parts.filter((part) => isInSpan(release, part));
  const tasks = known.filter(({ part }) => part.startsWith('task '));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `Workflow file of swamp ${shortRelease(release)}`,
    ...partSchema(
      known.find(({ part }) => part === 'workflow')!,
      release,
    ),
    $defs: {
      condition: CONDITION,
      task: {
        type: 'object',
        required: ['type'],
        properties: { type: { enum: tasks.map(({ part }) => typeOfTask(part)) } },
        allOf: tasks.map((task) => ({
          if: { properties: { type: { const: typeOfTask(task.part) } } },
          then: { ...partSchema(task, release), ...(task.part === 'task model_method' ? MODEL : {}) },
        })),
      },
      ...Object.fromEntries(
        known
          .filter(({ part }) => part !== 'workflow' && !part.startsWith('task '))
          .map((part) => [nameOf(part.part), partSchema(part, release)]),
      ),
    },
  };
}

/** A model that exists, or one that is made. */
const MODEL: Schema = {
  oneOf: [
    { required: ['modelIdOrName'], not: { anyOf: [{ required: ['modelType'] }, { required: ['globalArgs'] }] } },
    { required: ['modelType', 'modelName'], not: { required: ['modelIdOrName'] } },
  ],
};

function partSchema({ keys }: WorkflowPart, release: Release): Schema {
  const own = keys.filter((key) => isInSpan(release, key));
  return {
    type: 'object',
    required: own.filter(({ required }) => required === true).map(({ key }) => key),
    additionalProperties: false,
    properties: Object.fromEntries(own.map((key) => [key.key, keySchema(key)])),
  };
}

function keySchema({ type, meaning, since }: WorkflowKey): Schema {
  return {
    description: since === undefined ? meaning : `${meaning} Since ${shortRelease(since)}.`,
    ...valueSchema(type),
  };
}

function valueSchema(type: ValueType): Schema {
  if (type.startsWith('list of ')) {
    const item = type.slice('list of '.length);
    return {
      type: 'array',
      ...(item.endsWith('dependency') ? {} : { minItems: 1 }),
      items: { $ref: `#/$defs/${nameOf(item)}` },
    };
  }
  return SIMPLE[type] ?? { $ref: `#/$defs/${nameOf(type.replace(/^part /, ''))}` };
}

function nameOf(part: string): string {
  return part.replaceAll(' ', '-');
}

function typeOfTask(part: string): string {
  return part.slice('task '.length);
}
