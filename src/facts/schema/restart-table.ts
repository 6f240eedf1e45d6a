import * as z from 'zod';
import { datedObject, idSchema, proseSchema } from './common.ts';

/** What became of the worker process after an event, in a form that the verifier can check. */
const outcomeSchema = datedObject({
  /**
   * `reconnects`: the same process is enrolled again; `enrolls`: a newly started process is
   * accepted; `stays`: nothing changes; `stops`: the process ends by itself; `retries`: it keeps
   * trying without end.
   */
  worker: z.enum(['reconnects', 'enrolls', 'stays', 'stops', 'retries']),
  exitCode: z.int().min(0).max(255).optional(),
  /** The id of the message that the worker prints. */
  message: idSchema.optional(),
  /** What the worker prints, exactly, when it is no error message; with `{parameters}`. */
  workerPrints: z.string().optional(),
  /** What the orchestrator logs, exactly; absent when it logs nothing about it. */
  orchestratorLogs: z.string().optional(),
  /** Recorded state of the token afterwards. */
  tokenState: z.enum(['unused', 'enrolled', 'expired', 'revoked']),
  /** The whole story in a sentence or two. */
  what: proseSchema,
  /** What the operator has to do, if anything. */
  todo: proseSchema.optional(),
});

/** One event of the restart table. */
const restartRowSchema = datedObject({
  id: idSchema,
  event: proseSchema,
  outcomes: z.array(outcomeSchema).min(1),
  recordings: z.array(z.string()).default([]),
  evidence: z.enum(['run', 'source']),
});

/** `restart-table.yaml` */
export const restartTableSchema = z.strictObject({ rows: z.array(restartRowSchema).min(1) });

export type RestartRow = z.output<typeof restartRowSchema>;
export type RestartOutcome = z.output<typeof outcomeSchema>;
