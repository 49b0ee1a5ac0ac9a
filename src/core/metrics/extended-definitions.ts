import type { MetricDefinition } from './metric-definition.ts';
import type { ExtendedMetricKey } from './metric-keys.ts';

/** Definitions of the extended keys (`metrics.md` 5 and 7), in key order. */
export const EXTENDED_DEFINITIONS: Readonly<Record<ExtendedMetricKey, MetricDefinition>> = {
  avg_holding_bars: {
    description: 'Mean number of primary bars from entry to exit.',
    domain: '>=0',
    source: 'trades',
    type: 'number',
    unit: 'bars',
  },
  cagr: {
    description: 'Annualised equity return, as used by calmar_ratio.',
    domain: 'any',
    source: 'equity',
    type: 'number',
    unit: 'ratio',
  },
  exposure: {
    description: 'Share of primary bars after which at least one position was open.',
    domain: '0..1',
    source: 'equity',
    type: 'number',
    unit: 'ratio',
  },
  kurtosis_daily: {
    description:
      'Population kurtosis (3 for a normal distribution) of the daily results relative to the initial balance.',
    domain: '>=0',
    source: 'equity',
    type: 'number|string',
    unit: 'ratio',
  },
  lots_total: {
    description: 'Sum of the sizes of all closed trades.',
    domain: '>=0',
    source: 'trades',
    type: 'number',
    unit: 'lots',
  },
  max_consecutive_losses: {
    description: 'Longest run of losing trades in the order of their exits.',
    domain: '>=0',
    source: 'trades',
    type: 'number',
    unit: 'count',
  },
  max_drawdown_episode_bars: {
    description: 'Primary bars from the peak of the relatively deepest drawdown to its recovery, or to the last bar.',
    domain: '>=0',
    source: 'equity',
    type: 'number',
    unit: 'bars',
  },
  max_drawdown_initial_abs: {
    description: 'Deepest fall of equity below the initial balance.',
    domain: '>=0',
    source: 'equity',
    type: 'number',
    unit: 'account_currency',
  },
  max_drawdown_trades_abs: {
    description: 'Deepest fall of the summed net trade results below their running peak, which starts at zero.',
    domain: '>=0',
    source: 'trades',
    type: 'number',
    unit: 'account_currency',
  },
  payoff_ratio: {
    description: 'avg_win divided by avg_loss; 0 when nothing was lost.',
    domain: '>=0',
    source: 'trades',
    type: 'number',
    unit: 'ratio',
  },
  recovery_factor: {
    description: 'Net profit divided by max_drawdown_abs; 0 without a drawdown.',
    domain: 'any',
    source: 'equity',
    type: 'number',
    unit: 'ratio',
  },
  skewness_daily: {
    description: 'Population skewness of the daily results relative to the initial balance.',
    domain: 'any',
    source: 'equity',
    type: 'number|string',
    unit: 'ratio',
  },
  total_return: {
    description: 'Last equity divided by the initial balance, minus one.',
    domain: 'any',
    source: 'equity',
    type: 'number',
    unit: 'ratio',
  },
  ulcer_index_run: {
    description: 'Root mean square fall of the weekly equity closes below their running peak, in percent.',
    domain: '>=0',
    source: 'equity',
    type: 'number|string',
    unit: 'percent',
  },
  win_rate_wilson_high: {
    description: 'Upper end of the 95 % Wilson interval of win_rate.',
    domain: '0..1',
    source: 'trades',
    type: 'number|string',
    unit: 'ratio',
  },
  win_rate_wilson_low: {
    description: 'Lower end of the 95 % Wilson interval of win_rate.',
    domain: '0..1',
    source: 'trades',
    type: 'number|string',
    unit: 'ratio',
  },
};
