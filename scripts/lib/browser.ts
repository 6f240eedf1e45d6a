import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { canInstallPackages, installPackages } from './debian.ts';

/** Chromium without the parts that draw windows, as Debian names it: the browser tests take half the time with it. */
const HEADLESS_SHELL = 'chromium-headless-shell';

/** Names under which systems install Chrome or Chromium: the quickest for tests first, then the most common. */
const SYSTEM_NAMES = [
  HEADLESS_SHELL,
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
];

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
  const folders = (env.PATH ?? '').split(path.delimiter);
  const onPath = SYSTEM_NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...onPath, ...SYSTEM_FILES].find(canRun);
}

/**
 * Finds a browser, or installs one by what the machine offers: Debian's packages when root, otherwise
 * Playwright's own download.
 *
 * @throws Error that says in one sentence what to do when no way works.
 */
export function ensureBrowser(): string {
  const found = findBrowser() ?? installOnDebian([HEADLESS_SHELL, 'chromium']) ?? downloadByPlaywright();
  if (found === undefined) {
    throw new Error(
      'No browser for the browser tests: install Chrome or Chromium and run again, or set CHROME_PATH to one.',
    );
  }
  return found;
}

/**
 * As {@link ensureBrowser}, for a run of many tests: installs the headless shell also beside a browser that
 * nobody asked for by `CHROME_PATH`, where that is possible.
 *
 * @throws Error as {@link ensureBrowser}.
 */
export function ensureQuickBrowser(): string {
  const found = findBrowser();
  if (found !== undefined && !process.env.CHROME_PATH && !found.endsWith(HEADLESS_SHELL)) {
    installOnDebian([HEADLESS_SHELL]);
  }
  return ensureBrowser();
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

/** Installs the first of these packages of Debian that can be had. */
function installOnDebian(packages: readonly string[]): string | undefined {
  if (!canInstallPackages()) {
    return undefined;
  }
  console.log(
    `The browser tests use ${packages.join(' or ')}: apt-get installs it now. (CHROME_PATH names another browser.)`,
  );
  packages.find((name) => installPackages([name]));
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
