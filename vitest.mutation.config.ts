import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** The tests that say what execution, portfolio and metrics must do, and are fast enough to run once per mutant. */
export default defineConfig({
  test: {
    ...base.test,
    include: [
      'test/core/execution/**/*.test.ts',
      'test/core/portfolio/**/*.test.ts',
      'test/core/metrics/**/*.test.ts',
      'test/core/backtest/execution-*.test.ts',
      'test/core/backtest/parity-cases.test.ts',
    ],
  },
});
