import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { textKinds } from './text-kinds.ts';
import type { TextKind } from './text-kinds.ts';

/** What was found before, so that it is not looked at again. */
export interface Known {
  /** What the rules that do not look at colors found on this page, by the layout in which they looked. */
  readonly layouts: Map<string, readonly string[]>;
  /** Kinds of text, of this page or another, that axe looked at without a fault; see {@link TextKind.paint}. */
  readonly goodPaints: Set<string>;
}

/**
 * Looks at a page as it stands, with every rule that axe switches on and with `target-size`, which WCAG 2.2 asks for
 * and axe leaves off.
 *
 * `AxeBuilder` of `@axe-core/playwright` also looks into frames, of which the portal has none, and carries all results
 * through a second page for that; it takes two to four times as long.
 *
 * @param known grows with what is looked at. The other color scheme usually has the same layout: then only the rules
 * that look at colors run again, and the faults that the others found there are given again. Most texts of a page are
 * of kinds that another page has too: their contrast is not measured again.
 * @returns a line for each fault; empty when there is none.
 */
export async function accessFaults(page: Page, known: Known): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(axe.source);
  }
  // A color that is still changing to the one of the other scheme would be taken for the final one.
  await page.evaluate(movementsEnd);
  const layout = await page.evaluate(layoutOf);
  const lasting = known.layouts.get(layout) ?? (await page.evaluate(lastingFaults, COLOR_RULES));
  known.layouts.set(layout, lasting);
  return [...lasting, ...(await page.evaluate(linkFaults)), ...(await contrastFaults(page, known.goodPaints))];
}

async function contrastFaults(page: Page, goodPaints: Set<string>): Promise<string[]> {
  const kinds = await page.evaluateHandle(textKinds);
  try {
    const paints = await kinds.evaluate((all) => all.map(({ paint }) => paint));
    const asked = paints.flatMap((paint, kind) => (goodPaints.has(paint) ? [] : [kind]));
    if (asked.length === 0) {
      return [];
    }
    const { faults, good } = await kinds.evaluate(measureContrast, asked);
    good.forEach((kind) => goodPaints.add(paints[kind]!));
    return faults;
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

/** Resolves when nothing moves by time. What moves with the scrolling, such as the link to the top, never ends. */
function movementsEnd(): Promise<unknown> {
  const byTime = document.getAnimations().filter(({ timeline }) => timeline instanceof DocumentTimeline);
  return Promise.allSettled(byTime.map(({ finished }) => finished));
}

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
 * Links in a text that nothing but their color tells from it. Axe passes a link whose underline the text around it has
 * not, whatever its colors: such links are told apart here, for that takes a tenth of the time.
 */
async function linkFaults(): Promise<string[]> {
  const MARK = 'data-not-underlined';
  const underlineOf = (element: Element): string => getComputedStyle(element).textDecorationLine;
  const displayOf = (element: Element): string => getComputedStyle(element).display;
  // As axe decides it, in its own list of displays.
  const isBlock = (element: Element): boolean =>
    /^(?:block|list-item|table(?:-.*)?|flex|grid|inline-block)$/.test(displayOf(element));
  const blockAround = (element: Element): Element => {
    let around = element.parentElement!;
    while (!isBlock(around)) {
      around = around.parentElement!;
    }
    return around;
  };
  const links = [...document.querySelectorAll('a[href]')].filter(
    (link) => displayOf(link) !== 'inline' || underlineOf(link) === underlineOf(blockAround(link)),
  );
  links.forEach((link) => link.setAttribute(MARK, ''));
  window.axe.configure({ rules: [{ id: 'link-in-text-block', selector: `[${MARK}]` }] });
  const { violations } = await window.axe.run(document, {
    runOnly: ['link-in-text-block'],
    resultTypes: ['violations'],
  });
  links.forEach((link) => link.removeAttribute(MARK));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/**
 * Has axe measure one text of each kind, for nine tenths of the time that it needs would go to measuring them all.
 * Where it cannot tell, all texts of that kind are measured, for one of them may be easier to judge.
 *
 * @param asked places in `kinds` of those to measure.
 * @returns the faults, and the places of the kinds that have none. A kind that could not be judged is not among them,
 * unless something touches it: that is why, and its paint says so.
 */
async function measureContrast(kinds: TextKind[], asked: number[]): Promise<{ faults: string[]; good: number[] }> {
  const MARK = 'data-measured';
  window.axe.configure({ rules: [{ id: 'color-contrast', selector: `[${MARK}]` }] });

  const faults: string[] = [];
  const passed = new Set<Element>();
  const failed = new Set<Element>();
  const measure = async (elements: readonly Element[]): Promise<void> => {
    elements.forEach((element) => element.setAttribute(MARK, ''));
    const { violations, passes } = await window.axe.run(document, {
      runOnly: ['color-contrast'],
      resultTypes: ['violations', 'passes'],
      elementRef: true,
    });
    elements.forEach((element) => element.removeAttribute(MARK));
    for (const { target, any, element } of violations.flatMap(({ nodes }) => nodes)) {
      faults.push(`color-contrast: ${target.join(' ')}: ${any[0]?.message}`);
      failed.add(element!);
    }
    for (const { any, element } of passes.flatMap(({ nodes }) => nodes)) {
      // A hidden text passes too, with no contrast measured.
      if (any[0]?.data?.contrastRatio !== undefined) {
        passed.add(element!);
      }
    }
  };

  await measure(asked.map((kind) => kinds[kind]!.elements[0]!));
  const unjudged = asked.filter((kind) => {
    const first = kinds[kind]!.elements[0]!;
    return !passed.has(first) && !failed.has(first);
  });
  const others = unjudged.flatMap((kind) => kinds[kind]!.elements.slice(1));
  if (others.length > 0) {
    await measure(others);
  }
  const good = asked.filter((kind) => {
    const { isTouched, elements } = kinds[kind]!;
    return (isTouched || elements.some((element) => passed.has(element))) && !elements.some((one) => failed.has(one));
  });
  return { faults, good };
}
