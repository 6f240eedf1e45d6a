import type { Page } from '@playwright/test';
import { expect, protocols, test } from './site.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** Buttons of code that lie on its text, each with a line of the text; those of a closed part are left out. */
function covered(page: Page): Promise<string[]> {
  return page.locator('.theme-code-block').evaluateAll((blocks) =>
    blocks.flatMap((block) => {
      const texts = document.createTreeWalker(block.querySelector('pre')!, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      const lines: DOMRect[] = [];
      while (texts.nextNode() !== null) {
        range.selectNodeContents(texts.currentNode);
        lines.push(...range.getClientRects());
      }
      const frame = block.getBoundingClientRect();
      return [...block.querySelectorAll<HTMLElement>('.code-buttons button')]
        .filter((button) => button.checkVisibility({ visibilityProperty: true }))
        .filter((button) => {
          const box = button.getBoundingClientRect();
          return lines.some(
            (line) =>
              Math.min(line.right, box.right, frame.right) - Math.max(line.left, box.left) > 1 &&
              Math.min(line.bottom, box.bottom) - Math.max(line.top, box.top) > 1,
          );
        })
        .map((button) => `${button.textContent}: ${block.textContent.slice(0, 60)}`);
    }),
  );
}

for (const { label, pathName } of protocols) {
  for (const width of [320, 1440]) {
    test(`${label}: no button lies on commands and what they print, at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      for (const name of ['operators/get-started', 'operators/tokens', 'reference/cli/worker-connect']) {
        await page.goto(`/${pathName}/${name}`);
        const kinds = '.theme-code-block:not(.language-bash, .language-output, .language-json)';
        await page.locator(kinds).evaluateAll((others) => others.forEach((other) => other.remove()));
        expect(await covered(page), name).toEqual([]);
      }
    });
  }

  test(`${label}: a secret is short in view and whole on the clipboard`, async ({ page }) => {
    await page.goto(`/${pathName}/operators/get-started`);
    const block = page.locator('.theme-code-block', { has: page.locator('.rest') }).first();
    const rest = block.locator('.rest').first();
    expect(await rest.evaluate((one) => one.getBoundingClientRect().width)).toBeLessThan(20);
    await block.getByRole('button', { name: 'Copy' }).press('Enter');
    await expect(block.getByRole('status')).toHaveText('Copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\.[0-9a-f]{64}\b/);
  });
}
