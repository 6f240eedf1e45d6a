import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import type { OutputSchema } from '../../src/facts/output-schema.ts';

// The package is CommonJS: its default export arrives wrapped.
const addFormats = addFormatsModule as unknown as typeof addFormatsModule.default;

/** Compiles an output schema strictly: a keyword that JSON Schema does not know throws. */
export function compileOutput(schema: OutputSchema): ValidateFunction {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true, allowUnionTypes: true });
  addFormats(ajv);
  for (const annotation of ['x-since', 'x-until', 'x-stream', 'x-evidence']) {
    ajv.addKeyword(annotation);
  }
  return ajv.compile(schema);
}
