import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { textKinds } from './text-kinds.ts';

/** What the rules that do not look at colors found, by the layout in which they looked. */
export type KnownLayouts = Map<string, readonly string[]>;

/**
 * Looks at a page as it stands, with every rule that axe switches on and with `target-size`, which WCAG 2.2 asks for
 * and axe leaves off.
 *
 * `AxeBuilder` of `@axe-core/playwright` also looks into frames, of which the portal has none, and carries all results
 * through a second page for that; it takes two to four times as long.
 *
 * @param known layouts of this page that were looked at before. The other color scheme usually has the same layout:
 * then only the rules that look at colors run again, and the faults that the others found there are given again.
 * @returns a line for each fault; empty when there is none.
 */
export async function accessFaults(page: Page, known: KnownLayouts = new Map()): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(axe.source);
  }
  // A color that is still changing to the one of the other scheme would be taken for the final one.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  const layout = await page.evaluate(layoutOf);
  const lasting = known.get(layout) ?? (await page.evaluate(lastingFaults, COLOR_RULES));
  known.set(layout, lasting);
  const kinds = await page.evaluateHandle(textKinds);
  try {
    return [...lasting, ...(await kinds.evaluate(colorFaults, COLOR_RULES))];
  } finally {
    await kinds.dispose();
  }
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/**
 * The rules whose checks ask axe for colors: `getForegroundColor` and `getBackgroundColor` are called by no others that
 * are switched on. All others look at elements, their attributes, their visibility and their boxes; tables without
 * headings are told from layout by the colors of their rows too, and the portal has none.
 */
const COLOR_RULES = ['color-contrast', 'link-in-text-block'];

/** All elements with their attributes, visibility and boxes: what the rules look at that do not look at colors. */
function layoutOf(): string {
  return [...document.querySelectorAll('*')]
    .map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const visible = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      return [element.tagName, ...element.getAttributeNames().sort(), x, y, width, height, visible].join(' ');
    })
    .join('\n');
}

/** What the rules find that do not look at colors. */
async function lastingFaults(colorRules: string[]): Promise<string[]> {
  const { violations } = await window.axe.run(document, {
    resultTypes: ['violations'],
    rules: {
      ...Object.fromEntries(colorRules.map((rule) => [rule, { enabled: false }])),
      'target-size': { enabled: true },
    },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/**
 * Has axe measure one text of each kind, for nine tenths of the time that it needs would go to measuring them all.
 * Where it cannot tell, all texts of that kind are measured, for one of them may be easier to judge.
 */
async function colorFaults(kinds: Element[][], colorRules: string[]): Promise<string[]> {
  const MARK = 'data-measured';
  window.axe.configure({ rules: [{ id: 'color-contrast', selector: `[${MARK}]` }] });

  const measure = async (elements: Element[], rules: string[]) => {
    elements.forEach((element) => element.setAttribute(MARK, ''));
    const { violations, passes } = await window.axe.run(document, {
      runOnly: rules,
      resultTypes: ['violations', 'passes'],
      elementRef: true,
    });
    elements.forEach((element) => element.removeAttribute(MARK));
    const contrast = [...violations, ...passes]
      .filter(({ id }) => id === 'color-contrast')
      .flatMap(({ nodes }) => nodes);
    return {
      faults: violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, any }) => `${id}: ${target.join(' ')}: ${any[0]?.message}`),
      ),
      // A hidden text passes too, with no contrast measured.
      judged: contrast.filter(({ any }) => any[0]?.data?.contrastRatio !== undefined).map(({ element }) => element),
    };
  };

  const first = await measure(
    kinds.map((kind) => kind[0]!),
    colorRules,
  );
  const judged = new Set<Element | undefined>(first.judged);
  const others = kinds.filter((kind) => !judged.has(kind[0])).flatMap((kind) => kind.slice(1));
  return [...first.faults, ...(others.length === 0 ? [] : (await measure(others, ['color-contrast'])).faults)];
}
