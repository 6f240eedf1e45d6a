import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';

/** The label of the worker on the other machine, and how a step asks for it. */
export const LABEL = 'site=second';
const PLACEMENT = { labels: { site: 'second' } };

/** How long a step takes that is cut in two. */
const SLOW_SECONDS = 25;

/** More than a proxy takes that was not told otherwise: 1 MB. */
const BULK_BYTES = 3_000_000;

const WRITER = `import { z } from "npm:zod@4";

export const model = {
  type: "@rec/two-writer",
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
    out: {
      description: "a file",
      contentType: "text/plain",
      lifetime: "infinite",
      garbageCollection: 10,
    },
  },
  methods: {
    work: {
      description: "write a record or a file, then wait",
      arguments: z.object({
        mode: z.enum(["resource", "file", "none"]).default("resource"),
        bytes: z.number().default(0),
        seconds: z.number().default(0),
      }),
      execute: async (args, context) => {
        const handles = [];
        if (args.mode === "resource") {
          handles.push(await context.writeResource("note", "note", { at: new Date().toISOString() }));
        }
        if (args.mode === "file") {
          const writer = context.createFileWriter("out", "out");
          handles.push(await writer.writeText("x".repeat(args.bytes)));
        }
        await new Promise((resolve) => setTimeout(resolve, args.seconds * 1000));
        return { dataHandles: handles };
      },
    },
  },
};
`;

/** Models that the steps use, by name. */
export const MODELS = {
  hello: 'command/shell',
  note: '@rec/two-writer',
  doc: '@rec/two-writer',
  bulk: '@rec/two-writer',
} as const;

/** Steps of each workflow: the model, the method and its arguments. */
const WORKFLOWS = {
  two: {
    where: ['hello', 'execute', { run: 'echo on $(hostname -I)' }],
    record: ['note', 'work', { mode: 'resource' }],
    file: ['doc', 'work', { mode: 'file', bytes: 2000 }],
  },
  bulk: { bulk: ['bulk', 'work', { mode: 'file', bytes: BULK_BYTES }] },
  slownone: { slow: ['note', 'work', { mode: 'none', seconds: SLOW_SECONDS }] },
  slowrec: { slow: ['note', 'work', { mode: 'resource', seconds: SLOW_SECONDS }] },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly [string, string, object]>>>>;

export type WorkflowName = keyof typeof WORKFLOWS;

/** Writes the model and the workflows of all scenes into a repository. */
export function furnishRepository(folder: string): void {
  write(path.join(folder, 'extensions/models/two-writer.ts'), WRITER);
  for (const [name, steps] of Object.entries(WORKFLOWS)) {
    const id = randomUUID();
    const jobs = [{ name: 'main', steps: Object.entries(steps).map(([step, task]) => stepOf(step, task)) }];
    write(path.join(folder, `workflows/workflow-${id}.yaml`), stringify({ id, name, jobs, version: 1 }));
  }
}

function stepOf(name: string, [modelIdOrName, methodName, inputs]: readonly [string, string, object]): object {
  return { name, task: { type: 'model_method', modelIdOrName, methodName, inputs }, ...PLACEMENT };
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
