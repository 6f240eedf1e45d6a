import * as z from 'zod';
import { behaviorsFileSchema, knownProblemsFileSchema } from '../../src/facts/schema/behavior.ts';
import { commandSchema, globalOptionsSchema } from '../../src/facts/schema/command.ts';
import { messagesFileSchema } from '../../src/facts/schema/message.ts';
import { outputSchemaFileSchema } from '../../src/facts/schema/output.ts';
import {
  builtInModelSchema,
  environmentSchema,
  placementFieldsSchema,
  timingsSchema,
} from '../../src/facts/schema/reference-data.ts';
import { releasesFileSchema } from '../../src/facts/schema/releases.ts';
import { restartTableSchema } from '../../src/facts/schema/restart-table.ts';
import { stateMachineSchema } from '../../src/facts/schema/state-machine.ts';
import { wireSchema } from '../../src/facts/schema/wire.ts';
import { driftFileSchema } from '../../src/markdown/drift/register.ts';

/** Where the schemas for editors lie, below the project's folder. */
export const SCHEMA_FOLDER = 'spec/schema';

/** The schema by which the build checks a kind of file, and the files that are of this kind. */
const KINDS: Readonly<Record<string, { readonly files: string; readonly schema: z.ZodType }>> = {
  behaviors: { files: 'spec/behaviors/*.yaml', schema: behaviorsFileSchema },
  command: { files: 'spec/protocol-*/commands/*.yaml', schema: commandSchema },
  drift: { files: 'spec/drift/**/*.yaml', schema: driftFileSchema },
  environment: { files: 'spec/protocol-*/environment.yaml', schema: environmentSchema },
  'global-options': { files: 'spec/protocol-*/global-options.yaml', schema: globalOptionsSchema },
  'known-problems': { files: 'spec/known-problems.yaml', schema: knownProblemsFileSchema },
  messages: { files: 'spec/protocol-*/messages/*.yaml', schema: messagesFileSchema },
  model: { files: 'spec/protocol-*/models/*.yaml', schema: builtInModelSchema },
  output: { files: 'spec/protocol-*/outputs/*.schema.yaml', schema: outputSchemaFileSchema },
  'placement-fields': { files: 'spec/protocol-*/placement-fields.yaml', schema: placementFieldsSchema },
  releases: { files: 'spec/releases.yaml', schema: releasesFileSchema },
  'restart-table': { files: 'spec/protocol-*/restart-table.yaml', schema: restartTableSchema },
  'state-machine': { files: 'spec/protocol-*/states/*.yaml', schema: stateMachineSchema },
  timings: { files: 'spec/protocol-*/timings.yaml', schema: timingsSchema },
  wire: { files: 'spec/protocol-*/wire.yaml', schema: wireSchema },
};

/** A JSON Schema with which an editor completes and checks a kind of file. */
export interface EditorSchema {
  readonly name: string;
  /** Glob of the files that it describes, from the project's folder. */
  readonly files: string;
  readonly text: string;
}

/** The JSON Schemas of all kinds of facts, made from the schemas of the build itself. */
export function editorSchemas(): EditorSchema[] {
  return Object.entries(KINDS).map(([kind, { files, schema }]) => ({
    name: `${kind}.json`,
    files,
    // A writer's file is what goes in; what zod makes of it (defaults, trimmed texts) is no concern of an editor.
    text: `${JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), undefined, 2)}\n`,
  }));
}
