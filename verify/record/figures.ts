import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { verificationSchema } from '../../src/facts/schema/verification.ts';
import type { Verification } from '../../src/facts/schema/verification.ts';
import { verificationFile } from '../../src/facts/verifications.ts';
import type { Finding, Swamp } from '../check.ts';
import { CannotRunError } from '../detect.ts';
import type { ProgramKind } from '../program-kind.ts';
import { resultOf, summarize } from '../report.ts';
import type { Report } from '../report.ts';

/**
 * The figures of a complete verification, without what belongs to one machine.
 *
 * @param date - day of the run, `YYYY-MM-DD`.
 * @throws Error when nothing ran: there are no figures then.
 */
export function figuresOf(report: Report, program: ProgramKind, date: string): Verification {
  const { swamp, findings } = report;
  const result = resultOf(findings);
  if (result === 'not-run') {
    throw new Error('Nothing ran, so there are no figures to keep.');
  }
  if (swamp.runtime === undefined) {
    throw new Error('The program does not say what it runs on, so its figures are not kept.');
  }
  return {
    release: swamp.release,
    protocol: swamp.protocol.number,
    date,
    program,
    runtime: swamp.runtime,
    result,
    checks: summarize(report).map(({ check, agrees, differs, notRun }) => ({ check, agrees, differs, notRun })),
    pages: pagesCarriedOut(findings),
    behaviors: confirmedBehaviors(findings),
    heard: [...report.heard]
      .filter(([, messages]) => messages.length > 0)
      .map(([check, messages]) => ({ check, messages: [...messages] })),
    differs: findings
      .filter(({ status }) => status === 'differs')
      .map(({ check, subject, file }) => ({ check, subject, ...(file !== undefined && { file }) })),
    notRun: groupedByReason(findings.filter(({ status }) => status === 'not-run')),
  };
}

/** Ids of the rules and known problems that are as they are written. */
function confirmedBehaviors(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ check, status, subject }) => check === 'behaviors' && status === 'agrees' && !subject.includes(','))
    .map(({ subject }) => subject)
    .sort();
}

