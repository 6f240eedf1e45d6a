import { defineConfig } from 'vitest/config';
import { sharedOptions } from './tests/support/vitest-options.ts';

/** Tests that read the built site in `build/`, and change nothing there. */
export default defineConfig({
  test: { ...sharedOptions, include: ['tests/build/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 600_000 },
});
