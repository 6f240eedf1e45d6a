import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { ensureQuickBrowser } from './lib/browser.ts';
import { NOT_RUN } from './lib/exit-codes.ts';
import { ensureNginx, NO_NGINX } from './lib/nginx.ts';
import { lastLines } from './lib/last-lines.ts';
import { main, runKept } from './lib/run.ts';
import type { EnvironmentChange } from './lib/run.ts';
import { BUILD, batchesOf, STEPS, TEST_RUN } from './lib/steps.ts';
import type { Step, TestRun } from './lib/steps.ts';

const USAGE = `npm test            every step; what takes longest looks at a part of the pages in every way
npm run test:full   every step, and every page in every way
CHECKS.md says what each step protects, and what only the full run does.`;

type Outcome = 'passed' | 'FAILED' | 'not run';

// Vitest and Playwright tell at their end what failed. Enough for a failure of some length; short enough for a log of
// which only the end is kept.
const LINES_OF_A_FAILURE = 60;

// All steps run even when one fails, so that one run shows everything that is wrong.
await main(async () => {
  const testRun = testRunOf(process.argv.slice(2));
  const machine = readyMachine();
  const outcomes = new Map<string, Outcome>();
  const failures = new Map<string, string>();
  for (const batch of batchesOf(STEPS)) {
    await eachBeside(batch, availableParallelism(), async (step) => {
      outcomes.set(
        step.name,
        await runStep(step, { testRun, machine, outcomes, failures, isAlone: batch.length === 1 }),
      );
    });
  }
  const named = (wanted: Outcome): string[] =>
    STEPS.map(({ name }) => name).filter((name) => outcomes.get(name) === wanted);
  const [passed, failed, notRun] = [named('passed'), named('FAILED'), named('not run')];
  for (const [name, printed] of failures) {
    console.log(`\n--- ${name} FAILED; the end of what it printed:\n${lastLines(printed, LINES_OF_A_FAILURE)}`);
  }
  console.log(failed.length === 0 ? '\nNo check failed.' : `\nFailed: ${failed.join(', ')}.`);
  if (notRun.length > 0) {
    console.log(`Not run: ${notRun.join(', ')}.`);
  }
  const skipped = notRun.length > 0 ? `, ${notRun.length} skipped` : '';
  console.log(`${passed.length} passed, ${failed.length} failed${skipped}`);
  return failed.length === 0 ? 0 : 1;
});

function testRunOf(args: readonly string[]): TestRun {
  try {
    const { values } = parseArgs({ args: [...args], options: { full: { type: 'boolean', default: false } } });
    return values.full ? 'full' : 'short';
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${USAGE}`, { cause: error });
  }
}

/** What the steps need beside the packages. */
interface Machine {
  /** A browser, or why there is none. */
  readonly browser: string | Error;
}

/** Finds browser and nginx, and installs what is missing where that is possible, before anything else runs. */
function readyMachine(): Machine {
  if (ensureNginx() === undefined) {
    console.warn(`the deployed site: ${NO_NGINX}`);
  }
  try {
    return { browser: ensureQuickBrowser() };
  } catch (error) {
    return { browser: error as Error };
  }
}

interface StepContext {
  readonly testRun: TestRun;
  readonly machine: Machine;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** What the steps that failed printed; steps add to it. */
  readonly failures: Map<string, string>;
  /** Whether what it prints can be shown at once. */
  readonly isAlone: boolean;
}

async function runStep(step: Step, context: StepContext): Promise<Outcome> {
  const { testRun, machine, outcomes, failures, isAlone } = context;
  if (step.needsBuild && outcomes.get(BUILD) === 'FAILED') {
    console.error(`\n${step.name}: not run, for the site could not be built`);
    return 'FAILED';
  }
  const started = Date.now();
  let printed: string;
  let code: number;
  try {
    if (isAlone) {
      console.log(`\n--- ${step.name}`);
    }
    ({ code, printed } = await runKept(step.program, step.args, environmentOf(step, testRun, machine), isAlone));
  } catch (error) {
    code = 1;
    printed = `${(error as Error).message}\n`;
    if (isAlone) {
      process.stderr.write(printed);
    }
  }
  const outcome = code === 0 ? 'passed' : code === NOT_RUN ? 'not run' : 'FAILED';
  if (!isAlone) {
    process.stdout.write(`\n--- ${step.name}\n${printed}`);
  }
  if (outcome === 'FAILED') {
    failures.set(step.name, printed);
  }
  console.log(`--- ${step.name}: ${outcome} in ${Math.round((Date.now() - started) / 1000)} s`);
  return outcome;
}

function environmentOf({ needsBrowser }: Step, testRun: TestRun, { browser }: Machine): EnvironmentChange {
  if (needsBrowser && browser instanceof Error) {
    throw browser;
  }
  return { [TEST_RUN]: testRun, ...(needsBrowser && { CHROME_PATH: String(browser) }) };
}

/** Does something with each item, with at most so many at the same time. */
async function eachBeside<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = [...items];
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) {
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
