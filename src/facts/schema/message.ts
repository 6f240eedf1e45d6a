import * as z from 'zod';
import { datedObject, idSchema, proseSchema } from './common.ts';

/** What kind of text a parameter of a message stands for. */
const parameterKindSchema = z.enum(['name', 'number', 'word', 'url', 'path', 'text']);

/** What the worker does after a message that refuses or ends its connection. */
const reactionSchema = datedObject({
  does: z.enum(['stops', 'retries', 'stops-after-three-tries']),
  exitCode: z.int().min(0).max(255).optional(),
  note: proseSchema.optional(),
});

/** What the other side prints at the same moment. */
const otherSideSchema = datedObject({
  side: z.enum(['orchestrator', 'worker', 'command']),
  /** Exact text with `{parameters}`; absent when it prints nothing about it. */
  text: z.string().min(1).optional(),
  note: proseSchema.optional(),
});

/** A line that the program prints, with what it means and what to do. */
export const messageSchema = datedObject({
  id: idSchema,
  /** The exact text; `{name}` marks a parameter. */
  text: z.string().min(1),
  parameters: z
    .record(z.string().regex(/^[a-zA-Z]+$/), z.strictObject({ kind: parameterKindSchema, meaning: proseSchema }))
    .default({}),
  /** Where in the life of a worker, token or step it belongs. */
  phase: z.enum([
    'mint',
    'connect',
    'enrollment',
    'session',
    'placement',
    'dispatch',
    'cancel',
    'drain',
    'serve',
    'client',
    'workflow',
  ]),
  /** A part of the phase with a page of its own, where a phase has more messages than a page can hold. */
  part: z.enum(['start', 'capability']).optional(),
  /** How much it matters to the reader. */
  severity: z.enum(['error', 'warning', 'info']),
  /** Printed only by a program that runs on this runtime, which no release is compiled with: `deno 2.9`. */
  runtime: z
    .string()
    .regex(/^deno \d+\.\d+$/, 'write the runtime of a message as deno 2.9')
    .optional(),
  printedBy: z.array(z.enum(['worker', 'orchestrator', 'command'])).min(1),
  /** Commands whose page lists it, as typed after `swamp`. */
  commands: z.array(z.string()).default([]),
  /** The error code that travels with it on the control socket. */
  rpcCode: z.string().optional(),
  /** Only for messages that end or refuse a worker's connection. */
  reactions: z.array(reactionSchema).default([]),
  otherSide: z.array(otherSideSchema).default([]),
  /** A sentence that says the message with its `{parameters}` filled in. */
  answer: proseSchema.optional(),
  cause: proseSchema,
  fix: proseSchema,
  /** Recordings that show it. */
  recordings: z.array(z.string()).default([]),
  /** How it was established: seen in a run, or read in the program's source and not seen. */
  evidence: z.enum(['run', 'source']),
});

/** One file in `spec/protocol-N/messages/`: a list of messages of one subject. */
export const messagesFileSchema = z.strictObject({ messages: z.array(messageSchema).min(1) });

export type Message = z.output<typeof messageSchema>;
export type Reaction = z.output<typeof reactionSchema>;
export type ParameterKind = z.output<typeof parameterKindSchema>;
export type OtherSide = z.output<typeof otherSideSchema>;
