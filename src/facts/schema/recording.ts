import * as z from 'zod';
import { idSchema, proseSchema, releaseSchema, runtimeSchema } from './common.ts';

/** One process of a recording: a command with all that it printed. */
export const recordedProcessSchema = z.strictObject({
  /** Who runs it; several processes of one recording ran side by side. */
  terminal: z.enum(['operator', 'orchestrator', 'worker', 'second-worker', 'client']),
  /** The step of a procedure page that it shows; both streams are then in `stdout`, as a terminal shows them. */
  step: idSchema.optional(),
  /** The command line, with normalized values. */
  command: z.string().min(1),
  /** `elsewhere` is a folder that is no swamp repository. */
  directory: z.enum(['repository', 'elsewhere']),
  /** Exit code, or null while the process was still running or when a signal ended it. */
  exitCode: z.int().min(0).max(255).nullable(),
  /** How it ended when it has no exit code. */
  ended: z.enum(['still-running', 'killed']).optional(),
  /** The signal that the recorder sent. */
  signal: z.string().optional(),
  stdout: z.string(),
  stderr: z.string(),
});

/** A file that took part in a recording. */
const recordedFileSchema = z.strictObject({
  /** Name that tells what it is; where it stood does not matter. */
  path: z.string().min(1),
  content: z.string().min(1),
});

/** One file in `recordings/protocol-N/`: what the program printed, with changing values normalized. */
export const recordingSchema = z.strictObject({
  /** What was done, in a sentence. */
  title: proseSchema,
  /** Extra circumstances that the reader must know. */
  note: proseSchema.optional(),
  release: releaseSchema,
  /** Day of the run, `YYYY-MM-DD`. */
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write the day as YYYY-MM-DD'),
  /** `source`: run from its source under its runtime; `binary`: the compiled program. */
  program: z.enum(['source', 'binary']),
  /** What the program ran on: it decides how errors of the network and of TLS read. */
  runtime: runtimeSchema,
  /** Files that took part, such as the workflow that was run. */
  files: z.array(recordedFileSchema).default([]),
  processes: z.array(recordedProcessSchema).min(1),
});

export type Recording = z.output<typeof recordingSchema>;
export type RecordedProcess = z.output<typeof recordedProcessSchema>;
