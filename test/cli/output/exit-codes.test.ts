import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../../src/cli/output/exit-codes.ts';
import type { ErrorCategory } from '../../../src/core/types/errors.ts';

/** `data-and-config.md` 18.3: by code first, then by category. */
const TABLE: readonly (readonly [code: string, category: ErrorCategory, exitCode: number])[] = [
  ['USAGE', 'config', 2],
  ['USAGE_CONFIG_NOT_FOUND', 'config', 2],
  ['USAGE_CONFIG_UNREADABLE', 'config', 2],
  ['USAGE_SWEEP_NOT_FOUND', 'config', 2],
  ['USAGE_TRIAL_NOT_FOUND', 'config', 2],
  ['CFG_JSON_PARSE', 'config', 3],
  ['CFG_SUPPORT_FILE_NOT_FOUND', 'config', 3],
  ['SWEEP_SPACE', 'config', 3],
  ['SWEEP_RESUME_MISMATCH', 'config', 3],
  ['DATA_OHLC', 'market_data', 1],
  ['DATA_STRICT_WARN_GAPS', 'market_data', 1],
  ['STRAT_EXCEPTION', 'strategy', 1],
  ['EXEC_INVARIANT', 'execution', 1],
  ['RUNTIME_INTERNAL', 'runtime', 1],
  ['RUNTIME_NON_FINITE_OUTPUT', 'runtime', 1],
  ['SWEEP_TOO_MANY_FAILURES', 'runtime', 1],
  ['SWEEP_NO_ELIGIBLE_TRIAL', 'runtime', 1],
  ['REPLAY_MISMATCH', 'runtime', 1],
  ['COMPARE_NOT_EQUAL', 'runtime', 1],
  ['ENV_UNSUPPORTED', 'runtime', 4],
  ['OUT_DIR_CONFLICT', 'runtime', 5],
  ['OUT_WRITE_FAILED', 'runtime', 5],
  ['STORE_LOCKED', 'runtime', 5],
  ['STORE_VERSION', 'runtime', 5],
  ['STORE_CORRUPT', 'runtime', 5],
];

describe('exit codes', () => {
  it.each(TABLE)('%s (%s) is %i', (code, category, exitCode) => {
    expect(exitCodeOf({ code, category })).toBe(exitCode);
  });
});
