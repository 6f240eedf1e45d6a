import * as z from 'zod';
import { datedObject, idSchema, proseSchema } from './common.ts';

/** A state of one of the program's machines. */
const stateSchema = datedObject({
  name: z.string().min(1),
  meaning: proseSchema,
  /** `stored`: in the data record; `live`: only in the orchestrator's memory; `shown`: computed for display. */
  kind: z.enum(['stored', 'live', 'shown']),
  /** Where and how a person sees it. */
  seenAs: proseSchema.optional(),
  /** True when nothing but deleting its data leads out of it. */
  final: z.boolean().default(false),
});

/** A way from one state to another. */
const transitionSchema = datedObject({
  /** Absent for the start. */
  from: z.string().optional(),
  /** Absent for the end: the thing is gone. */
  to: z.string().optional(),
  /** What makes it happen, short enough for a diagram's arrow. */
  trigger: proseSchema,
  /** Who does it. */
  by: z.enum(['operator', 'orchestrator', 'worker', 'clock']),
  /** What must hold for it to happen. */
  guard: proseSchema.optional(),
  /** What else it does. */
  effect: proseSchema.optional(),
});

/** One file in `spec/protocol-N/states/`. */
export const stateMachineSchema = datedObject({
  id: idSchema,
  title: proseSchema,
  /** What the machine is about and where its states are kept. */
  description: proseSchema,
  states: z.array(stateSchema).min(1),
  transitions: z.array(transitionSchema).min(1),
});

export type State = z.output<typeof stateSchema>;
export type Transition = z.output<typeof transitionSchema>;
export type StateMachine = z.output<typeof stateMachineSchema>;
