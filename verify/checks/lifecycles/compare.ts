import type { ProtocolSpec, Sourced } from '../../../src/facts/protocol-spec.ts';
import { atRelease } from '../../../src/facts/at-release.ts';
import { isInSpan } from '../../../src/facts/release.ts';
import type { Release } from '../../../src/facts/release.ts';
import type { RestartOutcome, RestartRow } from '../../../src/facts/schema/restart-table.ts';
import type { Finding } from '../../check.ts';
import { findingsOf, placeOf } from '../../finding.ts';
import { namesToken } from '../../stage/orchestrator.ts';
import { essenceOf, wasPrinted } from '../../stage/statements.ts';
import type { RowObservation } from './observation.ts';

const { agrees, differs, notRun } = findingsOf('lifecycles');

/** A row of the restart table with the outcome that holds for one release. */
export interface RowAtRelease {
  readonly row: RestartRow;
  readonly outcome: RestartOutcome;
  /** Place of the outcome or of a part of it. */
  place(key?: keyof RestartOutcome): { readonly file: string; readonly line: number };
}

/** The rows that hold for a release. */
export function rowsAtRelease(table: Sourced<readonly RestartRow[]>, release: Release): RowAtRelease[] {
  return table.value.flatMap((row, position) => {
    const index = row.outcomes.findIndex((outcome) => isInSpan(release, outcome));
    if (index < 0 || !isInSpan(release, row)) {
      return [];
    }
    const keys = [position, 'outcomes', index];
    return [
      {
        row,
        outcome: row.outcomes[index]!,
        place: (key?: keyof RestartOutcome) =>
          placeOf(table, key === undefined ? keys : [...keys, key]) as { file: string; line: number },
      },
    ];
  });
}

/** Compares a row with what was seen when it was performed. */
export function compareRow(
  expected: RowAtRelease,
  seen: RowObservation,
  spec: ProtocolSpec,
  release: Release,
): Finding[] {
  return [
    compareWorker(expected, seen),
    ...compareMessage(expected, seen, spec, release),
    ...compareText(expected, seen),
    compareOrchestrator(expected, seen),
    compareTokenState(expected, seen),
    ...compareRest(expected, seen),
  ];
}

const WORKER: Readonly<Record<RowObservation['worker'], string>> = {
  reconnects: 'the same worker process is enrolled again',
  enrolls: 'the new worker process is enrolled',
  stays: 'the worker stays connected',
  stops: 'the worker stops',
  retries: 'the worker keeps trying',
  nothing: 'the worker neither was enrolled nor tried again nor ended',
};

function compareWorker({ row, outcome, place }: RowAtRelease, seen: RowObservation): Finding {
  const subject = `${row.id}: worker`;
  const describe = (worker: RowObservation['worker'], exitCode: number | null | undefined): string =>
    WORKER[worker] + (typeof exitCode === 'number' ? ` with exit code ${exitCode}` : '');
  const sameCode = outcome.exitCode === undefined || outcome.exitCode === seen.exitCode;
  return outcome.worker === seen.worker && sameCode
    ? agrees(subject, place('worker'))
    : differs(
        subject,
        describe(outcome.worker, outcome.exitCode),
        `${describe(seen.worker, seen.exitCode)}; it printed: ${essenceOf(seen.printed)}`,
        place(outcome.worker === seen.worker ? 'exitCode' : 'worker'),
      );
}

function compareMessage(
  { row, outcome, place }: RowAtRelease,
  seen: RowObservation,
  spec: ProtocolSpec,
  release: Release,
): Finding[] {
  if (outcome.message === undefined) {
    return [];
  }
  const subject = `${row.id}: message`;
  const message = atRelease(
    spec.messages.map(({ value }) => value),
    release,
  ).find(({ id }) => id === outcome.message);
  if (message === undefined) {
    return [
      differs(
        subject,
        `message '${outcome.message}'`,
        'no message of this id holds for this release',
        place('message'),
      ),
    ];
  }
  return [
    wasPrinted(message, seen.printed)
      ? agrees(subject, place('message'))
      : differs(subject, message.text, `it printed: ${essenceOf(seen.printed)}`, place('message')),
  ];
}

function compareText({ row, outcome, place }: RowAtRelease, seen: RowObservation): Finding[] {
  if (outcome.workerPrints === undefined) {
    return [];
  }
  const subject = `${row.id}: worker's output`;
  return [
    wasPrinted({ text: outcome.workerPrints, parameters: {} }, seen.printed)
      ? agrees(subject, place('workerPrints'))
      : differs(subject, outcome.workerPrints, `it printed: ${essenceOf(seen.printed)}`, place('workerPrints')),
  ];
}

function compareOrchestrator({ row, outcome, place }: RowAtRelease, seen: RowObservation): Finding {
  const subject = `${row.id}: orchestrator's log`;
  if (outcome.orchestratorLogs !== undefined) {
    return wasPrinted({ text: outcome.orchestratorLogs, parameters: {} }, seen.orchestratorLog)
      ? agrees(subject, place('orchestratorLogs'))
      : differs(subject, outcome.orchestratorLogs, essenceOf(seen.orchestratorLog), place('orchestratorLogs'));
  }
  const about = seen.orchestratorLog.split('\n').filter((line) => namesToken(line, seen.token));
  return about.length === 0
    ? agrees(subject, place())
    : differs(subject, `nothing about '${seen.token}'`, essenceOf(about.join('\n')), place());
}

function compareTokenState({ row, outcome, place }: RowAtRelease, seen: RowObservation): Finding {
  const subject = `${row.id}: token's recorded state`;
  return outcome.tokenState === seen.tokenState
    ? agrees(subject, place('tokenState'))
    : differs(subject, outcome.tokenState, seen.tokenState, place('tokenState'));
}

function compareRest({ row, place }: RowAtRelease, { broken }: RowObservation): Finding[] {
  return broken === undefined
    ? []
    : [differs(`${row.id}: what holds afterwards`, broken.expected, broken.actual, place('what'))];
}

/** A row that was not performed, with the reason. */
export function rowNotRun(expected: RowAtRelease, reason: string): Finding {
  return notRun(expected.row.id, reason, expected.place());
}

/** A row whose performance itself failed: the program did not even do what the row starts from. */
export function rowFailed(expected: RowAtRelease, error: unknown): Finding {
  return differs(
    expected.row.id,
    expected.outcome.what,
    error instanceof Error ? error.message : String(error),
    expected.place(),
  );
}
