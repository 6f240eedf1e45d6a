import type { Page } from '@playwright/test';

/** The scripts of the application; the one that runs first, and what that fetches, are none of them. */
const APP = /\/assets\/js\/(?!(?:first|heading|values)\.)/;

/**
 * Keeps the application's scripts away, as a slow line does.
 *
 * @returns lets them come.
 */
export function holdApp(page: Page): Promise<() => void> {
  return holdRequests(page, APP);
}

/**
 * Keeps what a page asks for away, as a slow line does.
 *
 * @returns lets it come.
 */
export async function holdRequests(page: Page, address: string | RegExp): Promise<() => void> {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(address, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

/** Whether every control of the application works. */
export function appRuns(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.getAttribute('data-has-hydrated') === 'true');
}
