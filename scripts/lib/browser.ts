import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';

/** Names under which systems install Chrome or Chromium, most common first. */
const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/** Where macOS and Windows keep Chrome, which is on no path there. */
const SYSTEM_FILES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** What {@link findBrowser} looks at; tests pass their own. */
export interface BrowserSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  isExecutable(file: string): boolean;
}

/** The real machine. */
const thisMachine: BrowserSurroundings = { env: process.env, isExecutable };

/**
 * Finds a browser for the browser tests: `CHROME_PATH`, then a system Chrome or Chromium.
 *
 * @returns its path, or `undefined` when there is none.
 * @throws Error when `CHROME_PATH` names something that cannot be run.
 */
export function findBrowser({ env, isExecutable: canRun }: BrowserSurroundings = thisMachine): string | undefined {
  if (env.CHROME_PATH) {
    if (!canRun(env.CHROME_PATH)) {
      throw new Error(
        `CHROME_PATH is '${env.CHROME_PATH}', which is no program that can be run. Correct it, or unset it to use a system browser.`,
      );
    }
    return env.CHROME_PATH;
  }
  const onPath = (env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => SYSTEM_NAMES.map((name) => path.join(folder, name)));
  return [...onPath, ...SYSTEM_FILES].find(canRun);
}

/**
 * Finds a browser, or installs one by what the machine offers: Debian's `chromium` package when
 * root, otherwise Playwright's own download.
 *
 * @throws Error that says in one sentence what to do when no way works.
 */
export function ensureBrowser(): string {
  const found = findBrowser() ?? installDebianChromium() ?? downloadByPlaywright();
  if (found === undefined) {
    throw new Error(
      'No browser for the browser tests: install Chrome or Chromium and run again, or set CHROME_PATH to one.',
    );
  }
  return found;
}

/** What a browser of the tests is started with. */
export function browserArguments(): string[] {
  return [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    // Chromium's own background requests would fail on a closed network and end up as noise.
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ];
}

function installDebianChromium(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    return undefined;
  }
  console.log(
    'There is no Chrome or Chromium, which the browser tests need: apt-get installs chromium now. (CHROME_PATH names another browser.)',
  );
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
  return findBrowser();
}

function downloadByPlaywright(): string | undefined {
  console.log(
    'There is no Chrome or Chromium, which the browser tests need: Playwright downloads one now. (CHROME_PATH names another browser.)',
  );
  const download = spawnSync('playwright', ['install', 'chromium'], { stdio: 'inherit', timeout: 300_000 });
  if (download.status !== 0) {
    return undefined;
  }
  const asked = spawnSync(
    process.execPath,
    ['-e', "console.log(require('@playwright/test').chromium.executablePath())"],
    { encoding: 'utf8' },
  );
  const file = asked.stdout.trim();
  return isExecutable(file) ? file : undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
