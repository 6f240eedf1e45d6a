import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRelease, MOST_SHOWN } from '../../../../src/tools/reading/find-releases.ts';
import { compareReleases } from '../../../../src/facts/release.ts';
import { cpuTime } from '../../../support/cpu-time.ts';

const found = (text: string): unknown => findRelease(text);

describe('the release in a pasted text', () => {
  it.each([
    ['20260822.011157', '20260822.011157.0'],
    ['v20260822.011157.0-sha.06b61472', '20260822.011157.0'],
    ['swamp 20260822.011157.0-sha.06b61472\n', '20260822.011157.0'],
    ['\u001b[1mswamp\u001b[22m \u001b[94m20260822.011157.0-sha.06b61472\u001b[39m', '20260822.011157.0'],
    [
      '\u001b]8;;https://example.com\u0007swamp\u001b]8;;\u001b\\ \u001b[2K2026\u200b0822.011157\u0000',
      '20260822.011157.0',
    ],
    ['20260822.011157\r20260822.011157', '20260822.011157.0'],
    ['$ swamp --version\r\nswamp 20260822.011157.0-sha.06b61472\r\n$ ', '20260822.011157.0'],
    ['image: registry.example/swamp:20260706.191652', '20260706.191652.0'],
    ['"swampVersion": "20260706.191652.0-sha.0123abcd"', '20260706.191652.0'],
    ['20260706.191652 and again v20260706.191652.0', '20260706.191652.0'],
  ])('is read from %j', (text, release) => {
    expect(found(text)).toEqual({ kind: 'release', release });
  });

  it('is the one that the program prints, not one that it mentions', () => {
    const text = 'A new release 20260822.011157 is available.\nswamp 20260705.162356.0-sha.0123abcd\n';
    expect(found(text)).toEqual({ kind: 'release', release: '20260705.162356.0' });
  });

  it('is not guessed from several', () => {
    expect(found('20260822.011157\n20260705.162356')).toEqual({
      kind: 'several',
      releases: ['20260705.162356.0', '20260822.011157.0'],
    });
  });

  it('is missing in signs that cannot be seen, which the reader is told', () => {
    expect(found('\u0000\n\u001b[0m')).toEqual({ kind: 'nothing' });
  });

  it.each(['', ' \n\t '])('is not asked for by %j', (text) => {
    expect(found(text)).toEqual({ kind: 'empty' });
  });

  it('tells a date that lacks its time, and digits that are no time', () => {
    expect(found('swamp of 20260822')).toEqual({ kind: 'almost', text: '20260822', lacks: 'time' });
    expect(found('20261322.011157')).toEqual({ kind: 'almost', text: '20261322.011157', lacks: 'calendar' });
    expect(found('swamp 20260822.256199.0')).toEqual({ kind: 'almost', text: '20260822.256199.0', lacks: 'calendar' });
  });

  it.each([
    'latest',
    '4',
    'swamp',
    '<script>alert(1)</script>',
    '120260822.0111570',
    '1.2.3',
    '２０２６０８２２.０１１１５７',
  ])('is not seen in %j', (text) => {
    expect(found(text)).toEqual({ kind: 'nothing' });
  });
});

describe('any text', () => {
  it('gets an answer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(['empty', 'release', 'several', 'almost', 'nothing']).toContain(findRelease(text).kind);
      }),
    );
  });

  it('around a release does not hide it', () => {
    const noise = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '-', '<', '"', 'ß') });
    const releases = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(noise, releases, noise, (before, date, after) => {
        const [day, time] = date.toISOString().slice(0, 19).replace(/[-:]/g, '').split('T');
        expect(findRelease(`${before} ${day}.${time} ${after}`)).toEqual({
          kind: 'release',
          release: `${day}.${time}.0`,
        });
      }),
    );
  });

  it.each([
    ['letters', 'x'],
    ['digits', '1'],
    ['dates', '20260822 '],
    ['half releases', '20260822.01115 '],
    ['names of the program', 'swamp '],
    ['escapes', '\u001b['],
    ['blanks', ' '],
  ])('of 5 MB of %s is read within a second or two of processor time', (_name, piece) => {
    const text = `${piece.repeat(5_000_000 / piece.length)} \nswamp 20260822.011157.0-sha.06b61472`;
    const cost = cpuTime(() => expect(findRelease(text)).toEqual({ kind: 'release', release: '20260822.011157.0' }));
    expect(cost).toBeLessThan(10_000);
  });

  it('of 5 MB of different releases lists a few, in order', () => {
    const times = Array.from({ length: 300_000 }, (_, n) => `20260101.${String(n).padStart(6, '0')}`).join('\n');
    const answer = findRelease(times);
    expect(answer.kind).toBe('several');
    const { releases } = answer as Extract<typeof answer, { kind: 'several' }>;
    expect(releases).toHaveLength(MOST_SHOWN);
    expect([...releases].sort(compareReleases)).toEqual(releases);
  });
});
