import type { Behavior, KnownProblem } from '../../../src/facts/behaviors.ts';
import { isInSpan, shortRelease } from '../../../src/facts/release.ts';
import type { Release } from '../../../src/facts/release.ts';
import type { Finding } from '../../check.ts';
import { findingsOf } from '../../finding.ts';
import type { Told } from './told.ts';

const { agrees, differs, notRun } = findingsOf('behaviors');

/** A rule or a known problem that holds at the release of the program. */
export interface Statement {
  /** Id of a rule, or entry of a known problem. */
  readonly id: string;
  readonly kind: 'rule' | 'problem';
  /** What is to be seen. */
  readonly expected: string;
  readonly scenario?: string | undefined;
  /** Why no scenario decides it. */
  readonly reason?: string | undefined;
  readonly file: string;
  readonly line: number;
}

/** The rules and known problems of one release. */
export function statementsAt(
  release: Release,
  behaviors: readonly Behavior[],
  problems: readonly KnownProblem[],
): Statement[] {
  return [
    ...behaviors
      .filter((rule) => isInSpan(release, rule))
      .map(({ id, statement, proof, file, line }): Statement => {
        const reason = proof.recording === undefined ? proof.reason : `rests on the recording ${proof.recording}`;
        return { id, kind: 'rule', expected: statement, scenario: proof.scenario, reason, file, line };
      }),
    ...problems
      .filter((problem) => isInSpan(release, problem))
      .map(({ entry, scenario, reason, file, line }): Statement => {
        const expected = `the known problem ${entry} is there`;
        return { id: entry, kind: 'problem', expected, scenario, reason, file, line };
      }),
  ];
}

/** What is to be said of a statement that no scenario decides. */
export function withoutScenario({ id, reason, file, line }: Statement): Finding {
  return notRun(id, reason ?? 'no reason given', { file, line });
}

/** Holds what a scenario saw against the statements that name it. */
export function compareTold(statements: readonly Statement[], told: readonly Told[], release: Release): Finding[] {
  return statements.flatMap((statement) => {
    const wayRound = told.find(({ id, wayRound: isWay }) => id === statement.id && isWay === true);
    return [
      compareOne(statement, toldOf(statement, told), release),
      ...(wayRound === undefined ? [] : [compareWayRound(statement, wayRound)]),
    ];
  });
}

/** What a scenario saw of a statement itself, and not of a way round it. */
export function toldOf(statement: Statement, told: readonly Told[]): Told | undefined {
  return told.find(({ id, wayRound }) => id === statement.id && wayRound === undefined);
}

function compareOne(statement: Statement, told: Told | undefined, release: Release): Finding {
  const { id, kind, expected, scenario, file, line } = statement;
  if (told === undefined) {
    return differs(id, expected, `the scenario '${scenario}' tells nothing of it`, { file, line });
  }
  if (told.holds) {
    return agrees(id, { file, line });
  }
  const repaired =
    kind === 'problem' ? `It no longer reproduces: it may be repaired at ${shortRelease(release)}. ` : '';
  return differs(id, expected, `${repaired}Seen: ${told.seen}`, { file, line });
}

function compareWayRound({ id, file, line }: Statement, told: Told): Finding {
  const subject = `${id}, way round`;
  return told.holds
    ? agrees(subject, { file, line })
    : differs(subject, 'the way round leads to its end', `Seen: ${told.seen}`, { file, line });
}

/** What is to be said of every statement of a scenario that broke. */
export function scenarioBroke(statements: readonly Statement[], error: unknown): Finding[] {
  const actual = `the scenario broke: ${error instanceof Error ? error.message : String(error)}`;
  return statements.map(({ id, expected, file, line }) => differs(id, expected, actual, { file, line }));
}
