import type { Message } from '../../src/facts/schema/message.ts';
import type { RestartOutcome } from '../../src/facts/schema/restart-table.ts';
import type { RowObservation } from '../../verify/checks/lifecycles/observation.ts';
import { namesToken } from '../../verify/stage/orchestrator.ts';
import { printedFrom, wasPrinted } from '../../verify/stage/statements.ts';

/** What a run shows of the outcome of a row; its story is a person's. */
export type OutcomeSeen = Pick<
  RestartOutcome,
  'worker' | 'exitCode' | 'message' | 'workerPrints' | 'orchestratorLogs' | 'tokenState'
>;

/** The outcome as the facts have it, in so far as a run shows it. */
export function outcomeKnown(outcome: RestartOutcome): OutcomeSeen {
  const { worker, exitCode, message, workerPrints, orchestratorLogs, tokenState } = outcome;
  return { worker, exitCode, message, workerPrints, orchestratorLogs, tokenState };
}

/** Whether two releases end a row alike. */
export function isSameOutcome(a: OutcomeSeen, b: OutcomeSeen): boolean {
  const keys = [...Object.keys(a), ...Object.keys(b)] as (keyof OutcomeSeen)[];
  return keys.every((key) => a[key] === b[key]);
}

/**
 * Tells from what was seen how a row ends.
 *
 * @param before - how it ended in the releases before.
 * @param messages - those of the release that was seen.
 * @returns undefined when what was seen is not enough to be sure: a text that is another one and no known message, a
 *   line of the log that the facts do not have, or a worker that did nothing.
 */
export function outcomeSeen(
  before: RestartOutcome,
  seen: RowObservation,
  messages: readonly Message[],
): OutcomeSeen | undefined {
  const { worker } = seen;
  const tokenState = TOKEN_STATES.find((state) => state === seen.tokenState);
  if (worker === 'nothing' || tokenState === undefined || seen.broken !== undefined) {
    return undefined;
  }
  const endsOtherwise = worker !== before.worker;
  const message = messageSeen(before.message, seen, messages);
  const workerPrints = textSeen(before.workerPrints, seen.printed);
  const lines = seen.orchestratorLog.split('\n').filter((line) => namesToken(line, seen.token));
  const orchestratorLogs = textSeen(before.orchestratorLogs, seen.orchestratorLog);
  const isUnsure =
    (!endsOtherwise && (message !== before.message ? message === undefined : workerPrints !== before.workerPrints)) ||
    (orchestratorLogs === undefined && lines.length > 0);
  return isUnsure
    ? undefined
    : { worker, exitCode: exitCodeSeen(before, seen), message, workerPrints, orchestratorLogs, tokenState };
}

const TOKEN_STATES = ['unused', 'enrolled', 'expired', 'revoked'] as const;

/** The one that the facts have, or else the last one that was printed after which something follows. */
function messageSeen(
  before: string | undefined,
  { printed }: RowObservation,
  messages: readonly Message[],
): string | undefined {
  const known = messages.find(({ id }) => id === before);
  if (before === undefined || (known !== undefined && wasPrinted(known, printed))) {
    return before;
  }
  const [last] = messages
    .filter(({ reactions }) => reactions.length > 0)
    .flatMap((message) => {
      const rest = printedFrom(message, printed);
      return rest === undefined ? [] : [{ id: message.id, left: rest.length }];
    })
    .sort((a, b) => a.left - b.left);
  return last?.id;
}

function textSeen(text: string | undefined, printed: string): string | undefined {
  return text !== undefined && wasPrinted({ text, parameters: {} }, printed) ? text : undefined;
}

function exitCodeSeen(before: RestartOutcome, { worker, exitCode }: RowObservation): number | undefined {
  // Where the facts name no exit code of a worker that stops, the release before was not asked for it.
  const wasAsked = before.worker !== 'stops' || before.exitCode !== undefined;
  return worker === 'stops' && wasAsked ? (exitCode ?? undefined) : undefined;
}
