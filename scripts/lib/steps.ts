/** One step of `npm test`. */
export interface Step {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Looks at the built site, so it is pointless without one. */
  readonly needsBuild?: boolean;
  readonly needsBrowser?: boolean;
  /** Has tests of the deployed site, which are left out where nginx cannot be had. */
  readonly usesNginx?: boolean;
}

/** The step that later ones need. */
export const BUILD = 'build with link check';

/** Every check, quickest first. */
export const STEPS: readonly Step[] = [
  { name: 'types', program: 'tsc', args: ['--noEmit'] },
  { name: 'lint', program: 'eslint', args: ['.', '--max-warnings', '0'] },
  { name: 'format', program: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'unused code and packages', program: 'knip', args: [] },
  { name: 'unit tests', program: 'vitest', args: ['run'] },
  { name: 'audit', program: 'tsx', args: ['scripts/supply-chain/audit.ts'] },
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
