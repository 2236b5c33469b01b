import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/editors/**'],
    // Two cores, and the end-to-end tests start servers of their own.
    maxWorkers: 2,
    testTimeout: 20_000,
  },
});
