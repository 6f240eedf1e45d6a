import type { PhrasingContent } from 'mdast';
import { inlineElement } from './elements.ts';

/** A part of a whole, both from 0 to 1, for a row of a table whose words say the same. */
export interface BarPart {
  readonly from: number;
  readonly to: number;
}

/**
 * A bar as a drawing within a cell: bars below each other have one scale. The words of the row say the same, so it is
 * hidden from readers who hear the page.
 */
export function bar({ from, to }: BarPart): PhrasingContent[] {
  const rect = (x: number, width: number, fill: string): PhrasingContent =>
    inlineElement('rect', { x: rounded(x), width: rounded(width), height: '4', fill }, []);
  return [
    inlineElement(
      'svg',
      { viewBox: '0 0 100 4', width: '100%', height: '12', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      // A bar of no width would not be seen.
      [rect(0, 100, 'var(--border)'), rect(100 * from, Math.max(1, 100 * (to - from)), 'var(--accent)')],
    ),
  ];
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
