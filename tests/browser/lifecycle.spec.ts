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

for (const protocol of protocols) {
  test(`${protocol.label}: the present states are lit, and said in words`, async ({ page }) => {
    await page.goto(`/lifecycle?protocol=${protocol.number}`);
    const [token, worker] = [page.locator('.lifecycle__states').first(), page.locator('.lifecycle__states').last()];
    await expect(token.locator('svg text', { hasText: 'unused' })).toBeVisible();
    await expect(page.locator('.lifecycle .is-present')).toHaveCount(0);
    await page.getByRole('button', { name: 'Mint a token', exact: true }).click();
    await expect(token.locator('.is-present')).toHaveText('unused');
    await expect(token.locator('figcaption')).toHaveText('The token: unused');
    await page.getByRole('button', { name: 'Connect with --cache-dir' }).click();
    await expect(token.locator('.is-present')).toHaveText('enrolled');
    await expect(worker.locator('.is-present')).toHaveText('idle');
    await expect(token).toContainText('token revoke → revoked');
    await page.getByRole('button', { name: "Let the token's lifetime end" }).click();
    await expect(token.locator('.is-present')).toHaveText('expired');
    await expect(worker.locator('.is-present')).toHaveText('disconnected');
  });
}

for (const forcedColors of ['none', 'active'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the lit state stands out in ${colorScheme} on a phone, forced colors ${forcedColors}`, async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.emulateMedia({ forcedColors, colorScheme });
      await page.goto('/lifecycle?protocol=4&do=mint,connect');
      const token = page.locator('.lifecycle__states').first();
      await expect(token.locator('.is-present')).toHaveText('enrolled');
      const fills = await token
        .locator('[data-state] .drawing-box')
        .evaluateAll((boxes) => boxes.map((box) => getComputedStyle(box).fill));
      expect(new Set(fills).size).toBe(2);
      const inside = await token.locator('svg').evaluate((svg) => {
        const box = svg.getBoundingClientRect();
        return box.left >= 0 && box.right <= window.innerWidth;
      });
      expect(inside).toBe(true);
    });
  }
}

test('what can be done and what cannot look different with forced colors', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('/lifecycle');
  const styleOf = (name: string): Promise<string> =>
    page
      .getByRole('button', { name })
      .first()
      .evaluate((button) => {
        const { borderTopStyle, color } = getComputedStyle(button);
        return `${borderTopStyle} ${color}`;
      });
  const [can, cannot] = [await styleOf('Mint a token'), await styleOf('Revoke the token')];
  expect(can).toMatch(/^solid/);
  expect(cannot).toMatch(/^dashed/);
  expect(cannot.split(' ').slice(1)).not.toEqual(can.split(' ').slice(1));
});

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
