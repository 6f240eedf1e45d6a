import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseRelease } from '../../../src/facts/release.ts';
import { loadReleases, protocolByNumber } from '../../../src/facts/releases.ts';
import { verificationSchema } from '../../../src/facts/schema/verification.ts';
import type { Verification } from '../../../src/facts/schema/verification.ts';
import { CHECK_NAMES } from '../../../verify/check.ts';
import type { CheckName, Finding } from '../../../verify/check.ts';
import { findingsOf } from '../../../verify/finding.ts';
import {
  assertFiguresCanJoin,
  decidedAgain,
  figuresOf,
  joinedFigures,
  keepFigures,
} from '../../../verify/record/figures.ts';
import type { Report } from '../../../verify/report.ts';

const walkthrough = findingsOf('walkthrough');
const messages = findingsOf('messages');

const findings: readonly Finding[] = [
  walkthrough.agrees('operators/tokens: mint', { file: 'docs/operators/tokens.mdx', line: 9 }),
  walkthrough.agrees('operators/monitor: list', { file: 'docs/operators/monitor.mdx', line: 9 }),
  walkthrough.differs('operators/monitor: query', 'a', 'b', { file: 'docs/operators/monitor.mdx', line: 12 }),
  walkthrough.notRun('operators/upgrade: install', 'it downloads', { file: 'docs/operators/upgrade.mdx', line: 9 }),
  messages.notRun('enroll-timeout', 'needs a network that is gone'),
  messages.notRun('socket-lost', 'needs a network that is gone'),
];

function report(of: readonly Finding[], heard: Report['heard'] = new Map()): Report {
  const release = parseRelease('20260822.011157')!;
  const protocol = protocolByNumber(loadReleases(process.cwd()), 4);
  const swamp = {
    path: '/home/somebody/bin/swamp',
    version: 'swamp 20260822.011157.0',
    release,
    protocol,
    runtime: 'deno 2.8.3',
  };
  return { swamp, warnings: [], findings: of, heard, seconds: new Map(CHECK_NAMES.map((name) => [name, 1])) };
}

let folder: string | undefined;
afterEach(() => {
  if (folder !== undefined) {
    rmSync(folder, { recursive: true });
    folder = undefined;
  }
});

describe('the figures of a verification', () => {
  const figures = figuresOf(report(findings), 'source', '2026-11-23');

  it('count every check, also one that found nothing', () => {
    expect(figures.checks).toContainEqual({ check: 'walkthrough', agrees: 2, differs: 1, notRun: 1 });
    expect(figures.checks).toContainEqual({ check: 'messages', agrees: 0, differs: 0, notRun: 2 });
    expect(figures.checks.map(({ check }) => check)).toEqual([...CHECK_NAMES]);
  });

  it('name a page as carried out only when nothing on it differed', () => {
    expect(figures.pages).toEqual(['operators/tokens']);
    expect(figures.differs).toEqual([
      { check: 'walkthrough', subject: 'operators/monitor: query', file: 'docs/operators/monitor.mdx' },
    ]);
  });

  it('keep which rules and known problems a scenario confirmed', () => {
    const behaviors = findingsOf('behaviors');
    const confirmed = [
      behaviors.agrees('steps#lost'),
      behaviors.agrees('steps#lost, way round'),
      behaviors.agrees('drains'),
      behaviors.differs('stays', 'it stays', 'it goes'),
    ];
    expect(figuresOf(report(confirmed), 'source', '2026-11-23').behaviors).toEqual(['drains', 'steps#lost']);
  });

  it('group what was not run by its reason', () => {
    expect(figures.notRun).toContainEqual({
      check: 'messages',
      reason: 'needs a network that is gone',
      subjects: ['enroll-timeout', 'socket-lost'],
    });
  });

  it('are refused when nothing ran', () => {
    expect(() => figuresOf(report([findings[3]!]), 'source', '2026-11-23')).toThrow('Nothing ran');
  });

  it('are written without the path of the program, in the shape that the site reads', () => {
    folder = mkdtempSync(path.join(tmpdir(), 'figures-'));
    const file = keepFigures(folder, report(findings), 'source', { date: '2026-11-23' });
    const text = readFileSync(path.join(folder, file), 'utf8');
    expect(file).toBe('recordings/verifications/20260822.011157.0.yaml');
    expect(text).not.toContain('somebody');
    expect(verificationSchema.parse(parse(text))).toEqual(figures);
  });
});

