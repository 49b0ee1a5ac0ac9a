import { expect } from 'vitest';
import { THROWING, WITHOUT_STOP } from '../../../support/own-strategies.ts';
import type { BadInputCase } from '../bad-input-case.ts';
import type { BadInputProject, JudgedOutcome } from '../bad-input-project.ts';
import { runSmall, type SmallRun } from '../small-run.ts';
import { SMALL_BID, SMALL_H4, type SmallSeries, WITH_H4 } from '../small-series.ts';

/** A strategy module that buys at the close of every bar, with the given distance of the stop in price. */
const buying = (stopDistance: number) => `export default {
  name: 'own', version: '1.0.0',
  create: (_parameters, _environment, { primary: { ask } }) => ({
    onBar: (bar) => ({
      direction: 1, orderType: 'market',
      stopLoss: ask.close[bar] - ${stopDistance}, takeProfit: ask.close[bar] + 0.002,
    }),
  }),
};
`;

/** Needs a mean of more H4 bars than are complete at the first trading bar. */
const LONG_MEAN = `export default {
  name: 'own', version: '1.0.0',
  requirements: () => ({ indicators: [{ id: 'mean', indicator: 'sma', timeframe: 'H4', params: { period: 60 } }] }),
  create: (_parameters, _environment, inputs) => {
    const mean = inputs.values('mean');
    return { onBar: () => null, isUndefinedAt: (bar) => !Number.isFinite(mean[bar]) };
  },
};
`;

function runModule(
  project: BadInputProject,
  text: string,
  { changes = {}, ...run }: SmallRun = {},
  series: readonly SmallSeries[] = [{}],
): Promise<JudgedOutcome> {
  project.write('own.mjs', text);
  const strategy = { strategy_name: /name: '(\w+)'/.exec(text)?.[1], strategy_module: 'own.mjs' };
  return runSmall(project, series, { ...run, changes: { ...changes, ...strategy, strategy_parameters: {} } });
}

function rejected(row: number, input: string, stopDistance: number, reason: string): BadInputCase {
  return {
    row,
    input,
    code: null,
    exitCode: 0,
    call: (project) => runModule(project, buying(stopDistance), { changes: { costs: { enabled: false } } }),
    inspect: (project) => {
      const { signals_rejected: counts, fills } = project.meta().diagnostics;
      expect(counts[reason]).toBeGreaterThan(100);
      expect(fills).toBe(0);
    },
  };
}

/** Dollars into francs at a rate that grows so far that the result of a trade is no number any more. */
const HUGE_RATE = 8e307;
const RISING_ROWS = SMALL_BID.map(([time, , , , , volume], at) => {
  const rate = at < 250 ? 0.9 : HUGE_RATE;
  return [time, rate, rate, rate, rate, volume] as const;
});
const RISING: SmallSeries = { symbol: 'USDCHF', bid: RISING_ROWS, ask: RISING_ROWS };

/** A balance of which every result is more than a number of times as much. */
const TINY = { account_currency: 'USD', initial_balance: 1e-308 };

const FRANCS = { account: { account_currency: 'CHF', conversion: { mode: 'timeseries', pairs: ['USDCHF'] } } };

/** What the strategy, the books and the metrics refuse. */
export const STRATEGY_CASES: readonly BadInputCase[] = [
  {
    row: 80,
    input: 'an indicator without a value after the warm-up',
    code: 'STRAT_INDICATOR_WARMUP',
    exitCode: 1,
    says: [/\] mean: .*\d/],
    isOnlyError: true,
    call: (project) =>
      runModule(project, LONG_MEAN, { changes: { ...WITH_H4, warmup_bars: 100, start_date: '2024-01-08' } }, [
        {},
        SMALL_H4,
      ]),
  },
  {
    row: 81,
    input: 'a strategy that throws',
    code: 'STRAT_EXCEPTION',
    exitCode: 1,
    says: [/\] bar 100 \(2024-01-15T00:00:00.*\): the strategy threw: .*\(own\.mjs:5:\d+\)/],
    isOnlyError: true,
    call: (project) => runModule(project, THROWING),
  },
  {
    row: 82,
    input: 'a stop that is no number',
    code: 'STRAT_INVALID_SIGNAL',
    exitCode: 1,
    says: [/\] bar 100 \(2024-01-15T00:00:00.*\): .*stop_loss.*NaN/],
    isOnlyError: true,
    call: (project) => runModule(project, WITHOUT_STOP),
  },
  rejected(83, 'a stop on the wrong side', -0.001, 'invalid_levels'),
  {
    row: 83,
    input: 'a stop on the wrong side in the parity variant',
    code: null,
    exitCode: 0,
    call: (project) => runModule(project, buying(-0.001), { changes: { execution_variant: 'v1_parity' } }),
    inspect: (project) => {
      const { signals_rejected: counts, fills } = project.meta().diagnostics;
      expect(counts.invalid_levels).toBe(0);
      expect(fills).toBeGreaterThan(0);
    },
  },
  rejected(84, 'a stop closer than the minimum distance', 0.000_001, 'sl_too_close'),
  {
    row: 85,
    input: 'books that do not add up',
    code: 'EXEC_INVARIANT',
    exitCode: 1,
    says: [/balance/, /open profit/, /equity/],
    isOnlyError: true,
    call: (project) => runModule(project, buying(0.002), { changes: FRANCS }, [{}, RISING]),
  },
  {
    row: 86,
    input: 'a metric that grows beyond all numbers',
    code: 'RUNTIME_NON_FINITE_OUTPUT',
    exitCode: 1,
    says: [/\] total_return: metric total_return is -?Infinity/],
    isOnlyError: true,
    call: (project) => runModule(project, buying(0.002), { changes: { account: TINY } }),
  },
];
