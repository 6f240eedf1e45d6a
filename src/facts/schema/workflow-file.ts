import * as z from 'zod';
import { datedObject, proseSchema, releaseSchema } from './common.ts';

/** What a value of a workflow file may be, in the words of `spec/workflow-file.yaml`. */
export const VALUE_TYPES = [
  'uuid',
  'name',
  'text',
  'boolean',
  'number',
  'number from 0',
  'positive number',
  'whole number from 0',
  'whole number from 1',
  'map',
  'map of text',
  'map or expression',
  'list',
  'condition',
  'task',
  'part trigger',
  'part forEach',
  'list of job',
  'list of step',
  'list of job dependency',
  'list of step dependency',
  'one of low medium high',
] as const;

export type ValueType = (typeof VALUE_TYPES)[number];

const keySchema = datedObject({
  key: z.string().min(1),
  type: z.enum(VALUE_TYPES),
  required: z.literal(true).optional(),
  meaning: proseSchema,
});

const partSchema = datedObject({
  part: z.string().min(1),
  /** Since when a key that is not listed is refused; absent where it never is. */
  unknown: releaseSchema.optional(),
  keys: z.array(keySchema).min(1),
});

export type WorkflowKey = z.output<typeof keySchema>;
export type WorkflowPart = z.output<typeof partSchema>;

/** `spec/workflow-file.yaml`. */
export const workflowFileSchema = z.strictObject({ parts: z.array(partSchema) });
