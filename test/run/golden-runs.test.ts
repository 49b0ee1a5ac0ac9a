import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { roundHalfAway, roundHalfEven } from '../../src/core/math/rounding.ts';
import { METRIC_KEYS } from '../../src/core/metrics/metric-keys.ts';
import { tradeAt } from '../../src/core/portfolio/trade-log.ts';
import { runSingle, type SingleRunReport } from '../../src/run/run-single.ts';
import { readEquityParquet } from '../support/equity-parquet.ts';
import { hasSharedFolder, SHARED_FOLDER } from '../support/shared-folder.ts';

/** Runs of the legacy engine whose scenarios are built. */
const RUNS = [
  'a01_s1_long_m5',
  'a02_s1_short_m5',
  'a03_s2_long_d1_above',
  'a04_s2_short_two_biases',
  'a13_s2_both_h1_long_history',
  'a15_s1_both_usdjpy',
  'b03_news_s2_both',
  'b04_timeout_s2',
  'b07_slippage_fixed',
  'b08_eur_account_eurusd',
  'b09_eur_account_usdjpy_static',
  'b11_cooldowns',
  'b12_data_start_inside_warmup',
  'b13_lot_clamps',
  'b20_even_bb_ties',
  'c01_real_eurusd_h1_s2',
  'c02_real_eurusd_h1_news_sessions',
];

const GOLDEN = path.join(SHARED_FOLDER, 'reference/v1-golden');
const RESULT_TOLERANCE = 0.05;
const SUM_TOLERANCE = 0.01;

interface GoldenTrade {
  readonly entry_time: string;
  readonly exit_time: string;
  readonly direction: 'long' | 'short';
  readonly scenario: string;
  readonly reason: string;
  readonly entry_price: number;
  readonly exit_price: number;
  readonly stop_loss: number;
  readonly take_profit: number;
  readonly size: number;
  readonly result: number;
  readonly entry_fee: number;
  readonly exit_fee: number;
}

interface IndexEntry {
  readonly run: string;
  readonly data: string;
  readonly news_calendar: string | null;
}

function readJson<T>(...segments: string[]): T {
  return JSON.parse(readFileSync(path.join(GOLDEN, ...segments), 'utf8'));
}

async function rerun(run: string): Promise<SingleRunReport> {
  const entry = readJson<IndexEntry[]>('index.json').find((candidate) => candidate.run === run)!;
  return runSingle({
    config: { document: readJson(run, 'config_v2.json'), source: 'config_v2.json' },
    write: false,
    useCache: false,
    environment: {
      OMEGA_DATA_PARQUET_ROOT: path.join(SHARED_FOLDER, 'data', entry.data),
      OMEGA_EXECUTION_COSTS_FILE: path.join(GOLDEN, run, 'execution_costs.yaml'),
      OMEGA_SYMBOL_SPECS_FILE: path.join(GOLDEN, run, 'symbol_specs.yaml'),
      ...(entry.news_calendar === null
        ? {}
        : { OMEGA_NEWS_CALENDAR_FILE: path.join(SHARED_FOLDER, 'data', entry.news_calendar) }),
    },
  });
}

describe.skipIf(!hasSharedFolder('the comparison with golden runs of the legacy engine'))('golden runs', () => {
  it.each(RUNS)('%s', async (run) => {
    const report = await rerun(run);
    const expected = readJson<GoldenTrade[]>(run, 'trades.json');
    const { openTimes } = report.dataset.primary;
    const tick = run.includes('usdjpy') ? 0.001 : run.includes('xauusd') ? 0.01 : 0.00001;
    const ticks = (price: number) => Math.round(roundHalfEven(price, 5) / tick);
    const events = (trade: GoldenTrade) => [
      trade.entry_time,
      trade.exit_time,
      trade.direction,
      trade.scenario,
      trade.reason,
    ];

    const actual = Array.from({ length: report.result.trades.count }, (_, row): GoldenTrade => {
      const trade = tradeAt(report.result.trades, row);
      const direction = trade.direction === 1 ? 'long' : 'short';
      const iso = (bar: number) => new Date(openTimes[bar]!).toISOString().replace('.000Z', 'Z');
      return {
        entry_time: iso(trade.entryBar),
        exit_time: iso(trade.exitBar),
        direction,
        scenario: `${direction}_${trade.scenarioId}`,
        reason: trade.reason,
        entry_price: trade.entryPrice,
        exit_price: trade.exitPrice,
        stop_loss: trade.stopLoss,
        take_profit: trade.takeProfit,
        size: trade.size,
        result: trade.result,
        entry_fee: trade.entryFee,
        exit_fee: trade.exitFee,
      };
    });
    expect(actual.map(events)).toEqual(expected.map(events));
    for (const field of ['entry_price', 'exit_price', 'stop_loss', 'take_profit'] as const) {
      expect(actual.map((trade) => ticks(trade[field]))).toEqual(expected.map((trade) => ticks(trade[field])));
    }
    const cents = (value: number) => roundHalfAway(value, 2);
    expected.forEach((trade, row) => {
      expect(roundHalfAway(actual[row]!.size, 8)).toBe(roundHalfAway(trade.size, 8));
      expect(Math.abs(actual[row]!.result - trade.result)).toBeLessThanOrEqual(RESULT_TOLERANCE);
      expect(cents(actual[row]!.entry_fee)).toBe(cents(trade.entry_fee));
      expect(cents(actual[row]!.exit_fee)).toBe(cents(trade.exit_fee));
    });

    const { derived } = readJson<{
      derived: { profit_net: number; fees_total: number; open_positions_at_end: number };
    }>(run, 'metrics.json');
    const metric = (key: (typeof METRIC_KEYS)[number]) => report.metrics[METRIC_KEYS.indexOf(key)]!;
    expect(Math.abs(metric('profit_net') - derived.profit_net)).toBeLessThanOrEqual(SUM_TOLERANCE);
    expect(Math.abs(metric('fees_total') - derived.fees_total)).toBeLessThanOrEqual(SUM_TOLERANCE);
    expect(report.result.openPositions).toHaveLength(derived.open_positions_at_end);

    const golden = await readEquityParquet(path.join(GOLDEN, run, 'equity.parquet'));
    const equity = report.result.equity!.equity;
    expect(Array.from(openTimes.subarray(report.dataset.firstTradingBar))).toEqual(golden.times);
    golden.equity.forEach((value, row) => {
      if (Math.abs(equity[row]! - value) > SUM_TOLERANCE) throw new Error(`equity differs in row ${row}`);
    });
  });
});
