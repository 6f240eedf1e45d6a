import { loadScript } from '../../ui/native/load-script.ts';

/** The application's scripts, which `src/patches/first-script/page-template.ts` writes into a page without running them. */
const SCRIPTS = 'script[data-app]';

/** What the root element says once every control of the page works; Docusaurus sets it. */
const READY = 'data-has-hydrated';

const loaded = new WeakSet<HTMLScriptElement>();
let loading: Promise<void> | undefined;

/** Whether every control of the page works. */
export function appRuns(): boolean {
  return document.documentElement.getAttribute(READY) === 'true';
}

/** Whether the page holds scripts that wait. In the live server they run by themselves. */
export function appWaits(): boolean {
  return !appRuns() && document.querySelector(SCRIPTS) !== null;
}

/**
 * Runs the application, once, however often it is asked for.
 *
 * @returns settles when every control works.
 * @throws Error when a script cannot be loaded; asking again then tries again.
 */
export function startApp(): Promise<void> {
  loading ??= runScripts()
    .then(untilReady)
    .catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
  return loading;
}

/** Fetches the scripts for later without running them, unless the reader's device asks to save data. */
export function fetchAppAhead(): void {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (connection?.saveData === true) {
    return;
  }
  for (const { src } of scripts()) {
    fetchScript('prefetch', src);
  }
}

function fetchScript(rel: 'prefetch' | 'preload', href: string): void {
  document.head.append(Object.assign(document.createElement('link'), { rel, as: 'script', href }));
}

function scripts(): HTMLScriptElement[] {
  return [...document.querySelectorAll<HTMLScriptElement>(SCRIPTS)];
}

async function runScripts(): Promise<void> {
  // After a failure only what is missing: no script runs twice.
  const missing = scripts().filter((script) => !loaded.has(script));
  // The last begins, and would not begin again after it missed one of the others.
  const last = missing.pop();
  if (last !== undefined) {
    fetchScript('preload', last.src);
    await Promise.all(missing.map(runScript));
    await runScript(last);
  }
}

function runScript(waiting: HTMLScriptElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const { src } = waiting;
    const script = loadScript(src, () => {
      script.remove();
      reject(new Error(`${src} could not be loaded`));
    });
    // In the order of the page, although they are added by a script.
    script.async = false;
    script.onload = () => {
      loaded.add(waiting);
      resolve();
    };
  });
}

function untilReady(): Promise<void> {
  const root = document.documentElement;
  return new Promise((resolve) => {
    const observer = new MutationObserver(settle);
    function settle(): void {
      if (appRuns()) {
        observer.disconnect();
        resolve();
      }
    }
    observer.observe(root, { attributeFilter: [READY] });
    settle();
  });
}
