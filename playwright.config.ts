import { defineConfig } from '@playwright/test';
import { browserArguments, findBrowser } from './scripts/lib/browser.ts';
import { findNginx } from './scripts/lib/nginx.ts';
import { DEPLOYED_ORIGIN, DEPLOYED_PORT, PORT } from './tests/browser/deployed.ts';

const executablePath = findBrowser();

export default defineConfig({
  testDir: 'tests/browser',
  fullyParallel: true,
  workers: 2,
  // A small machine needs seconds for the longest pages.
  timeout: 60_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  // A test that passes only the second time hides a fault.
  retries: 0,
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${PORT}`,
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
      timeout: 60_000,
    },
    ...(findNginx() === undefined
      ? []
      : [
          {
            command: 'npm run deploy:serve',
            env: { PORT: String(DEPLOYED_PORT) },
            url: DEPLOYED_ORIGIN,
            reuseExistingServer: false,
            // Compression comes first.
            timeout: 240_000,
            gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 5_000 },
          },
        ]),
  ],
});
