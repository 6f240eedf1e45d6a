import { shortRelease } from '../src/facts/release.ts';
import { CHECK_NAMES } from './check.ts';
import type { CheckName, Finding, Swamp } from './check.ts';
import { withHeard } from './hearing.ts';
import type { Heard } from './hearing.ts';

/** What became of the whole verification. */
export type Result = 'agrees' | 'differs' | 'not-run';

/** One line of the table. */
export interface CheckSummary {
  readonly check: CheckName;
  readonly agrees: number;
  readonly differs: number;
  readonly notRun: number;
  /** Absent for a check that was not asked for. */
  readonly seconds?: number | undefined;
}

/** All that one verification found. */
export interface Report {
  readonly swamp: Pick<Swamp, 'path' | 'version' | 'release' | 'protocol' | 'runtime'>;
  /** What makes the whole verification doubtful, such as a wrong runtime. */
  readonly warnings: readonly string[];
  readonly findings: readonly Finding[];
  /** Messages that the program printed while each check ran. */
  readonly heard: Heard;
  /** How long each check took; a check that was not asked for is missing. */
  readonly seconds: ReadonlyMap<CheckName, number>;
}

/** Exit code of each result. */
export const EXIT_CODES: Readonly<Record<Result, number>> = { agrees: 0, differs: 1, 'not-run': 2 };

/** `agrees` only when something ran and all of it agrees. */
export function resultOf(findings: readonly Finding[]): Result {
  if (findings.some((finding) => finding.status === 'differs')) {
    return 'differs';
  }
  return findings.some((finding) => finding.status === 'agrees') ? 'agrees' : 'not-run';
}

/** Counts of each check, in the order in which they run. */
export function summarize(report: Report): CheckSummary[] {
  return CHECK_NAMES.map((check) => {
    const own = report.findings.filter((finding) => finding.check === check);
    const count = (status: Finding['status']): number => own.filter((finding) => finding.status === status).length;
    return {
      check,
      agrees: count('agrees'),
      differs: count('differs'),
      notRun: count('not-run'),
      seconds: report.seconds.get(check),
    };
  });
}

/** The report for a person: what was not run, what differs, and the table last, where the eye is. */
export function formatReport(raw: Report): string {
  const report = { ...raw, findings: withHeard(raw.findings, raw.heard) };
  const { swamp, findings } = report;
  const differing = findings.filter((finding) => finding.status === 'differs');
  const notRun = findings.filter((finding) => finding.status === 'not-run');
  return [
    ...section('Not run', notRun.length, formatNotRun(notRun)),
    ...section('Differs', differing.length, differing.map(formatDifference)),
    `swamp ${shortRelease(swamp.release)}, protocol ${swamp.protocol.number}, ${runtimeWords(swamp)} (${swamp.path})`,
    '',
    ...formatTable(report),
    '',
    verdict(report),
    ...report.warnings,
    '',
  ].join('\n');
}

/** What a program runs on, for a person. */
export function runtimeWords({ runtime = 'an unknown runtime' }: Pick<Swamp, 'runtime'>): string {
  return runtime;
}

function section(title: string, count: number, entries: readonly string[]): string[] {
  return count === 0 ? [] : [`${title} (${count})`, ...entries.map((entry) => `  ${entry}`), ''];
}

/** Grouped by reason, since many share one. */
function formatNotRun(findings: readonly Finding[]): string[] {
  const reasons = [...new Set(findings.map((finding) => finding.reason ?? 'no reason given'))];
  return reasons.flatMap((reason) => [
    reason,
    ...findings
      .filter((finding) => (finding.reason ?? 'no reason given') === reason)
      .map((finding) => `  ${nameOf(finding)}${finding.file === undefined ? '' : ` (${placeOf(finding)})`}`),
  ]);
}

function nameOf(finding: Finding): string {
  return `${finding.check} · ${finding.subject}`;
}

function placeOf(finding: Finding): string {
  return finding.line === undefined ? finding.file! : `${finding.file}:${finding.line}`;
}

function formatDifference(finding: Finding): string {
  return [
    nameOf(finding),
    ...(finding.file === undefined ? [] : [`    ${placeOf(finding)}`]),
    `    expected: ${indented(finding.expected ?? '')}`,
    `    actual:   ${indented(finding.actual ?? '')}`,
  ].join('\n');
}

function indented(text: string): string {
  return text.split('\n').join('\n              ');
}

function formatTable(report: Report): string[] {
  const rows = summarize(report).map((row) => [
    row.check,
    ...(row.seconds === undefined
      ? ['-', '-', '-', 'not asked for']
      : [String(row.agrees), String(row.differs), String(row.notRun), `${row.seconds.toFixed(0)} s`]),
  ]);
  const all = [['check', 'agrees', 'differs', 'not run', 'time'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  '),
  );
  return [lines[0]!, '-'.repeat(lines[0]!.length), ...lines.slice(1)];
}

function verdict(report: Report): string {
  const count = (status: Finding['status']): number =>
    report.findings.filter((finding) => finding.status === status).length;
  const notRun = count('not-run');
  const silent = notRun === 0 ? '' : `; ${notRun} ${notRun === 1 ? 'was' : 'were'} not run`;
  switch (resultOf(report.findings)) {
    case 'agrees':
      return `All ${count('agrees')} statements that ran agree with the program${silent}.`;
    case 'differs':
      return `${count('differs')} of ${count('agrees') + count('differs')} statements differ from the program${silent}.`;
    case 'not-run':
      return 'Nothing ran, so nothing is proven.';
  }
}

/** The report as JSON, for machines. */
export function toJson(raw: Report): string {
  const report = { ...raw, findings: withHeard(raw.findings, raw.heard) };
  const { swamp, findings } = report;
  return `${JSON.stringify(
    {
      result: resultOf(findings),
      swamp: {
        path: swamp.path,
        version: swamp.version,
        release: swamp.release,
        protocol: swamp.protocol.number,
        runtime: swamp.runtime ?? null,
      },
      warnings: report.warnings,
      checks: summarize(report).filter((row) => row.seconds !== undefined),
      findings,
    },
    undefined,
    2,
  )}\n`;
}

/** The JSON of a verification that could not run. */
export function notRunJson(reason: string): string {
  return `${JSON.stringify({ result: 'not-run', reason }, undefined, 2)}\n`;
}
