import { suggestName } from '../../../src/facts/nearest.ts';
import type { Procedure } from './procedure.ts';

/**
 * The procedures whose page fits one of the patterns, in their own order.
 *
 * @param patterns - page paths within a version, in which `*` stands for any text: `operators/*`.
 * @throws an error for a pattern that no page fits, so that a misspelt one does not pass for success.
 */
export function selectPages(procedures: readonly Procedure[], patterns: readonly string[]): readonly Procedure[] {
  const pages = procedures.map(({ page }) => page);
  const fits = patterns.map((pattern) => {
    const expression = expressionOf(pattern);
    if (!pages.some((page) => expression.test(page))) {
      throw new Error(`--pages: no procedure page fits '${pattern}'. ${suggestName(pattern, pages)}`);
    }
    return expression;
  });
  return procedures.filter(({ page }) => fits.some((expression) => expression.test(page)));
}

function expressionOf(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}
