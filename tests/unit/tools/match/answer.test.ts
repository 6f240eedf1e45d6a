import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchAnswer, protocolsOfDay } from '../../../../src/tools/match/answer.ts';
import type { Together } from '../../../../src/tools/match/answer.ts';
import { queryOf, textsFromQuery } from '../../../../src/tools/match/match-address.ts';
import { matchDataOf } from '../../../../src/publish/match-page/match-data-of.ts';
import { specs } from '../../../support/facts.ts';

const UPGRADES = [
  { from: 2, to: 3, path: '/upgrade/2-to-3' },
  { from: 2, to: 4, path: '/upgrade/2-to-4' },
  { from: 3, to: 4, path: '/upgrade/3-to-4' },
];
const data = matchDataOf(specs, UPGRADES);
const together = (orchestrator: string, worker: string): Together =>
  matchAnswer(data, { orchestrator, worker }).together;

describe('an orchestrator and a worker', () => {
  it('of one release work together', () => {
    expect(together('20260822.011157', 'v20260822.011157.0-sha.06b61472')).toEqual({ kind: 'same-release' });
    expect(together('20290101.000000', '20290101.000000')).toEqual({ kind: 'same-release' });
  });

  it('of one protocol work together', () => {
    expect(together('20260706.194109', '20260822.011157')).toEqual({ kind: 'same-protocol', protocol: 4 });
    expect(together('20260611.195256', '20260705.162356')).toEqual({ kind: 'same-protocol', protocol: 2 });
  });

  const samples = { 2: '20260705.162356', 3: '20260706.191652', 4: '20260822.011157' } as const;
  const pairs = ([2, 3, 4] as const).flatMap((o) =>
    ([2, 3, 4] as const).filter((w) => w !== o).map((w) => [o, w] as const),
  );
  it.each(pairs)('of protocols %i and %i do not, and the recorded lines say so', (o, w) => {
    const answer = together(samples[o], samples[w]);
    expect(answer).toMatchObject({ kind: 'refused', older: o < w ? 'orchestrator' : 'worker' });
    const { refusal, upgrade } = answer as Extract<Together, { kind: 'refused' }>;
    expect(refusal!.worker.prints).toContain(`Worker protocol version ${w} does not match orchestrator version ${o}`);
    expect(refusal!.worker.exitCode).toBe(1);
    expect(refusal!.orchestrator.prints).toContain('WebSocket error: "Unexpected EOF"');
    expect(upgrade?.path).toBe(`/upgrade/${Math.min(o, w)}-to-${Math.max(o, w)}`);
  });

  it('one of which is newer than known', () => {
    expect(together('20290101.000000', '20260822.011157')).toEqual({ kind: 'unknown' });
    const answer = together('20290101.000000', '20260706.191652');
    expect(answer).toMatchObject({ kind: 'refused', older: 'worker', upgrade: { from: 3, to: 4 } });
    expect(answer).toHaveProperty('refusal', undefined);
  });

  it('one of which lies between two protocols', () => {
    const between = '20260705.170000';
    expect(together(between, '20260706.191652')).toEqual({ kind: 'unknown' });
    expect(together(between, '20260705.162356')).toEqual({ kind: 'unknown' });
    expect(together(between, '20260822.011157')).toMatchObject({ kind: 'refused', older: 'orchestrator' });
  });

  it('one of which has no remote execution', () => {
    expect(together('20260611.191548', '20260822.011157')).toEqual({
      kind: 'no-remote-execution',
      sides: ['orchestrator'],
    });
    expect(together('20250101.000000', '20250101.000000')).toEqual({
      kind: 'no-remote-execution',
      sides: ['orchestrator', 'worker'],
    });
  });

  it('one of which was not given, or is broken', () => {
    expect(together('20260822.011157', '')).toEqual({ kind: 'not-asked' });
    expect(together('%%%', '20260822.011157')).toEqual({ kind: 'not-asked' });
  });

  it('get the same verdict from the list of releases, whatever the pair', () => {
    const release = fc.constantFrom(...data.releases);
    const protocolOf = (one: string): number => data.protocols.find(({ first }) => first <= one)!.number;
    fc.assert(
      fc.property(release, release, (o, w) => {
        expect(together(o, w).kind === 'refused').toBe(protocolOf(o) !== protocolOf(w));
      }),
    );
  });
});

describe('a machine', () => {
  it.each([
    ['20260822.011157', 'known'],
    ['20260821.000000', 'unlisted'],
    ['20260611.195255', 'before-remote-execution'],
    ['20260822.011158', 'newer-than-known'],
  ])('%s is %s', (text, kind) => {
    expect(matchAnswer(data, { orchestrator: text, worker: '' }).orchestrator).toMatchObject({ standing: { kind } });
  });
});

describe('the address', () => {
  it('leads back to the same answer', () => {
    const asked = { orchestrator: 'v20260822.011157.0-sha.06b61472', worker: 'swamp 20260705.162356.2' };
    const query = queryOf(matchAnswer(data, asked));
    expect(query).toBe('?orchestrator=20260822.011157&worker=20260705.162356.2');
    expect(matchAnswer(data, textsFromQuery(query))).toEqual(matchAnswer(data, asked));
  });

  it('holds nothing of a text that names no release', () => {
    expect(queryOf(matchAnswer(data, { orchestrator: '<b>'.repeat(1000), worker: '' }))).toBe('');
  });

  it.each(['', '?', '?orchestrator', '?orchestrator=%', '?worker=%E0%A4%A&&&=', '?orchestrator=a&orchestrator=b'])(
    'is read whatever it is: %j',
    (query) => {
      expect(() => matchAnswer(data, textsFromQuery(query))).not.toThrow();
    },
  );

  it('is read for any query', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (query) => Object.keys(textsFromQuery(query)).length === 2));
  });
});

describe('what else people paste', () => {
  it('of the output of `swamp version --server` each field takes its side', () => {
    for (const text of [
      'server: 20260730.185412.0 (abc)\nclient: 20260705.162356.0 (def)',
      '{"server":{"version":"20260730.185412.0","gitSha":"a"},"client":{"version":"20260705.162356.0","gitSha":"b"}}',
    ]) {
      const { orchestrator, worker } = matchAnswer(data, { orchestrator: text, worker: text });
      expect(orchestrator).toMatchObject({ kind: 'clear', release: '20260730.185412.0' });
      expect(worker).toMatchObject({ kind: 'clear', release: '20260705.162356.0' });
    }
  });

  it('of a refusal it tells the protocols', () => {
    const text = 'Disconnected: Worker protocol version 2 does not match orchestrator version 4';
    expect(matchAnswer(data, { orchestrator: '', worker: text }).worker).toEqual({
      kind: 'unclear',
      found: { kind: 'refusal', worker: 2, orchestrator: 4 },
    });
  });

  it('a day can have two protocols', () => {
    expect(protocolsOfDay(data, '20260705').map(({ number }) => number)).toEqual([2, 3]);
    expect(protocolsOfDay(data, '20260701').map(({ number }) => number)).toEqual([2]);
    expect(protocolsOfDay(data, '20990101')).toEqual([]);
  });
});
