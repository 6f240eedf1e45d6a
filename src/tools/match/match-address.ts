import { shortRelease } from '../../facts/release.ts';
import type { MatchAnswer, Side } from './answer.ts';

/** Address of the page, without the site's base. */
export const MATCH_PATH = '/match';

/**
 * What the query part of an address asks for. Broken escapes and other parameters do no harm; of a
 * parameter that stands twice the first counts.
 */
export function textsFromQuery(query: string): Record<Side, string> {
  const parameters = new URLSearchParams(query);
  return { orchestrator: parameters.get('orchestrator') ?? '', worker: parameters.get('worker') ?? '' };
}

/**
 * The query part that leads back to an answer, or the empty text when no release was read. It holds
 * what was read and not what was pasted, so that a link stays short.
 */
export function queryOf(answer: Pick<MatchAnswer, Side>): string {
  const pairs = (['orchestrator', 'worker'] as const).flatMap((side) => {
    const machine = answer[side];
    return machine.kind === 'clear' ? [`${side}=${shortRelease(machine.release)}`] : [];
  });
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
