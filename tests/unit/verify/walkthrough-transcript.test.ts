import { describe, expect, it } from 'vitest';
import { compareTranscripts, normalizeTranscripts } from '../../../verify/checks/walkthrough/transcript.ts';

const surroundings = { home: '/tmp/scratch-x/home', port: 40123 };

describe('normalizeTranscripts', () => {
  it("shows the page's home and port", () => {
    expect(
      normalizeTranscripts(['ws://127.0.0.1:40123 at /tmp/scratch-x/home/demo, 1.40123 a40123'], surroundings),
    ).toEqual(['ws://127.0.0.1:9090 at /home/you/demo, 1.40123 a40123']);
  });

  it('gives an id the same stand-in in every step', () => {
    const id = 'dbc10e76-c3e2-4718-84e0-166d24e6624e';
    const [first, , third] = normalizeTranscripts([`started ${id}`, '', `Dispatch dbc10e76 of ${id}`], surroundings);
    expect(first).toMatch(/^started 11111111-/);
    expect(third).toMatch(/^Dispatch 11111111 of 11111111-/);
  });
});

describe('compareTranscripts', () => {
  it('passes over what says nothing', () => {
    const expected = 'a\n\nwarning: WebSocket error: "Unexpected EOF"\ndone in 100ms, 76B';
    expect(compareTranscripts(expected, 'a\ndone in 1.0s, 81B\n')).toBeUndefined();
  });

  it('compares ids by their order within the step', () => {
    const [a, b] = ['22222222-0000-4000-8000-000000000000', '33333333-0000-4000-8000-000000000000'];
    expect(compareTranscripts(`x ${b}\ny ${b}`, `x ${a}\ny ${a}`)).toBeUndefined();
    expect(compareTranscripts(`x ${b}\ny ${b}`, `x ${a}\ny ${b}`)).toMatchObject({ line: 2 });
  });

  it('keeps a line that comes and goes from shifting the ids of the others', () => {
    const [a, b] = ['22222222-0000-4000-8000-000000000000', '33333333-0000-4000-8000-000000000000'];
    expect(compareTranscripts(`Failed to rekey active-run record "${b}"\nx ${a}`, `x ${b}`)).toBeUndefined();
  });

  it.each([
    ['a changed line', 'a\nb\nc', 'a\nB\nc', { line: 2, expected: 'b', actual: 'B' }],
    ['a missing line', 'a\nb', 'a', { line: 2, expected: 'b', actual: '(nothing more)' }],
    ['a line too many', 'a', 'a\nb', { expected: '(nothing more)', actual: 'b' }],
  ])('reports %s', (_, expected, actual, difference) => {
    expect(compareTranscripts(expected, actual)).toMatchObject(difference);
  });

  it.each(['41.0s', '1m0s', '2h3m10s', '350ms'])(
    'takes how long something lasted for no difference: %s',
    (duration) => {
      const line = (lasted: string): string => `Completed workflow long succeeded in ${lasted} · done`;
      expect(compareTranscripts(line('1m5s'), line(duration))).toBeUndefined();
      expect(compareTranscripts(line('1m5s'), line(`after ${duration}`))).toBeDefined();
    },
  );
});
