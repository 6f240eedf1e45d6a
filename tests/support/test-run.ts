import { TEST_RUN } from '../../scripts/lib/steps.ts';

/** Whether every page is looked at in every way, as every night: `TEST_RUN=full`. */
export const isFullRun = process.env[TEST_RUN] === 'full';
