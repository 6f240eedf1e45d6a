import { ensureBrowser } from './lib/browser.ts';
import { ensureNginx, NO_NGINX } from './lib/nginx.ts';
import { main, run } from './lib/run.ts';
import type { EnvironmentChange } from './lib/run.ts';

interface Step {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Looks at the built site, so it is pointless without one. */
  readonly needsBuild?: boolean;
  readonly needsBrowser?: boolean;
  /** Has tests of the deployed site, which are left out where nginx cannot be had. */
  readonly usesNginx?: boolean;
}

const BUILD = 'build with link check';

/** Every check, quickest first. */
const STEPS: readonly Step[] = [
  { name: 'types', program: 'tsc', args: ['--noEmit'] },
  { name: 'lint', program: 'eslint', args: ['.', '--max-warnings', '0'] },
  { name: 'format', program: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'unit tests', program: 'vitest', args: ['run'] },
  { name: BUILD, program: 'docusaurus', args: ['build'] },
  {
    name: 'built site and protocol cut',
    program: 'vitest',
    args: ['run', '--config', 'vitest.build.config.ts'],
    needsBuild: true,
    needsBrowser: true,
    usesNginx: true,
  },
  {
    name: 'browser tests',
    program: 'playwright',
    args: ['test'],
    needsBuild: true,
    needsBrowser: true,
    usesNginx: true,
  },
];

// All steps run even when one fails, so that one run shows everything that is wrong.
await main(async () => {
  const failed: string[] = [];
  for (const step of STEPS) {
    if (step.needsBuild && failed.includes(BUILD)) {
      console.error(`\n${step.name}: not run, for the site could not be built`);
      failed.push(step.name);
      continue;
    }
    console.log(`\n--- ${step.name}`);
    const started = Date.now();
    const code = await runStep(step);
    console.log(
      `--- ${step.name}: ${code === 0 ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s`,
    );
    if (code !== 0) {
      failed.push(step.name);
    }
  }
  console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}.`);
  console.log(`${STEPS.length - failed.length} passed, ${failed.length} failed`);
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
