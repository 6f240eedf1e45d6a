import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeOutput } from '../../../src/facts/normalize.ts';

describe('normalizeOutput', () => {
  it('replaces secrets, ids and times by values of the same shape', () => {
    const normalized = normalizeOutput(
      `alpha.${'7a'.repeat(32)} dbc10e76-c3e2-4718-84e0-166d24e6624e 2026-11-23T02:28:48.879Z`,
    );
    expect(normalized).toMatch(
      /^alpha\.[0-9a-f]{64} [0-9a-f]{8}-0000-4000-8000-000000000000 2026-01-01T12:00:00\.000Z$/,
    );
  });

  it('keeps different ids apart and equal ones equal', () => {
    const [a, b, c] = normalizeOutput(`${'a1'.repeat(32)} ${'b2'.repeat(32)} ${'a1'.repeat(32)}`).split(' ');
    expect(a).toBe(c);
    expect(a).not.toBe(b);
  });

  it('replaces known values, longest first', () => {
    const known = [
      { actual: '/scratch/x', shown: '/srv' },
      { actual: '/scratch/x/home', shown: '/home/you' },
    ];
    expect(normalizeOutput('/scratch/x/home/f /scratch/x/g', known)).toBe('/home/you/f /srv/g');
  });

  it('removes colors, noise, carriage returns and blanks at the ends', () => {
    expect(
      normalizeOutput(
        '\u001b[33mhi\u001b[39m  \r\n\nYour swamp version is 93 days old. Run `swamp update` to upgrade.\n',
      ),
    ).toBe('hi');
  });

  it('replaces the folder of the source in a stack trace', () => {
    const shown = 'at Definition.create (file:///opt/swamp/src/domain/definition.ts:322:46)';
    expect(normalizeOutput(shown.replace('/opt/swamp', '/home/somebody/swamp/20260822'))).toBe(shown);
    expect(normalizeOutput(shown)).toBe(shown);
  });

  it('replaces the folders of what the source is started with, too', () => {
    const frames =
      'at parse (file:///home/somebody/jsr/command/command.ts:2307:7)\nat file:///home/somebody/main.ts:43:5';
    const shown = 'at parse (file:///opt/swamp/command.ts:2307:7)\nat file:///opt/swamp/main.ts:43:5';
    expect(normalizeOutput(frames)).toBe(shown);
    expect(normalizeOutput(shown)).toBe(shown);
  });

  it('replaces measured durations, but not the waits between attempts', () => {
    expect(normalizeOutput('succeeded in 176ms, completed in 2.9s\nReconnecting in 4s')).toBe(
      'succeeded in 100ms, completed in 1.0s\nReconnecting in 4s',
    );
  });

  it('keeps what the reader is to see: a limit that passed, a step that slept, waits that grow', () => {
    expect(normalizeOutput('failed "work" in 4.1s\n{"durationMs": 5012.5}\nrun failed in 5312ms\nin 61.7s')).toBe(
      'failed "work" in 4.0s\n{"durationMs": 5000}\nrun failed in 5000ms\nin 61.0s',
    );
    const waits = 'Reconnecting in 1s\nReconnecting in 2s\nReconnecting in 4s';
    expect(normalizeOutput(waits)).toBe(waits);
  });

  it('replaces the times of a proxy, and its process', () => {
    const log = `192.0.2.20 - - [30/Nov/2026:13:58:20 +0000] "GET / HTTP/1.1" 403 153 "-" "Deno/2.8.3"
2026/11/30 13:58:20 [error] 29647#29648: *3 access forbidden by rule, client: 192.0.2.20
Date: Mon, 30 Nov 2026 13:58:20 GMT`;
    const normalized = normalizeOutput(log);
    expect(normalized).toBe(`192.0.2.20 - - [01/Jan/2026:12:00:00 +0000] "GET / HTTP/1.1" 403 153 "-" "Deno/2.8.3"
2026/01/01 12:00:00 [error] 1000#1000: *3 access forbidden by rule, client: 192.0.2.20
Date: Thu, 01 Jan 2026 12:00:00 GMT`);
    expect(normalizeOutput(normalized)).toBe(normalized);
  });

  it('changes nothing the second time', () => {
    const token = fc.oneof(
      fc.constantFrom(
        'alpha.',
        'in 12ms',
        '2026-11-23T02:28:48.879Z',
        'Dispatch 1237cc16:',
        'fleet-ab12cd34',
        '\u001b[1m',
        '\n',
        ' ',
      ),
      fc.uuid(),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 20 }), (parts) => {
        const once = normalizeOutput(parts.join(' '));
        expect(normalizeOutput(once)).toBe(once);
      }),
    );
  });
});
