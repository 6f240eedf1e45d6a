import type { Sender, SeenFrame } from './socket-relay.ts';
import { isObject } from './value-types.ts';

/** A verb that one side asked the other to do, with its answer. */
export interface SeenCall {
  readonly from: Sender;
  readonly method: string;
  readonly params: unknown;
  /** Absent when it was refused, had nothing to say or did not end. */
  readonly result?: unknown;
}

/** Frames of one kind, without the name of the kind. */
export function kindsIn(frames: readonly SeenFrame[], kind: string): unknown[] {
  return frames
    .filter(({ frame }) => frame.type === kind)
    .map(({ frame }) => Object.fromEntries(Object.entries(frame).filter(([key]) => key !== 'type')));
}

/** All requests in the order of their sending, each with the result of the response that the other side gave. */
export function callsIn(frames: readonly SeenFrame[]): SeenCall[] {
  const open = new Map<string, { from: Sender; method: string; params: unknown; result?: unknown }>();
  const calls: SeenCall[] = [];
  for (const { from, frame } of frames) {
    const key = (sender: Sender): string => `${sender} ${String(frame.id)}`;
    if (frame.type === 'rpc.request') {
      const call = { from, method: String(frame.method), params: frame.params ?? {} };
      open.set(key(from), call);
      calls.push(call);
    } else if (frame.type === 'rpc.response') {
      const call = open.get(key(from === 'worker' ? 'orchestrator' : 'worker'));
      if (call !== undefined && frame.result !== null && frame.result !== undefined) {
        call.result = frame.result;
      }
    }
  }
  return calls.map((call) => (isObject(call.params) ? call : { ...call, params: {} }));
}
