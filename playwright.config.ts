import { defineConfig } from '@playwright/test';
import { browserArguments, findBrowser } from './scripts/lib/browser.ts';
import { findNginx } from './scripts/lib/nginx.ts';
import { DEPLOYED_ORIGIN, DEPLOYED_PORT, PORT } from './tests/browser/deployed.ts';

const executablePath = findBrowser();
const inCI = Boolean(process.env.CI);

/** Limits are for what hangs: a machine that does much else needs many times what an idle one does. */
const MINUTE = 60_000;

export default defineConfig({
  testDir: 'tests/browser',
  fullyParallel: true,
  workers: 2,
  timeout: 5 * MINUTE,
  expect: { timeout: MINUTE },
  forbidOnly: inCI,
  // What breaks every page breaks a few hundred tests: so many tell enough, and each may take minutes.
  maxFailures: 25,
  // A test that passes only the second time hides a fault.
  retries: 0,
  reporter: inCI ? [['list'], ['github'], ['html', { open: 'never' }]] : [['list']],
  use: {
    baseURL: `http://localhost:${PORT}`,
    // Recording takes a part of the time; elsewhere what failed is run again with --trace on.
    trace: inCI ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: browserArguments(),
    },
  },
  webServer: [
    {
      command: 'npm run serve',
      env: { PORT: String(PORT) },
      url: `http://localhost:${PORT}`,
      reuseExistingServer: false,
      timeout: 5 * MINUTE,
    },
    ...(findNginx() === undefined
      ? []
      : [
          {
            command: 'npm run deploy:serve -- --uncompressed',
            env: { PORT: String(DEPLOYED_PORT) },
            url: DEPLOYED_ORIGIN,
            reuseExistingServer: false,
            timeout: 5 * MINUTE,
            gracefulShutdown: { signal: 'SIGTERM' as const, timeout: MINUTE },
          },
        ]),
  ],
});
