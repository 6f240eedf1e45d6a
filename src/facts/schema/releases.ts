import * as z from 'zod';
import { datedObject, proseSchema, releaseSchema, runtimeSchema } from './common.ts';

/** One protocol number with the releases that speak it. */
const protocolRangeSchema = z.strictObject({
  number: z.int().positive(),
  /** First release that speaks it; `unreleased` while its pages are written ahead of it. */
  first: z.union([z.literal('unreleased'), releaseSchema]),
  /** Last release that speaks it; absent for the protocol of the newest release. */
  last: releaseSchema.optional(),
  /** The release against which this protocol's pages are proven; absent while there is none. */
  verified: releaseSchema.optional(),
  /** What the number brought, in a sentence. */
  brought: proseSchema,
});

/** `spec/releases.yaml`: the only list of protocols and releases. */
export const releasesFileSchema = z.strictObject({
  /** Newest first. */
  protocols: z.array(protocolRangeSchema).min(1),
  /** Git tags of all known releases from the first with remote execution on, oldest first. */
  tags: z.array(z.string().regex(/^v\d{8}\.\d{6}\.\d+-sha\.[0-9a-f]{8}$/, 'not a release tag')).min(1),
  /** What the releases were compiled with. */
  runtimes: z.array(datedObject({ runtime: runtimeSchema })).default([]),
});

export type ReleasesFile = z.output<typeof releasesFileSchema>;
export type ProtocolRange = z.output<typeof protocolRangeSchema>;
