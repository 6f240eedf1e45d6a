import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Orchestrator } from '../../stage/orchestrator.ts';

/** Where the extension models of a repository stand. */
export const MODELS = 'extensions/models';

/**
 * Writes files of an extension into the repository of an orchestrator, which is started anew to find them.
 *
 * @param files - text by path below the repository.
 */
export async function addExtension(at: Orchestrator, files: Readonly<Record<string, string>>): Promise<void> {
  writeFiles(at, files);
  await at.stop();
  await at.start();
}

/** Writes files into the repository of an orchestrator. */
export function writeFiles(at: Orchestrator, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(at.scratch.repository, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/**
 * The source of an extension model with one method, `work`, which can write records `note` and files `lines`.
 *
 * @param execute - the body of the method, with `args` and `context`.
 * @param args - its arguments, as the text of a zod object.
 */
export function modelSource(type: string, args: string, execute: string): string {
  return `import { z } from "npm:zod@4";

export const model = {
  type: "${type}",
  version: "2026.06.01.1",
  resources: {
    note: {
      description: "a small record",
      schema: z.object({ at: z.string() }),
      lifetime: "infinite",
      garbageCollection: 10,
    },
  },
  files: {
    lines: { description: "a text", contentType: "text/plain", lifetime: "infinite", garbageCollection: 10 },
  },
  methods: {
    work: {
      description: "what the verifier looks at",
      arguments: z.object(${args}),
      execute: async (args, context) => {
        ${execute.trim().split('\n').join('\n        ')}
      },
    },
  },
};
`;
}
