import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/editors/*.test.ts'],
    globalSetup: ['test/editors/announce-editors.ts'],
    // An editor and a server start for each test, on machines that may be busy.
    testTimeout: 60_000,
    hookTimeout: 20_000,
    expect: { poll: { timeout: 15_000, interval: 50 } },
  },
});
