import type { EffectiveConfig } from '../core/types/config.ts';
import type { ProblemList } from './problem-list.ts';

/** A field that has one value only in `v1_parity`. */
interface ParityRule {
  readonly path: string;
  readonly expected: string;
  readonly holds: (config: EffectiveConfig) => boolean;
}

const PARITY_RULES: readonly ParityRule[] = [
  { path: 'start_date', expected: 'a date without time', holds: (config) => !config.start_date.includes('T') },
  { path: 'end_date', expected: 'a date without time', holds: (config) => !config.end_date.includes('T') },
  { path: 'market_hours', expected: '"fx_24_5"', holds: (config) => config.market_hours === 'fx_24_5' },
  { path: 'costs.enabled', expected: 'true', holds: (config) => config.costs.enabled },
  { path: 'costs.spread_multiplier', expected: '1', holds: (config) => config.costs.spread_multiplier === 1 },
  {
    path: 'costs.pip_buffer_factor',
    expected: 'null or 0.5',
    holds: ({ costs }) => costs.pip_buffer_factor === null || costs.pip_buffer_factor === 0.5,
  },
  { path: 'account.max_positions', expected: '1', holds: (config) => config.account.max_positions === 1 },
  {
    path: 'fill_policy.limit_entry',
    expected: '"limit_price"',
    holds: (config) => config.fill_policy.limit_entry === 'limit_price',
  },
  {
    path: 'fill_policy.stop_loss_gap',
    expected: '"worse_of_open"',
    holds: (config) => config.fill_policy.stop_loss_gap === 'worse_of_open',
  },
  {
    path: 'fill_policy.take_profit_gap',
    expected: '"level"',
    holds: (config) => config.fill_policy.take_profit_gap === 'level',
  },
  {
    path: 'trade_management.tp_policy',
    expected: '"extend_only"',
    holds: (config) => config.trade_management.tp_policy === 'extend_only',
  },
];

export const PARITY_PATHS: readonly string[] = PARITY_RULES.map(({ path }) => path);

/** What the first generation could not do, `v1_parity` refuses (`data-and-config.md` 7). */
export function checkParity(config: EffectiveConfig, problems: ProblemList): void {
  if (config.execution_variant !== 'v1_parity') return;
  for (const { path, expected, holds } of PARITY_RULES) {
    if (holds(config)) continue;
    problems.add({
      code: 'CFG_PARITY_UNSUPPORTED',
      where: path,
      message: `v1_parity allows only ${expected}`,
      hint: 'remove the key or use execution_variant "v2"',
    });
  }
}
