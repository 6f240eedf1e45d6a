import { describe, expect, it } from 'vitest';
import { parseRelease } from '../../../src/facts/release.ts';
import { loadReleases, protocolByNumber } from '../../../src/facts/releases.ts';
import type { CheckName, Finding } from '../../../verify/check.ts';
import { findingsOf } from '../../../verify/finding.ts';
import { formatReport, resultOf, toJson } from '../../../verify/report.ts';
import type { Report } from '../../../verify/report.ts';

const help = findingsOf('help');
const outputs = findingsOf('outputs');
const agreeing = help.agrees('worker connect --token');
const differing = help.differs('worker connect --label', 'value: label', 'value: pair', {
  file: 'spec/x.yaml',
  line: 12,
});
const unseen = outputs.notRun('serve: aborting', 'never seen in this run', { file: 'spec/y.yaml', line: 3 });

function reportOf(...findings: Finding[]): Report {
  const release = parseRelease('20260822.011157')!;
  const protocol = protocolByNumber(loadReleases(process.cwd()), 4);
  const seconds = new Map<CheckName, number>([
    ['help', 11.6],
    ['outputs', 90],
  ]);
  const swamp = { path: '/bin/swamp', version: 'swamp 20260822.011157.0', release, protocol, runtime: 'deno 2.8.3' };
  return { swamp, warnings: [], findings, heard: new Map(), seconds };
}

describe('the result', () => {
  it.each([
    ['agrees', [agreeing, unseen]],
    ['differs', [agreeing, differing]],
    ['not-run', [unseen]],
    ['not-run', []],
  ] as const)('is %s', (result, findings) => {
    expect(resultOf(findings)).toBe(result);
  });
});

describe('the report for a person', () => {
  const text = formatReport(reportOf(agreeing, differing, unseen));

  it('shows a difference with its place, what is written and what the program does', () => {
    expect(text).toContain(
      [
        'Differs (1)',
        '  help · worker connect --label',
        '    spec/x.yaml:12',
        '    expected: value: label',
        '    actual:   value: pair',
      ].join('\n'),
    );
  });

  it('names what was not run together with the reason', () => {
    expect(text).toContain('Not run (1)\n  never seen in this run\n    outputs · serve: aborting (spec/y.yaml:3)\n');
  });

  it('ends with a table of all checks and the verdict', () => {
    expect(text).toContain('help              1        1        0           12 s');
    expect(text).toContain('walkthrough       -        -        -  not asked for');
    expect(text.trimEnd().endsWith('1 of 2 statements differ from the program; 1 was not run.')).toBe(true);
  });

  it('names the runtime, and says last what makes it all doubtful', () => {
    expect(text).toContain('swamp 20260822.011157, protocol 4, deno 2.8.3 (/bin/swamp)\n');
    const doubtful = formatReport({ ...reportOf(agreeing), warnings: ['WRONG RUNTIME: x'] });
    expect(doubtful.trimEnd().split('\n').at(-1)).toBe('WRONG RUNTIME: x');
  });

  it('never says that something agrees when nothing ran', () => {
    expect(formatReport(reportOf(unseen))).toContain('Nothing ran, so nothing is proven.');
  });
});

describe('the report for machines', () => {
  it('has the result, the counts and every finding', () => {
    expect(JSON.parse(toJson(reportOf(agreeing, differing)))).toMatchObject({
      result: 'differs',
      swamp: { release: '20260822.011157.0', protocol: 4, runtime: 'deno 2.8.3' },
      warnings: [],
      checks: [
        { check: 'help', agrees: 1, differs: 1, notRun: 0 },
        { check: 'outputs', agrees: 0, differs: 0, notRun: 0 },
      ],
      findings: [{ subject: 'worker connect --token' }, { subject: 'worker connect --label', line: 12 }],
    });
  });
});
