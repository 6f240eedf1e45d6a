import { compareReleases, shortRelease } from '../../../src/facts/release.ts';
import type { Release } from '../../../src/facts/release.ts';
import type { Recording } from '../../../src/facts/schema/recording.ts';
import type { SpecFault } from '../../../src/facts/spec-error.ts';
import type { Sourced } from '../../../src/facts/protocol-spec.ts';
import { transcriptsByStep } from '../../../src/facts/transcripts.ts';
import type { Finding } from '../../check.ts';
import { findingsOf } from '../../finding.ts';
import type { Place } from '../../finding.ts';
import type { PerformedStep } from './perform.ts';
import { isCompared, isRecorded } from './procedure.ts';
import type { Procedure, Step } from './procedure.ts';
import { compareTranscripts, normalizeTranscripts } from './transcript.ts';
import type { Surroundings } from './transcript.ts';

const make = findingsOf('walkthrough');

/** What the steps of a page are compared with. */
export type Evidence =
  /** The recording of the page, made with the same release or an older one. */
  | { readonly kind: 'recording'; readonly recording: Sourced<Recording> }
  /** The page is for a newer release: what does not hold for this one is told, and no difference. */
  | { readonly kind: 'newer-recording'; readonly recorded: Release }
  | { readonly kind: 'missing' }
  /** The recording is just being made. */
  | { readonly kind: 'recording-now' };

/** Chooses what a page's steps are compared with. */
export function evidenceOf(recording: Sourced<Recording> | undefined, release: Release, recordsNow: boolean): Evidence {
  const recorded = recording?.value.release;
  if (recorded !== undefined && compareReleases(release, recorded) < 0) {
    return { kind: 'newer-recording', recorded };
  }
  if (recordsNow) {
    return { kind: 'recording-now' };
  }
  return recording === undefined ? { kind: 'missing' } : { kind: 'recording', recording };
}

/** A fault in a page itself. */
export function findingOfFault({ file, line, message }: SpecFault): Finding {
  return make.differs(file, 'a procedure that can be performed', message, { file, line });
}

/** There is nothing to perform. */
export function noProcedures(protocol: number): Finding {
  return make.notRun('pages', `no page of protocol ${protocol} is a procedure`);
}

/** What a page without fitting recording leaves unproven, as a whole. */
export function findingsOfEvidence(procedure: Procedure, evidence: Evidence): Finding[] {
  const place = { file: procedure.file, line: 1 };
  switch (evidence.kind) {
    case 'missing':
      return [
        make.differs(procedure.page, 'a recording of what its steps print', 'none: make one with --record', place),
      ];
    case 'newer-recording': {
      const reason = `the page is for ${shortRelease(evidence.recorded)}, this release is older`;
      return [make.notRun(`${procedure.page}: printed text`, reason, place)];
    }
    case 'recording':
      return stepsOnlyRecorded(procedure, evidence.recording);
    case 'recording-now':
      return [];
  }
}

/** What became of a step of the page itself. */
export function findingOfStep(
  procedure: Procedure,
  performed: PerformedStep,
  evidence: Evidence,
  surroundings: Surroundings,
): Finding {
  const { step, fault } = performed;
  const subject = `${procedure.page}: ${step.name}`;
  const place = { file: procedure.file, line: step.line };
  if (step.kind === 'command' && step.notRun !== undefined) {
    return make.notRun(subject, step.notRun, place);
  }
  if (fault !== undefined) {
    return failedStep(subject, fault, evidence, place);
  }
  return evidence.kind === 'recording' && isCompared(procedure, step)
    ? comparedWithRecording(subject, performed, evidence.recording, surroundings, place)
    : make.agrees(subject, place);
}

/** A step of the page that this one continues: it only has to work. */
export function findingsOfStepBefore(
  procedure: Procedure,
  { step, fault }: PerformedStep,
  evidence: Evidence,
): Finding[] {
  if (fault === undefined) {
    return [];
  }
  const subject = `${procedure.page}: ${step.name} of ${procedure.continues!.page}`;
  return [failedStep(subject, fault, evidence, { file: procedure.file, line: procedure.continues!.line })];
}

/** Steps after one that failed. */
export function findingsOfStepsNotReached(procedure: Procedure, reached: readonly Step[], failed: Step): Finding[] {
  return procedure.steps
    .filter((step) => !reached.includes(step))
    .map((step) => {
      const place = { file: procedure.file, line: step.line };
      return make.notRun(`${procedure.page}: ${step.name}`, `step '${failed.name}' before it failed`, place);
    });
}

function failedStep(
  subject: string,
  { expected, actual }: NonNullable<PerformedStep['fault']>,
  evidence: Evidence,
  place: Place,
): Finding {
  return evidence.kind === 'newer-recording'
    ? make.notRun(subject, `not so at this older release: ${expected}; ${actual}`, place)
    : make.differs(subject, expected, actual, place);
}

function comparedWithRecording(
  subject: string,
  { step, output, command }: PerformedStep,
  recording: Sourced<Recording>,
  surroundings: Surroundings,
  place: Place,
): Finding {
  const recorded = transcriptsByStep(recording.value).get(step.name);
  if (recorded === undefined) {
    return make.differs(
      subject,
      `step '${step.name}' stands in ${recording.file}`,
      'it does not: record again with --record',
      place,
    );
  }
  if (recorded.command !== command) {
    return make.differs(subject, `recorded command: ${recorded.command}`, `command of the page: ${command}`, place);
  }
  const [actual = ''] = normalizeTranscripts([output], surroundings);
  const difference = compareTranscripts(recorded.stdout, actual);
  return difference === undefined
    ? make.agrees(subject, place)
    : make.differs(subject, `line ${difference.line}: ${difference.expected}`, difference.actual, place);
}

function stepsOnlyRecorded(procedure: Procedure, recording: Sourced<Recording>): Finding[] {
  const names = procedure.steps.filter(isRecorded).map((step) => step.name);
  return recording.value.processes.flatMap(({ step = '(without step)' }, position) =>
    names.includes(step)
      ? []
      : [
          make.differs(`${procedure.page}: ${step}`, `a step of ${procedure.file}`, 'it stands only in the recording', {
            file: recording.file,
            line: recording.lineOf(['processes', position]),
          }),
        ],
  );
}
