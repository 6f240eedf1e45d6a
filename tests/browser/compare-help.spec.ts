import { helpPage } from '../support/help-pages.ts';
import { specs } from '../support/facts.ts';
import { expect, test } from './site.ts';

const newest = specs[0]!;
const HELP = helpPage(newest, 'worker connect', newest.protocol.last);

for (const width of [1280, 390]) {
  test(`a pasted help is compared, and the answer leads to the page of its command, at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto('/compare-help');
    await page.locator('main textarea').fill(HELP.replace(/^( {2}--no-reconnect.*)$/m, '$1\n  --planted  - Planted.'));
    const answer = page.locator('main section').first();
    await expect(answer).toContainText('One thing is different.');
    await expect(answer).toContainText('--planted: your help has it, these pages do not.');
    await page.locator('main textarea').fill(HELP);
    await expect(answer).toContainText('Your help says what these pages say');
    await answer.getByRole('link', { name: 'swamp worker connect' }).click();
    await expect(page).toHaveURL(/\/reference\/cli\/worker-connect$/);
  });
}

test('what is no help is said', async ({ page }) => {
  await page.goto('/compare-help');
  await page.locator('main textarea').fill('no help at all');
  await expect(page.getByRole('status')).toContainText('This is no help of swamp');
});

test('a release that is newer than all leads here', async ({ page }) => {
  await page.goto('/match?orchestrator=20991231.000000');
  await page.getByRole('link', { name: 'Compare its help with these pages' }).click();
  await expect(page.locator('h1')).toHaveText('Compare your help');
});
