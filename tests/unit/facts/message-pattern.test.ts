import { describe, expect, it } from 'vitest';
import { messageMatcher } from '../../../src/facts/message-pattern.ts';
import { cpuTime } from '../../support/cpu-time.ts';

const meaning = 'x';

describe('messageMatcher', () => {
  it('picks out parameters', () => {
    const match = messageMatcher({
      text: 'Worker protocol version {worker} does not match orchestrator version {orchestrator}',
      parameters: { worker: { kind: 'number', meaning }, orchestrator: { kind: 'number', meaning } },
    });
    expect(match('Error: Worker protocol version 3 does not match orchestrator version 4\n')?.parameters).toEqual({
      worker: '3',
      orchestrator: '4',
    });
    expect(match('Worker protocol version three does not match orchestrator version 4')).toBeUndefined();
  });

  it('takes the rest of the line for a last free text', () => {
    const match = messageMatcher({ text: 'Disconnected: {reason}', parameters: { reason: { kind: 'text', meaning } } });
    expect(match('Disconnected: control socket closed: Unexpected EOF\nnext')?.parameters).toEqual({
      reason: 'control socket closed: Unexpected EOF',
    });
  });

  it('demands the same value where a parameter stands twice', () => {
    const match = messageMatcher({ text: '{a} and {a}', parameters: { a: { kind: 'name', meaning } } });
    expect(match('x and x')).toBeDefined();
    expect(match('x and y')).toBeUndefined();
  });

  it('takes characters with a meaning in patterns as they are', () => {
    const match = messageMatcher({ text: 'Invalid (a.b)+ [c] {d}?', parameters: { d: { kind: 'word', meaning } } });
    expect(match('Invalid (a.b)+ [c] z?')).toBeDefined();
    expect(match('Invalid (axb)+ [c] z?')).toBeUndefined();
  });

  it('stays fast on crafted input', () => {
    const match = messageMatcher({
      text: "{a}'{b}'{c}: {d} — {e}",
      parameters: Object.fromEntries(
        ['a', 'b', 'c', 'd', 'e'].map((name) => [name, { kind: 'text', meaning } as const]),
      ),
    });
    expect(cpuTime(() => match("'".repeat(2_000)))).toBeLessThan(5_000);
  });
});
