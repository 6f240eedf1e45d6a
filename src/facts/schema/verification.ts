import * as z from 'zod';
import { releaseSchema, runtimeSchema } from './common.ts';

const countSchema = z.int().nonnegative();

/**
 * `recordings/verifications/<release>.yaml`: the figures of the last complete verification of a
 * release. The verifier writes it, never a hand.
 */
export const verificationSchema = z.strictObject({
  release: releaseSchema,
  protocol: z.int().positive(),
  /** Day of the run. */
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written as 2026-08-22'),
  /** How the program was made that was verified. */
  program: z.enum(['binary', 'source']),
  /** What the program ran on. */
  runtime: runtimeSchema,
  result: z.enum(['agrees', 'differs']),
  checks: z
    .array(z.strictObject({ check: z.string(), agrees: countSchema, differs: countSchema, notRun: countSchema }))
    .min(1),
  /** Pages whose steps were carried out, such as `operators/tokens`. */
  pages: z.array(z.string()),
  /** Rules of behavior and known problems that a scenario confirmed, ways round left out. */
  behaviors: z.array(z.string()).default([]),
  /** Ids of messages that the program printed while a check ran, whatever the check was about. */
  heard: z.array(z.strictObject({ check: z.string(), messages: z.array(z.string()).min(1) })).default([]),
  /** What differed: the statement and where it is written. */
  differs: z.array(z.strictObject({ check: z.string(), subject: z.string(), file: z.string().optional() })),
  /** What was not run, grouped by reason. */
  notRun: z.array(z.strictObject({ check: z.string(), reason: z.string(), subjects: z.array(z.string()).min(1) })),
});

export type Verification = z.output<typeof verificationSchema>;
