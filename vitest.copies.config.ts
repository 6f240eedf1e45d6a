import { defineConfig } from 'vitest/config';
import { sharedOptions } from './tests/support/vitest-options.ts';

/** Tests that build copies of the project, each with all processors: one after another. */
export default defineConfig({
  test: {
    ...sharedOptions,
    include: ['tests/copies/**/*.test.ts'],
    testTimeout: 7_200_000,
    hookTimeout: 7_200_000,
    fileParallelism: false,
  },
});
