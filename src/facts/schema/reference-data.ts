import * as z from 'zod';
import { datedObject, idSchema, proseSchema } from './common.ts';

/** How a fact was established: seen in a run, or read in the source and not seen. */
const evidenceSchema = z.enum(['run', 'source']);

/** A time or size limit of the program. */
const timingSchema = datedObject({
  id: idSchema,
  name: proseSchema,
  kind: z.enum(['timeout', 'interval', 'lifetime', 'limit', 'retry']),
  /** Value with unit as a person writes it: `60 s`, `15 minutes`, `no limit`. */
  value: proseSchema,
  /** Flag or variable that changes it; absent when nothing does. */
  changedBy: proseSchema.optional(),
  meaning: proseSchema,
  /** How running into it shows. */
  symptom: proseSchema.optional(),
  evidence: evidenceSchema,
});

/** `timings.yaml` */
export const timingsSchema = z.strictObject({ timings: z.array(timingSchema).min(1) });

/** An environment variable that the program reads. */
const environmentVariableSchema = datedObject({
  name: z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'not the name of an environment variable'),
  /** Commands that read it, as typed after `swamp`, or a description of the group. */
  readBy: proseSchema,
  /** The flag that it stands in for. */
  flag: z.string().optional(),
  effect: proseSchema,
});

/** `environment.yaml`: variables, and what of the orchestrator's environment never travels. */
export const environmentSchema = z.strictObject({
  variables: z.array(environmentVariableSchema).min(1),
  denylist: z.strictObject({
    description: proseSchema,
    exact: z.array(z.string().regex(/^[A-Z]+$/)).min(1),
    prefixes: z.array(z.string().regex(/^[A-Z]+_$/)).min(1),
  }),
});

/** A field of a workflow file that places a step. */
const placementFieldSchema = datedObject({
  field: z.string().min(1),
  levels: z.array(z.enum(['step', 'job', 'workflow'])).min(1),
  type: proseSchema,
  meaning: proseSchema,
  /** What an inner level does to an outer one. */
  inheritance: proseSchema.optional(),
  example: z.string().min(1),
});

/** `placement-fields.yaml` */
export const placementFieldsSchema = z.strictObject({ fields: z.array(placementFieldSchema).min(1) });

/** A stored field of a built-in model. */
const modelFieldSchema = datedObject({
  name: z.string().min(1),
  type: proseSchema,
  /** Whether a record may lack it. */
  optional: z.boolean().default(false),
  meaning: proseSchema,
});

/** A method of a built-in model. */
const modelMethodSchema = datedObject({
  name: z.string().min(1),
  /** Argument list as a person writes it. */
  arguments: z.string(),
  does: proseSchema,
});

/** One file in `spec/protocol-N/models/`. */
export const builtInModelSchema = datedObject({
  id: idSchema,
  /** Type name as stored: `swamp/worker`. */
  type: z.string().regex(/^swamp\/[a-z-]+$/),
  description: proseSchema,
  /** How instances are named. */
  instance: proseSchema,
  /** Name of the data that holds a record. */
  dataName: proseSchema,
  specName: z.string().min(1),
  lifetime: proseSchema,
  versionsKept: z.int().positive(),
  /** Version of the model in the program, newest last. */
  modelVersions: z.array(datedObject({ version: z.string().min(1) })).min(1),
  fields: z.array(modelFieldSchema).min(1),
  methods: z.array(modelMethodSchema).default([]),
});

export type Timing = z.output<typeof timingSchema>;
export type EnvironmentVariable = z.output<typeof environmentVariableSchema>;
export type Environment = z.output<typeof environmentSchema>;
export type PlacementField = z.output<typeof placementFieldSchema>;
export type BuiltInModel = z.output<typeof builtInModelSchema>;
