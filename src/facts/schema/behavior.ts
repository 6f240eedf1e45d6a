import * as z from 'zod';
import { datedObject, idSchema, proseSchema } from './common.ts';

const sentenceSchema = proseSchema
  .max(200, 'say it in 200 characters')
  .regex(/\.$/, 'end the sentence with a full stop');

/** How a rule is proved: by exactly one of a scenario, a recording, or a place in the program's source. */
const proofSchema = z
  .strictObject({
    /** A scenario of the verifier, which decides it at every release. */
    scenario: idSchema.optional(),
    /** A recording that shows it, such as `failure/worker-sigkilled.resource`. */
    recording: z.string().min(1).optional(),
    /** The file of the program in which it was read. */
    source: z
      .string()
      .regex(/^src\/\S+\.ts$/, 'name a file of the program, such as src/serve/worker_gateway.ts')
      .optional(),
    /** With `source`: why it is not run. */
    reason: proseSchema.optional(),
  })
  .refine(({ scenario, recording, source }) => [scenario, recording, source].filter(Boolean).length === 1, {
    error: "name one of 'scenario', 'recording' and 'source'",
  })
  .refine(({ source, reason }) => (source === undefined) === (reason === undefined), {
    error: "'source' needs a 'reason' why it is not run, and nothing else has one",
  });

/** A rule of behavior that pages state, for all protocols in whose releases it holds. */
const behaviorSchema = datedObject({ id: idSchema, statement: sentenceSchema, proof: proofSchema });

export type BehaviorEntry = z.output<typeof behaviorSchema>;

/** `spec/behaviors/<subject>.yaml`. */
export const behaviorsFileSchema = z.strictObject({ rules: z.array(behaviorSchema).min(1) });

/** A known problem: a section of a page below `operators/known-problems`. */
const knownProblemSchema = datedObject({
  /** Page and anchor of the section: `steps#a-shell-step-runs-twice`. */
  entry: z.string().regex(/^[a-z-]+#[a-z0-9_-]+$/, 'name page and anchor, such as steps#a-shell-step-runs-twice'),
  /** The scenario of the verifier that reproduces it. */
  scenario: idSchema.optional(),
  /** Why no scenario does. */
  reason: proseSchema.optional(),
}).refine(({ scenario, reason }) => (scenario === undefined) !== (reason === undefined), {
  error: "name the 'scenario' that reproduces it, or the 'reason' why none does",
});

export type KnownProblemEntry = z.output<typeof knownProblemSchema>;

/** `spec/known-problems.yaml`. */
export const knownProblemsFileSchema = z.strictObject({ problems: z.array(knownProblemSchema) });
