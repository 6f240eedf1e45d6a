import { expect, newest, protocols, startApp, test } from './site.ts';

for (const protocol of protocols) {
  test(`a token of ${protocol.label} is revoked under a connected worker`, async ({ page }) => {
    await page.goto(`/lifecycle?protocol=${protocol.number}`);
    const story = page.locator('.lifecycle__story > li');
    await page.getByRole('button', { name: 'Mint a token', exact: true }).click();
    await page.getByRole('button', { name: 'Connect with --cache-dir' }).click();
    await expect(story.last()).toContainText('✓ Enrolled as alpha');
    await page.getByRole('button', { name: 'Revoke the token' }).click();
    await expect(story.last()).toContainText('the worker stays connected');
    await page.getByRole('button', { name: 'Break the connection for a moment' }).click();
    const refusal = story.last().getByRole('link', { name: "Enrollment token 'alpha' has been revoked" });
    await expect(refusal).toHaveAttribute('href', `/${protocol.pathName}/reference/messages/enrollment#token-revoked`);
    await expect(page.getByRole('row', { name: /^First machine/ })).toContainText('the worker has ended');
  });
}

test('a story is carried by its address and taken back step by step', async ({ page }) => {
  await page.goto('/lifecycle?protocol=4&do=mint,connect,restart-without-cache');
  const story = page.locator('.lifecycle__story > li');
  await expect(story).toHaveCount(3);
  await page.getByRole('button', { name: 'Take back' }).click();
  await expect(story).toHaveCount(2);
  expect(new URL(page.url()).searchParams.get('do')).toBe('mint,connect');
  await page.getByRole('button', { name: 'Begin anew' }).click();
  await expect(story).toHaveCount(0);
});

test('a broken or hostile address plays as far as it makes sense', async ({ page }) => {
  const hostile = encodeURIComponent('<img src=x onerror=alert(1)>');
  await page.goto(`/lifecycle?protocol=${hostile}&from=${hostile}&do=mint,${hostile},connect,${'mint,'.repeat(300)}`);
  await expect(page.locator('.lifecycle__story > li')).toHaveCount(1);
  await expect(page.getByLabel('Protocol')).toHaveValue(String(newest.number));
});

test('the keyboard plays, and learns why something cannot happen', async ({ page }) => {
  await page.goto('/lifecycle');
  await startApp(page);
  await page.locator('main').getByLabel('Release').focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Mint a token', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  const revoke = page.getByRole('button', { name: 'Break the connection for a moment' });
  await revoke.focus();
  await page.keyboard.press('Enter');
  await expect(revoke).toHaveAccessibleDescription('No worker is connected.');
  await expect(page.locator('.lifecycle__story > li')).toHaveCount(1);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page leads to the restart tables', async ({ page }) => {
    await page.goto('/lifecycle');
    await expect(page.getByText('This page needs JavaScript to play.')).toBeVisible();
    await expect(page.locator('.lifecycle')).toBeHidden();
    for (const protocol of protocols) {
      await expect(page.getByRole('link', { name: `Restart table of ${protocol.label}` })).toBeVisible();
    }
  });
});
