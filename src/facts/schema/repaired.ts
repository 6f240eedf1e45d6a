import * as z from 'zod';
import { idSchema, proseSchema, releaseSchema } from './common.ts';

/** What a repaired defect is about, in the order in which pages show them. */
export const REPAIRED_AREAS = [
  'security',
  'workers',
  'tokens',
  'steps',
  'runs',
  'schedules',
  'orchestrator',
  'commands',
  'extensions',
] as const;

export type RepairedArea = (typeof REPAIRED_AREAS)[number];

const NO_COMMIT = "a commit is its first 8 hexadecimal digits, in quotes: '13ccdc09'";
const commitSchema = z.string({ error: NO_COMMIT }).regex(/^[0-9a-f]{8}$/, NO_COMMIT);

/** A defect that a release repaired, for the readers of older releases. */
const repairedDefectSchema = z.strictObject({
  id: idSchema,
  area: z.enum(REPAIRED_AREAS),
  /** First release with the defect; absent when all before the repair have it. */
  since: releaseSchema.optional(),
  /** First release without it. */
  repaired: releaseSchema,
  /** The defect as a heading would say it. */
  problem: proseSchema,
  /** What it does, and how one knows it. */
  effect: proseSchema,
  /** What to do until the upgrade, if there is something. */
  meanwhile: proseSchema.optional(),
  /** The commits of the program that repaired it: the evidence. */
  commits: z.array(commitSchema).min(1, 'name at least one commit'),
});

export type RepairedDefectEntry = z.output<typeof repairedDefectSchema>;

/** `spec/repaired.yaml`. */
export const repairedFileSchema = z.strictObject({ defects: z.array(repairedDefectSchema) });
