import { describe, expect, it } from 'vitest';
import {
  explainsRefusal,
  printedFrom,
  refusalsOf,
  statementsOf,
  wasPrinted,
} from '../../../verify/stage/statements.ts';
import { reactionIn } from '../../../verify/stage/reaction.ts';

const SENTENCE = "Enrollment token 'beta' does not match";

describe('what was printed', () => {
  it.each([
    ['the newest releases', `\nError: ${SENTENCE}\n`],
    ['older releases', `2026-11-23 02:04:17.765 +00:00 [FTL] error: Error: "${SENTENCE}"`],
    ['a worker that ends', `Connecting to ws://127.0.0.1:4000 (attempt 1)...\nWorker stopped: ${SENTENCE}`],
    ['a worker that goes on', `Disconnected: ${SENTENCE}\nReconnecting in 1s`],
    [
      'a run of older releases',
      [
        `2026-11-23 02:04:17.765 +00:00 [ERR] workflow·run·wf·main·a: Step failed: "${SENTENCE}"`,
        '2026-11-23 02:04:17.766 +00:00 [ERR] workflow·run·wf·main: Job failed',
        `2026-11-23 02:04:17.767 +00:00 [ERR] workflow·run·wf: Workflow failed: "${SENTENCE}"`,
      ].join('\n'),
    ],
    [
      'a worker that gives up',
      `2026-11-23T01:39:18.836Z [ERR] worker·connect: connection failed 3 consecutive times before enrollment — giving up (last error: ${SENTENCE})`,
    ],
  ])('is read as %s write it', (_, printed) => {
    expect(statementsOf(printed)).toContain(SENTENCE);
    expect(refusalsOf(printed)).toEqual([SENTENCE]);
  });

  it('may be quoted with either quote', () => {
    const printed = `01:33:27.448 FTL error Error: 'Missing required option "--token".'`;
    expect(refusalsOf(printed)).toEqual(['Missing required option "--token".']);
  });

  it.each([
    ['the line that ends a dispatch', `✗ Dispatch 1237cc16: command/shell.execute failed in 41ms — ${SENTENCE}`],
    ['an error as JSON', `{\n  "status": "error",\n  "error": "${SENTENCE}"\n}`],
  ])('is a reason within %s', (_, printed) => {
    expect(statementsOf(printed)).toContain(SENTENCE);
    expect(refusalsOf(printed)).toEqual([]);
  });

  it('may be a validation error over several lines', () => {
    const printed = [
      '2026-11-23T01:29:12.668Z [FTL] error: ZodError: [',
      '  {',
      '    "code": "custom",',
      `    "message": "A name must be like this (e.g. 'my-server')."`,
      '  }',
      ']',
      '    at Definition.create (file:///src/definition.ts:322:46)',
    ].join('\n');
    expect(refusalsOf(printed)).toEqual(["A name must be like this (e.g. 'my-server')."]);
  });

  it('is no refusal when it only tells what happens', () => {
    const printed = [
      'Connecting to ws://127.0.0.1:4000 (attempt 1)...',
      '2026-11-23 01:43:04.328 +00:00 [INF] worker·connect: Enrolled as "alpha"',
      '✓ Enrolled as alpha',
      ' system │ Worker "alpha" enrolled ("first-connect")',
      'Your swamp version is 93 days old. Run `swamp update` to upgrade.',
    ].join('\n');
    expect(refusalsOf(printed)).toEqual([]);
    expect(statementsOf(printed)).toContain('Worker "alpha" enrolled ("first-connect")');
  });
});

describe('a message', () => {
  const parameters = { token: { kind: 'name', meaning: 'a name' } } as const;

  it('must be the whole statement', () => {
    const printed = `Error: ${SENTENCE}`;
    expect(wasPrinted({ text: "Enrollment token '{token}' does not match", parameters }, printed)).toBe(true);
    expect(wasPrinted({ text: "Enrollment token '{token}' does not", parameters }, printed)).toBe(false);
    expect(wasPrinted({ text: "token '{token}' does not match", parameters }, printed)).toBe(false);
  });

  it('may stand before a reason that the log adds, and before nothing else', () => {
    const skipped = { text: 'Skipping the file "{token}"', parameters };
    expect(wasPrinted(skipped, '22:00:00.000 WRN repo Skipping the file "/a/b": "no such key"')).toBe(true);
    expect(wasPrinted(skipped, '22:00:00.000 WRN repo Skipping the file "/a/b": SyntaxError {')).toBe(true);
    expect(wasPrinted({ text: 'Skipping the file', parameters: {} }, 'Skipping the file: why not')).toBe(false);
    expect(wasPrinted(skipped, '22:00:00.000 WRN repo Skipping the file "/a/b" again')).toBe(false);
  });

  it.each([
    ['a warning of a check', `  ⚠ ${SENTENCE}`],
    ['a workflow that is asked for', `Error: Workflow 'main' exists but failed to load: ${SENTENCE}`],
    ['a text of several lines in a log', `22:00:00.000 +00:00 [FTL] error: Error: "${SENTENCE}\\n" +\n  "more"`],
    ['a workflow that is passed over', `22:00:00.000 WRN repo Skipping broken workflow "main": "${SENTENCE}"`],
  ])('is found in the words of %s', (_, printed) => {
    expect(wasPrinted({ text: SENTENCE, parameters: {} }, printed)).toBe(true);
  });

  it('that has room for every reason explains none', () => {
    const reason = { reason: { kind: 'text', meaning: 'why' } } as const;
    expect(explainsRefusal({ text: 'Disconnected: {reason}', parameters: reason }, 'anything')).toBe(false);
    expect(explainsRefusal({ text: 'Worker stopped: shutdown', parameters: {} }, 'shutdown')).toBe(true);
    expect(explainsRefusal({ text: 'socket closed: {reason}', parameters: reason }, 'socket closed: dns')).toBe(true);
  });

  it('has a reaction after its first appearance', () => {
    const attempt = (number: number): string => `Connecting to ws://127.0.0.1:4000 (attempt ${number})...`;
    const printed = [
      attempt(1),
      `Disconnected: ${SENTENCE}`,
      attempt(2),
      attempt(3),
      `Worker stopped: ${SENTENCE}`,
    ].join('\n');
    const since = printedFrom({ text: SENTENCE, parameters: {} }, printed)!;
    expect(reactionIn(since, true)).toBe('stops-after-three-tries');
    expect(reactionIn(since, false)).toBe('retries');
    expect(reactionIn(`Worker stopped: ${SENTENCE}`, true)).toBe('stops');
    expect(reactionIn(`Disconnected: ${SENTENCE}`, false)).toBe('waits');
    expect(printedFrom({ text: 'another one', parameters: {} }, printed)).toBeUndefined();
  });
});
