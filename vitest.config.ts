import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: 'test/setup/coverage-folder.ts',
    setupFiles: 'test/setup/cover-programs.ts',
    env: { TZ: 'America/New_York', LC_ALL: 'de_DE.UTF-8' },
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'json'],
    },
  },
});
