import { defineConfig } from 'vitest/config';
import { sharedOptions } from './tests/support/vitest-options.ts';

/** Tests of the parts, which need nothing but the sources. */
export default defineConfig({
  test: { ...sharedOptions, include: ['tests/unit/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 180_000 },
});
