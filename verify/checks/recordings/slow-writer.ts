/** Type of the extension model that writes something, or only logs, or nothing, and then takes its time. */
export const SLOW_WRITER = '@rec/slow-writer';

/** Where it stands in a repository. */
export const SLOW_WRITER_FILE = 'extensions/models/slow-writer.ts';

/** Its source. Mode `signal` looks whether it is told to stop. */
export const SLOW_WRITER_SOURCE = `import { z } from "npm:zod@4";

export const model = {
  type: "${SLOW_WRITER}",
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
    out: { description: "a file", contentType: "text/plain", lifetime: "infinite", garbageCollection: 10 },
  },
  methods: {
    work: {
      description: "write first (or only log), then wait",
      arguments: z.object({
        seconds: z.number().default(20),
        mode: z.enum(["resource", "file", "log", "none", "signal"]).default("resource"),
      }),
      execute: async (args, context) => {
        const handles = [];
        if (args.mode === "resource") {
          handles.push(await context.writeResource("note", "note", { at: new Date().toISOString() }));
        }
        if (args.mode === "file") {
          handles.push(await context.createFileWriter("out", "out").writeText("first line\\n"));
        }
        if (args.mode === "log") context.logger.info("only logging, not writing");
        const end = Date.now() + args.seconds * 1000;
        while (Date.now() < end) {
          if (args.mode === "signal" && context.signal?.aborted) {
            throw new Error("stopped early: the signal was aborted");
          }
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
        return { dataHandles: handles };
      },
    },
  },
};
`;
