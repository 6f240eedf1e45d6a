import type { Page } from '@playwright/test';

/**
 * What of a page is cut off or lies beside the screen: controls, labels and panels that nobody can scroll to. What lies
 * within a frame that scrolls can be reached.
 *
 * @returns one line for each fault, such as `a "Operators" ends at 412 of 390`.
 */
export function boxFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const CONTROLS = 'a, button, input, select, textarea, summary, th, label, [role="option"], [popover], dialog[open]';
    /** Layout rounds to parts of a pixel. */
    const SLACK = 1;
    const width = document.documentElement.clientWidth;
    const nameOf = (element: Element): string =>
      `${element.tagName.toLowerCase()} "${(element.textContent.trim() || element.getAttribute('aria-label') || element.className.toString()).slice(0, 40)}"`;
    const isSeen = (element: Element): boolean => {
      const box = element.getBoundingClientRect();
      // What is for screen readers alone is one pixel.
      const style = getComputedStyle(element);
      return (
        box.width > 1 &&
        box.height > 1 &&
        // It waits beside the screen until the keyboard comes to it.
        element.closest('[href="#__docusaurus_skipToContent_fallback"]') === null &&
        style.clipPath === 'none' &&
        element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })
      );
    };
    /** The nearest frame around an element that scrolls or cuts sideways. */
    const frameOf = (element: Element): { frame: Element; scrolls: boolean } | undefined => {
      for (let frame = element.parentElement; frame !== null && frame !== document.body; frame = frame.parentElement) {
        const { overflowX, display } = getComputedStyle(frame);
        if (overflowX !== 'visible' && display !== 'inline') {
          return { frame, scrolls: overflowX === 'auto' || overflowX === 'scroll' };
        }
      }
      return undefined;
    };
    const faultOf = (element: Element): string[] => {
      const box = element.getBoundingClientRect();
      const around = frameOf(element);
      if (around?.scrolls === true) {
        return [];
      }
      const outer = around?.frame.getBoundingClientRect();
      const [left, right] = outer === undefined ? [0, width] : [Math.max(0, outer.left), Math.min(width, outer.right)];
      if (box.left < left - SLACK) {
        return [`${nameOf(element)} begins at ${Math.round(box.left)}, left of ${Math.round(left)}`];
      }
      return box.right > right + SLACK
        ? [`${nameOf(element)} ends at ${Math.round(box.right)} of ${Math.round(right)}`]
        : [];
    };
    const sideways = document.documentElement.scrollWidth - width;
    return [
      ...(sideways > 0 ? [`the page is ${sideways} px wider than the screen`] : []),
      ...new Set([...document.querySelectorAll(CONTROLS)].filter(isSeen).flatMap(faultOf)),
    ];
  });
}

/**
 * Controls of the bar that lie on each other.
 *
 * @returns one line for each pair.
 */
export function overprinted(page: Page, within: string): Promise<string[]> {
  return page.evaluate((selector) => {
    const controls = [...document.querySelectorAll<HTMLElement>(selector)].filter((control) => {
      const { width, height } = control.getBoundingClientRect();
      return width > 1 && height > 1 && control.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    });
    const name = (element: HTMLElement): string =>
      element.textContent.trim() || element.getAttribute('aria-label') || element.tagName;
    return controls.flatMap((one, position) =>
      controls.slice(position + 1).flatMap((other) => {
        if (one.contains(other) || other.contains(one)) {
          return [];
        }
        const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
        const overlaps =
          Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
          Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
        return overlaps ? [`${name(one)} lies on ${name(other)}`] : [];
      }),
    );
  }, within);
}
