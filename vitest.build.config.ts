import { defineConfig } from 'vitest/config';

/** Tests that look at the built site in `build/`, or build a copy of the project. */
export default defineConfig({
  test: {
    include: ['tests/build/**/*.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
});
