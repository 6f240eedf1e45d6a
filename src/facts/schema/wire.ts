import * as z from 'zod';
import { datedObject, proseSchema } from './common.ts';

/** How a fact was established: seen in a run, or read in the source and not seen. */
const evidenceSchema = z.enum(['run', 'source']);

/** A named value in a frame, in the parameters of a verb or in its result. */
const wireFieldSchema = datedObject({
  name: z.string().min(1),
  type: proseSchema,
  optional: z.boolean().default(false),
  meaning: proseSchema,
});

/** One kind of JSON text on the control socket. */
const wireFrameSchema = datedObject({
  name: z.string().regex(/^rpc\.[a-z]+$/, "a frame is called 'rpc.' and a word"),
  meaning: proseSchema,
  fields: z.array(wireFieldSchema).min(1),
  evidence: evidenceSchema,
});

/** What one side can ask the other to do over the control socket. */
const wireVerbSchema = datedObject({
  name: z.string().regex(/^(?:worker|capability)\.[a-zA-Z.]+$/, "a verb starts with 'worker.' or 'capability.'"),
  direction: z.enum(['worker-to-orchestrator', 'orchestrator-to-worker']),
  does: proseSchema,
  params: z.array(wireFieldSchema).default([]),
  result: z.array(wireFieldSchema).default([]),
  /** What the other side checks and refuses. */
  limits: z.array(datedObject({ text: proseSchema })).default([]),
  evidence: evidenceSchema,
});

/** One address of the data plane. */
const wireRouteSchema = datedObject({
  method: z.enum(['GET', 'POST', 'DELETE']),
  path: z.string().regex(/^\//, 'a path starts with /'),
  does: proseSchema,
  sends: proseSchema.optional(),
  returns: proseSchema,
  evidence: evidenceSchema,
});

/** A code by which a side says why it refuses. */
const wireCodeSchema = datedObject({
  code: z.string().min(1),
  /** `control-socket`: the code of an error frame; `data-plane`: an HTTP status. */
  on: z.enum(['control-socket', 'data-plane']),
  when: proseSchema,
  evidence: evidenceSchema,
});

/** Something by which one side proves that it may do what it asks for. */
const wireCredentialSchema = datedObject({
  name: proseSchema,
  form: proseSchema,
  opens: proseSchema,
  carriedBy: proseSchema,
  lifetime: proseSchema,
  evidence: evidenceSchema,
});

/** `wire.yaml`: what travels between orchestrator and worker. */
export const wireSchema = z.strictObject({
  frames: z.array(wireFrameSchema).min(1),
  verbs: z.array(wireVerbSchema).min(1),
  routes: z.array(wireRouteSchema).min(1),
  codes: z.array(wireCodeSchema).min(1),
  credentials: z.array(wireCredentialSchema).min(1),
});

export type Wire = z.output<typeof wireSchema>;
export type WireField = z.output<typeof wireFieldSchema>;
export type WireVerb = z.output<typeof wireVerbSchema>;
