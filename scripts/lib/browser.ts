import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';

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
 * Finds a browser, or installs one by what the machine offers: on Debian, when root, the package of the
 * headless shell, also beside a browser that nobody asked for by `CHROME_PATH`; otherwise Playwright's own
 * download.
 *
 * @throws Error that says in one sentence what to do when no way works.
 */
export function ensureBrowser(): string {
  const found = quickBrowser() ?? installDebianChromium() ?? downloadByPlaywright();
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

/** The browser that was asked for, or the headless shell where it is installed. */
function quickBrowser(): string | undefined {
  const found = findBrowser();
  return process.env.CHROME_PATH || found?.endsWith(HEADLESS_SHELL) ? found : undefined;
}

/** Installs the headless shell where that is possible, or all of Chromium where Debian has no shell. */
function installDebianChromium(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    return findBrowser();
  }
  console.log(
    `The browser tests take half the time with ${HEADLESS_SHELL}: apt-get installs it now. (CHROME_PATH names another browser.)`,
  );
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  const install = (name: string): unknown =>
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], options);
  spawnSync('apt-get', ['update', '-qq'], options);
  install(HEADLESS_SHELL);
  if (findBrowser() === undefined) {
    install('chromium');
  }
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
