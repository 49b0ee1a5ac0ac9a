import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { roundHalfAway, roundHalfEven } from '../../src/core/math/rounding.ts';
import { METRIC_KEYS } from '../../src/core/metrics/metric-keys.ts';
import { tradeAt } from '../../src/core/portfolio/trade-log.ts';
import type { JsonObject } from '../../src/core/types/json.ts';
import { runSingle, type SingleRunReport } from '../../src/run/run-single.ts';
import { readEquityParquet } from '../support/equity-parquet.ts';
import { SHARED_FOLDER } from '../support/shared-folder.ts';

const GOLDEN = path.join(SHARED_FOLDER, 'reference/v1-golden');
/** Account currency, per trade. */
const RESULT_TOLERANCE = 0.05;
/** Account currency, for sums and for equity in every bar. */
const SUM_TOLERANCE = 0.01;
const LEVEL_DECIMALS = 5;
const SIZE_DECIMALS = 8;

const EVENTS = ['entry_time', 'exit_time', 'direction', 'scenario', 'reason'] as const;
const PRICES = ['entry_price', 'exit_price', 'stop_loss', 'take_profit'] as const;

export interface GoldenTrade {
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
  /** Figures at the signal bar; absent for scenario 1. */
  readonly signal?: JsonObject;
}

interface IndexEntry {
  readonly run: string;
  readonly data: string;
  readonly news_calendar: string | null;
}

interface GoldenMetrics {
  readonly derived: {
    readonly profit_net: number;
    readonly fees_total: number;
    readonly open_positions_at_end: number;
  };
}

/** How a run of the legacy engine and its repetition compare. */
export interface GoldenComparison {
  readonly trades: number;
  /** Empty if they agree. */
  readonly mismatches: readonly string[];
}

/** Names of all reference runs. */
export function goldenRuns(): readonly string[] {
  return readdirSync(GOLDEN, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Repeats a reference run and compares it by the rules that come with the reference. */
export async function compareGoldenRun(run: string): Promise<GoldenComparison> {
  const report = await repeatGoldenRun(run);
  const expected = goldenTrades(run);
  const actual = tradesOf(report);
  const mismatches: string[] = [];
  if (actual.length !== expected.length) mismatches.push(`${actual.length} trades, expected ${expected.length}`);
  for (const [row, trade] of expected.entries()) {
    const found = actual[row];
    if (found !== undefined)
      mismatches.push(...compareTrade(trade, found, tickOf(run)).map((text) => `trade ${row}: ${text}`));
  }
  mismatches.push(...compareSums(run, report), ...(await compareEquity(run, report)));
  return { trades: expected.length, mismatches };
}

function readJson<T>(...segments: string[]): T {
  return JSON.parse(readFileSync(path.join(GOLDEN, ...segments), 'utf8'));
}

/** Trades of a reference run. */
export function goldenTrades(run: string): readonly GoldenTrade[] {
  return readJson<GoldenTrade[]>(run, 'trades.json');
}

/** Repeats a reference run with its own configuration, support files and data. */
export async function repeatGoldenRun(run: string): Promise<SingleRunReport> {
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

function tickOf(run: string): number {
  if (run.includes('usdjpy')) return 0.001;
  return run.includes('xauusd') ? 0.01 : 0.00001;
}

function tradesOf(report: SingleRunReport): GoldenTrade[] {
  const { openTimes } = report.dataset.primary;
  const iso = (bar: number) => new Date(openTimes[bar]).toISOString().replace('.000Z', 'Z');
  return Array.from({ length: report.result.trades.count }, (_, row): GoldenTrade => {
    const trade = tradeAt(report.result.trades, row);
    const direction = trade.direction === 1 ? 'long' : 'short';
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
}

/** Events exactly, prices after quantisation, results within the tolerance, fees to the cent. */
function compareTrade(expected: GoldenTrade, actual: GoldenTrade, tick: number): readonly string[] {
  const ticks = (price: number) => Math.round(roundHalfEven(price, LEVEL_DECIMALS) / tick);
  const differing = [
    ...EVENTS.filter((field) => actual[field] !== expected[field]),
    ...PRICES.filter((field) => ticks(actual[field]) !== ticks(expected[field])),
    ...(['entry_fee', 'exit_fee'] as const).filter(
      (field) => roundHalfAway(actual[field], 2) !== roundHalfAway(expected[field], 2),
    ),
    ...(roundHalfAway(actual.size, SIZE_DECIMALS) === roundHalfAway(expected.size, SIZE_DECIMALS)
      ? []
      : (['size'] as const)),
    ...(Math.abs(actual.result - expected.result) <= RESULT_TOLERANCE ? [] : (['result'] as const)),
  ];
  return differing.map((field) => `${field} ${actual[field]}, expected ${expected[field]}`);
}

function compareSums(run: string, report: SingleRunReport): readonly string[] {
  const { derived } = readJson<GoldenMetrics>(run, 'metrics.json');
  const mismatches: string[] = [];
  for (const key of ['profit_net', 'fees_total'] as const) {
    const found = report.metrics[METRIC_KEYS.indexOf(key)];
    if (!(Math.abs(found - derived[key]) <= SUM_TOLERANCE))
      mismatches.push(`${key} ${found}, expected ${derived[key]}`);
  }
  const open = report.result.openPositions.length;
  const expected = derived.open_positions_at_end;
  if (open !== expected) mismatches.push(`${open} open positions, expected ${expected}`);
  return mismatches;
}

async function compareEquity(run: string, report: SingleRunReport): Promise<readonly string[]> {
  const golden = await readEquityParquet(path.join(GOLDEN, run, 'equity.parquet'));
  const times = report.dataset.primary.openTimes.subarray(report.dataset.firstTradingBar);
  const { equity } = report.result.equity!;
  if (times.length !== golden.times.length) return [`${times.length} equity rows, expected ${golden.times.length}`];
  return golden.equity.flatMap((value, row) => {
    if (times[row] !== golden.times[row]) return [`equity row ${row}: time ${times[row]}`];
    return Math.abs(equity[row] - value) <= SUM_TOLERANCE
      ? []
      : [`equity row ${row}: ${equity[row]}, expected ${value}`];
  });
}