describe('the figures of single checks', () => {
  const kept = figuresOf(report(findings), 'source', '2026-11-23');
  const rerun = figuresOf(
    report([walkthrough.agrees('operators/monitor: query', { file: 'docs/operators/monitor.mdx', line: 12 })]),
    'source',
    '2026-11-24',
  );

  it('stand beside those of the others', () => {
    const joined = joinedFigures(rerun, new Set(['walkthrough']), kept);
    expect(joined).toMatchObject({ date: '2026-11-24', result: 'agrees', differs: [], pages: ['operators/monitor'] });
    expect(joined.checks).toContainEqual({ check: 'walkthrough', agrees: 1, differs: 0, notRun: 0 });
    expect(joined.checks).toContainEqual({ check: 'messages', agrees: 0, differs: 0, notRun: 2 });
    expect(joined.notRun.map(({ check }) => check)).toEqual(['messages']);
  });

  it('leave out a check that ran neither now nor then', () => {
    const without = { ...kept, checks: kept.checks.filter(({ check }) => check !== 'placement') };
    const joined = joinedFigures(rerun, new Set(['walkthrough']), without);
    expect(joined.checks.map(({ check }) => check)).toEqual(CHECK_NAMES.filter((check) => check !== 'placement'));
  });

  it('keep what was heard while each check ran last', () => {
    const heardIn = (check: CheckName, ...ids: string[]): Verification =>
      figuresOf(report(findings, new Map([[check, ids]])), 'source', '2026-11-24');
    const before = { ...kept, heard: [...heardIn('behaviors', 'lost').heard, ...heardIn('walkthrough', 'old').heard] };
    const joined = joinedFigures(heardIn('walkthrough', 'new'), new Set(['walkthrough']), before);
    expect(joined.heard).toEqual([
      { check: 'behaviors', messages: ['lost'] },
      { check: 'walkthrough', messages: ['new'] },
    ]);
  });

  it('do not hide what differs in a check that did not run again', () => {
    expect(joinedFigures(rerun, new Set(['help']), kept)).toMatchObject({ result: 'differs', pages: kept.pages });
  });

  it('stand alone where no others were ever kept', () => {
    const joined = joinedFigures(rerun, new Set(['walkthrough']), undefined);
    expect(joined.checks).toEqual([{ check: 'walkthrough', agrees: 1, differs: 0, notRun: 0 }]);
  });

  it('are refused beside others from another runtime, also before the run', () => {
    const other = { ...kept, runtime: 'deno 2.9.6' };
    expect(() => joinedFigures(rerun, new Set(['walkthrough']), other)).toThrow('run all checks with --publish');
    folder = mkdtempSync(path.join(tmpdir(), 'figures-'));
    keepFigures(folder, report(findings), 'source', { date: '2026-11-23' });
    const { swamp } = report(findings);
    const root = folder;
    expect(() => assertFiguresCanJoin(root, { ...swamp, runtime: 'deno 2.9.6' }, 'source', ['help'])).toThrow(
      /are from deno .*, and these from deno 2\.9\.6/,
    );
    expect(() => assertFiguresCanJoin(root, { ...swamp, runtime: 'deno 2.9.6' }, 'source', CHECK_NAMES)).not.toThrow();
    expect(() => assertFiguresCanJoin(root, swamp, 'source', ['help'])).not.toThrow();
  });
});

describe('the figures of what is decided again', () => {
  const behaviors = findingsOf('behaviors');
  const kept = figuresOf(
    report([behaviors.agrees('drains'), behaviors.differs('stays', 'it stays', 'it goes'), ...findings]),
    'source',
    '2026-11-23',
  );
  const again = (...decided: Finding[]): Verification =>
    decidedAgain(
      figuresOf(report(decided), 'source', '2026-11-24'),
      decided.filter(({ status }) => status === 'agrees'),
      kept,
    );

  it('count what differed and agrees now, and leave all else', () => {
    const joined = again(behaviors.agrees('stays'), behaviors.notRun('drains', 'not asked for'));
    expect(joined.checks).toContainEqual({ check: 'behaviors', agrees: 2, differs: 0, notRun: 0 });
    expect(joined.behaviors).toEqual(['drains', 'stays']);
    expect(joined).toMatchObject({ date: '2026-11-24', result: 'differs', pages: kept.pages, notRun: kept.notRun });
    expect(joined.differs).toEqual(kept.differs.filter(({ check }) => check === 'walkthrough'));
  });

  it('name a page that was carried out in the second run', () => {
    const joined = again(
      walkthrough.agrees('operators/monitor: query', { file: 'docs/operators/monitor.mdx', line: 12 }),
    );
    expect(joined.pages).toEqual(['operators/monitor', 'operators/tokens']);
    expect(joined.checks).toContainEqual({ check: 'walkthrough', agrees: 3, differs: 0, notRun: 1 });
  });

  it('stay where it differs again', () => {
    expect(again(behaviors.differs('stays', 'it stays', 'it goes'))).toEqual({ ...kept, date: '2026-11-24' });
  });

  it('are refused when something differs that did not before, and without kept ones', () => {
    expect(() => again(behaviors.differs('drains', 'it drains', 'it ends'))).toThrow("run the whole check 'behaviors'");
    expect(() => decidedAgain(kept, [], undefined)).toThrow('run the whole check first');
  });
});
