import * as z from 'zod';
import { proseSchema, releaseSchema } from './common.ts';

/** One sentence without a full stop, as a list shows it beside its release. */
const headlineSchema = proseSchema
  .max(130, 'say it in 130 characters')
  .refine((text) => !text.endsWith('.'), 'leave out the full stop');

/** `spec/headlines.yaml`: what a release changed, in one sentence. */
export const headlinesFileSchema = z.strictObject({ headlines: z.record(releaseSchema, headlineSchema) });
