import * as z from 'zod';

/**
 * The frame of a file in `spec/protocol-N/outputs/`. What stands inside is JSON Schema 2020-12 and
 * is compiled by a validator when the specification is checked.
 */
export const outputSchemaFileSchema = z.looseObject({
  $schema: z.literal('https://json-schema.org/draft/2020-12/schema'),
  $id: z.string().regex(/^outputs\/[a-z0-9-]+\.schema\.json$/, 'an $id reads outputs/<name>.schema.json'),
  title: z.string().min(1),
  description: z.string().min(1),
  /** Present when the command prints several: one a `line`, or `values` one after another. */
  'x-stream': z.enum(['lines', 'values']).optional(),
  'x-evidence': z.enum(['run', 'source']),
});
