/** One step of `npm test`. */
export interface Step {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Needs one processor and nothing that another step makes: runs at the same time as its neighbors of this kind. */
  readonly beside?: boolean;
  /** Looks at the built site, so it is pointless without one. */
  readonly needsBuild?: boolean;
  readonly needsBrowser?: boolean;
  /** Has tests of the deployed site, which are left out where nginx cannot be had. */
  readonly usesNginx?: boolean;
}

/**
 * How much is looked at: `short` before every push, `full` every night. All steps run both times; within them tests ask
 * `tests/support/test-run.ts`.
 */
export type TestRun = 'short' | 'full';

/** The variable that tells tests which run they belong to. */
export const TEST_RUN = 'TEST_RUN';

/** The step that later ones need. */
export const BUILD = 'build with link check';

/** Every check, quickest first. */
export const STEPS: readonly Step[] = [
  { name: 'types', program: 'tsc', args: ['--noEmit'], beside: true },
  { name: 'lint', program: 'eslint', args: ['.', '--max-warnings', '0'], beside: true },
  { name: 'format', program: 'prettier', args: ['--check', '--log-level', 'warn', '.'], beside: true },
  {
    name: 'dependencies',
    program: 'depcruise',
    args: ['src', 'scripts', 'verify', 'docusaurus.config.ts', 'sidebars.ts'],
    beside: true,
  },
  { name: 'spelling', program: 'cspell', args: ['--no-progress', '--quiet'], beside: true },
  { name: 'unused code and packages', program: 'knip', args: [], beside: true },
  { name: 'audit', program: 'tsx', args: ['scripts/supply-chain/audit.ts'], beside: true },
  { name: 'unit tests', program: 'vitest', args: ['run'] },
  { name: BUILD, program: 'docusaurus', args: ['build'] },
  {
    name: 'built site',
    program: 'vitest',
    args: ['run', '--config', 'vitest.build.config.ts'],
    needsBuild: true,
    usesNginx: true,
  },
  {
    name: 'copies of the site',
    program: 'vitest',
    args: ['run', '--config', 'vitest.copies.config.ts'],
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

/** The steps in the order in which they start: those of one batch run at the same time. */
export function batchesOf(steps: readonly Step[]): Step[][] {
  const batches: Step[][] = [];
  for (const step of steps) {
    const last = batches.at(-1);
    if (step.beside === true && last?.[0]?.beside === true) {
      last.push(step);
    } else {
      batches.push([step]);
    }
  }
  return batches;
}
