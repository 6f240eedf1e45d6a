import { ensureBrowser } from './lib/browser.ts';
import { NOT_RUN } from './lib/exit-codes.ts';
import { ensureNginx, NO_NGINX } from './lib/nginx.ts';
import { main, run } from './lib/run.ts';
import type { EnvironmentChange } from './lib/run.ts';
import { BUILD, STEPS } from './lib/steps.ts';
import type { Step } from './lib/steps.ts';

// All steps run even when one fails, so that one run shows everything that is wrong.
await main(async () => {
  const failed: string[] = [];
  const notRun: string[] = [];
  for (const step of STEPS) {
    if (step.needsBuild && failed.includes(BUILD)) {
      console.error(`\n${step.name}: not run, for the site could not be built`);
      failed.push(step.name);
      continue;
    }
    console.log(`\n--- ${step.name}`);
    const started = Date.now();
    const code = await runStep(step);
    const outcome = code === 0 ? 'passed' : code === NOT_RUN ? 'not run' : 'FAILED';
    console.log(`--- ${step.name}: ${outcome} in ${Math.round((Date.now() - started) / 1000)} s`);
    if (code === NOT_RUN) {
      notRun.push(step.name);
    } else if (code !== 0) {
      failed.push(step.name);
    }
  }
  console.log(failed.length === 0 ? '\nNo check failed.' : `\nFailed: ${failed.join(', ')}.`);
  if (notRun.length > 0) {
    console.log(`Not run: ${notRun.join(', ')}.`);
  }
  const passed = STEPS.length - failed.length - notRun.length;
  console.log(`${passed} passed, ${failed.length} failed${notRun.length > 0 ? `, ${notRun.length} skipped` : ''}`);
  return failed.length === 0 ? 0 : 1;
});

async function runStep(step: Step): Promise<number> {
  try {
    const change: EnvironmentChange = step.needsBrowser ? { CHROME_PATH: ensureBrowser() } : {};
    if (step.usesNginx && ensureNginx() === undefined) {
      console.warn(`the deployed site: ${NO_NGINX}`);
    }
    return await run(step.program, step.args, change);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}
