import * as z from 'zod';
import { idSchema, proseSchema, releaseSchema } from './common.ts';

/** What a release broke for those who relied on how the program was before. */
export const breakingChangeSchema = z.strictObject({
  /** Also its anchor on the upgrade pages. */
  id: idSchema,
  /** First release that is otherwise. */
  since: releaseSchema,
  audience: z.enum(['operators', 'authors']),
  title: proseSchema,
  before: proseSchema,
  now: proseSchema,
  /** What the reader does about it. */
  todo: proseSchema,
  /** Page of the protocol that explains it, with an anchor if need be: `authors/cancel#signals`. */
  page: z
    .string()
    .regex(
      /^[a-z0-9-]+(?:\/[a-z0-9-]+)*(?:#[a-z0-9_-]+)?$/,
      'is a page within a version: authors/cancel or authors/cancel#signals',
    )
    .optional(),
  /** Both behaviors were seen in runs, or read in the program's source. */
  evidence: z.enum(['run', 'source']),
});

/** `spec/breaking-changes.yaml`: of all protocols, the most harmful first. */
export const breakingChangesFileSchema = z.strictObject({ changes: z.array(breakingChangeSchema) });

export type BreakingChange = z.output<typeof breakingChangeSchema>;
