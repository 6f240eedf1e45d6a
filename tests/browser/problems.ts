import type { ConsoleMessage, Page, Request, Response } from '@playwright/test';

/** What {@link watchProblems} saw, and how to end it. */
export interface Watch {
  /** A line for each problem so far. */
  readonly problems: string[];
  /** Stops watching; the page may be used by another test. */
  stop(): void;
}

/**
 * Lets every page that is opened from now on say in its console what a policy refused, by the policy's own name for it.
 */
export async function reportPolicyViolations(page: Page): Promise<void> {
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI || event.sample}`);
    });
  });
}

/**
 * Watches for whatever must not happen on a page: an error or a warning in the console (which is where React reports a
 * failed hydration, and a browser what a policy refused), an uncaught exception, a request that fails or is answered
 * with an error, a request to another host.
 *
 * @param origin where the site is served: scheme, host and port.
 */
export function watchProblems(page: Page, origin: string): Watch {
  const problems: string[] = [];

  const onConsole = (message: ConsoleMessage): void => {
    if (message.type() === 'error' || message.type() === 'warning') {
      problems.push(`${message.type()} on ${page.url()}: ${message.text()}`);
    }
  };
  const onException = (error: Error): void => {
    problems.push(`exception on ${page.url()}: ${error.message}`);
  };
  const onRequest = (request: Request): void => {
    if (/^(?:https?|wss?):/.test(request.url()) && !request.url().startsWith(origin)) {
      problems.push(`request to another host: ${request.url()}`);
    }
  };
  const onFailure = (request: Request): void => {
    const reason = request.failure()?.errorText;
    // What a browser fetches ahead is given up when the reader leaves.
    if (reason !== 'net::ERR_ABORTED') {
      problems.push(`failed: ${request.url()}: ${reason}`);
    }
  };
  const onResponse = (response: Response): void => {
    if (response.status() >= 400) {
      problems.push(`${response.status()} for ${response.url()}`);
    }
  };

  page.on('console', onConsole);
  page.on('pageerror', onException);
  page.on('request', onRequest);
  page.on('requestfailed', onFailure);
  page.on('response', onResponse);
  return {
    problems,
    stop() {
      page.off('console', onConsole);
      page.off('pageerror', onException);
      page.off('request', onRequest);
      page.off('requestfailed', onFailure);
      page.off('response', onResponse);
    },
  };
}
