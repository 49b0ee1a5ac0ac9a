import { defineConfig } from 'vitest/config';

/** The many cases of `npm run test:nightly`; `npm test` runs a few of them. */
export default defineConfig({
  test: {
    include: ['test/nightly/**/*.nightly.ts'],
    testTimeout: 0,
    hookTimeout: 0,
    maxWorkers: 1,
    disableConsoleIntercept: true,
    env: { TZ: 'America/New_York', LC_ALL: 'de_DE.UTF-8' },
  },
});