/** Pages of which at least one step was carried out and none differed, as `operators/tokens`. */
function pagesCarriedOut(findings: readonly Finding[]): string[] {
  const steps = findings.filter(({ check, file }) => check === 'walkthrough' && file !== undefined);
  const filesWith = (status: Finding['status']): Set<string> =>
    new Set(steps.filter((step) => step.status === status).map(({ file }) => file!));
  const differing = filesWith('differs');
  return [...filesWith('agrees')]
    .filter((file) => !differing.has(file))
    .map((file) => file.replace(/^(?:versioned_docs\/version-\d+|docs)\//, '').replace(/\.mdx?$/, ''))
    .sort();
}

/**
 * Joins the figures of single checks with those of the others, which an earlier run kept.
 *
 * @param ran - the checks that ran now; the figures of all others are taken from `kept`, and left out without it.
 * @throws Error when the figures of the others cannot stand beside these.
 */
export function joinedFigures(
  figures: Verification,
  ran: ReadonlySet<string>,
  kept: Verification | undefined,
): Verification {
  if (figures.checks.every(({ check }) => ran.has(check))) {
    return figures;
  }
  if (kept === undefined) {
    return { ...figures, checks: figures.checks.filter(({ check }) => ran.has(check)) };
  }
  if (!isOfOrigin(kept, figures)) {
    throw new Error(otherOrigin(kept, figures));
  }
  const merged = <Entry extends { readonly check: string }>(
    now: readonly Entry[],
    before: readonly Entry[],
  ): Entry[] => [...before.filter(({ check }) => !ran.has(check)), ...now.filter(({ check }) => ran.has(check))];
  const differs = merged(figures.differs, kept.differs);
  return {
    ...figures,
    result: differs.length === 0 ? 'agrees' : 'differs',
    // A check that ran neither now nor then has no figures: it did not find nothing.
    checks: figures.checks.flatMap((now) =>
      ran.has(now.check) ? now : (kept.checks.find(({ check }) => check === now.check) ?? []),
    ),
    pages: ran.has('walkthrough') ? figures.pages : kept.pages,
    behaviors: ran.has('behaviors') ? figures.behaviors : kept.behaviors,
    heard: merged(figures.heard, kept.heard),
    differs,
    notRun: merged(figures.notRun, kept.notRun),
  };
}

/** What figures must share to stand beside each other. */
interface Origin {
  readonly runtime: string | undefined;
  readonly program: ProgramKind;
}

function isOfOrigin(kept: Verification, { runtime, program }: Origin): boolean {
  return kept.runtime === runtime && kept.program === program;
}

function otherOrigin(kept: Verification, { runtime, program }: Origin): string {
  return `The figures of the other checks are from ${kept.runtime}, run as ${kept.program}, and these from ${runtime ?? 'an unknown runtime'}, run as ${program}: run all checks with --publish.`;
}

/**
 * The kept figures, in which what differed before and agrees now agrees. Nothing else changes: what a part of a check
 * does not decide stands as it was.
 *
 * @throws Error when there are no figures that can stand beside these, or when something differs that did not before:
 *   then the whole check has to run.
 */
export function decidedAgain(
  figures: Verification,
  agreeing: readonly Finding[],
  kept: Verification | undefined,
): Verification {
  if (kept === undefined || !isOfOrigin(kept, figures)) {
    throw new Error(
      `There are no figures from ${figures.runtime}, run as ${figures.program}: run the whole check first.`,
    );
  }
  const isKept = ({ check, subject }: Verification['differs'][number]): boolean =>
    kept.differs.some((one) => one.check === check && one.subject === subject);
  const fresh = figures.differs.find((one) => !isKept(one));
  if (fresh !== undefined) {
    throw new Error(`${fresh.subject} differs now and did not before: run the whole check '${fresh.check}'.`);
  }
  const differs = kept.differs.filter(
    ({ check, subject }) => !agreeing.some((finding) => finding.check === check && finding.subject === subject),
  );
  const settled = (check: string): number => {
    const count = (all: Verification['differs']): number => all.filter((one) => one.check === check).length;
    return count(kept.differs) - count(differs);
  };
  return {
    ...kept,
    date: figures.date,
    result: differs.length === 0 ? 'agrees' : 'differs',
    checks: kept.checks.map((row) => ({
      ...row,
      agrees: row.agrees + settled(row.check),
      differs: row.differs - settled(row.check),
    })),
    pages: [...new Set([...kept.pages, ...figures.pages])].sort(),
    behaviors: [...new Set([...kept.behaviors, ...figures.behaviors])].sort(),
    differs,
  };
}

function groupedByReason(findings: readonly Finding[]): Verification['notRun'] {
  const groups = new Map<string, { check: string; reason: string; subjects: string[] }>();
  for (const { check, subject, reason = 'no reason given' } of findings) {
    const key = `${check}\0${reason}`;
    const group = groups.get(key) ?? { check, reason, subjects: [] };
    group.subjects.push(subject);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/**
 * Says before hours of running what {@link keepFigures} would refuse at their end.
 *
 * @param root - the project's folder.
 * @param only - the checks that run.
 * @throws CannotRunError when the kept figures of the other checks cannot stand beside those of this run.
 */
export function assertFiguresCanJoin(root: string, swamp: Swamp, program: ProgramKind, only: readonly string[]): void {
  const origin = { runtime: swamp.runtime, program };
  const kept = keptFigures(root, swamp);
  if (kept?.checks.some(({ check }) => !only.includes(check)) && !isOfOrigin(kept, origin)) {
    throw new CannotRunError(otherOrigin(kept, origin));
  }
}

interface KeepOptions {
  /** Whether a part of a check ran, which decides again what differed before. */
  readonly isPart?: boolean;
  /** Day of the run; today when absent. */
  readonly date?: string;
}

/**
 * Writes the figures where the page on verification finds them.
 *
 * @param root - the project's folder.
 * @returns the file that was written, relative to the project.
 */
export function keepFigures(
  root: string,
  report: Report,
  program: ProgramKind,
  { isPart = false, date = new Date().toISOString().slice(0, 10) }: KeepOptions = {},
): string {
  const file = verificationFile(report.swamp.release);
  const absolute = path.join(root, file);
  const kept = keptFigures(root, report.swamp);
  const now = figuresOf(report, program, date);
  const agreeing = report.findings.filter(({ status }) => status === 'agrees');
  const figures = isPart ? decidedAgain(now, agreeing, kept) : joinedFigures(now, new Set(report.seconds.keys()), kept);
  mkdirSync(path.dirname(absolute), { recursive: true });
  writeFileSync(absolute, stringify(figures, { lineWidth: 0 }));
  return file;
}

function keptFigures(root: string, { release }: Pick<Swamp, 'release'>): Verification | undefined {
  const file = path.join(root, verificationFile(release));
  return existsSync(file) ? verificationSchema.parse(parse(readFileSync(file, 'utf8'))) : undefined;
}
