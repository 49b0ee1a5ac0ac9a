import { readSymbolSpecFile } from '../../../src/config/support-files.ts';
import { roundHalfAway, roundHalfEven } from '../../../src/core/math/rounding.ts';
import { METRIC_KEYS } from '../../../src/core/metrics/metric-keys.ts';
import { tradeAt } from '../../../src/core/portfolio/trade-log.ts';
import type { OpenPosition, Trade } from '../../../src/core/types/trade.ts';
import type { SingleRunReport } from '../../../src/run/run-single.ts';
import { readEquityParquet } from '../../support/equity-parquet.ts';
import {
  type GoldenOpenPosition,
  type GoldenTrade,
  goldenFile,
  goldenOpenPositions,
  goldenSums,
  goldenTrades,
} from './golden-reference.ts';
import { type ConfigOrigin, repeatGoldenRun } from './repeat-golden-run.ts';

/** Account currency, per trade. */
const RESULT_TOLERANCE = 0.05;
/** Account currency, for sums and for equity in every bar. */
const SUM_TOLERANCE = 0.01;
const LEVEL_DECIMALS = 5;
const SIZE_DECIMALS = 8;

const EVENTS = ['entry_time', 'exit_time', 'direction', 'scenario', 'reason'] as const;
const PRICES = ['entry_price', 'exit_price', 'stop_loss', 'take_profit'] as const;
const FEES = ['entry_fee', 'exit_fee'] as const;

/** How a run of the legacy engine and its repetition compare. */
export interface GoldenComparison {
  readonly trades: number;
  /** Empty if they agree. */
  readonly mismatches: readonly string[];
}

/** Repeats a golden run and compares it by the rules that come with the reference. */
export async function compareGoldenRun(run: string, origin: ConfigOrigin): Promise<GoldenComparison> {
  const report = await repeatGoldenRun(run, origin);
  const tick = await tickOf(run, report.config.symbol);
  const trades = goldenTrades(run);
  const mismatches = [
    ...compareTrades(trades, report, tick),
    ...compareOpenPositions(goldenOpenPositions(run), report, tick),
    ...compareSums(run, report),
    ...(await compareEquity(run, report)),
  ];
  return { trades: trades.length, mismatches };
}

async function tickOf(run: string, symbol: string): Promise<number> {
  const { entries } = await readSymbolSpecFile(goldenFile(run, 'symbol_specs.yaml'));
  return entries.get(symbol)!.spec!.tickSize;
}

function compareTrades(expected: readonly GoldenTrade[], report: SingleRunReport, tick: number): readonly string[] {
  const { trades } = report.result;
  const counts = trades.count === expected.length ? [] : [`${trades.count} trades, expected ${expected.length}`];
  const rows = expected.slice(0, trades.count).flatMap((trade, row) => {
    const found = toGoldenTrade(tradeAt(trades, row), timeReader(report));
    return compareTrade(trade, found, tick).map((text) => `trade ${row}: ${text}`);
  });
  return [...counts, ...rows];
}

/** Events exactly, prices after quantisation, results within the tolerance, fees to the cent. */
function compareTrade(expected: GoldenTrade, found: GoldenTrade, tick: number): readonly string[] {
  const rounded = (value: number) => roundHalfAway(value, SIZE_DECIMALS);
  const cents = (value: number) => roundHalfAway(value, 2);
  const differing = [
    ...EVENTS.filter((field) => found[field] !== expected[field]),
    ...PRICES.filter((field) => ticksOf(found[field], tick) !== ticksOf(expected[field], tick)),
    ...FEES.filter((field) => cents(found[field]) !== cents(expected[field])),
    ...(['size'] as const).filter((field) => rounded(found[field]) !== rounded(expected[field])),
    ...(['result'] as const).filter((field) => !(Math.abs(found[field] - expected[field]) <= RESULT_TOLERANCE)),
  ];
  return differing.map((field) => `${field} ${found[field]}, expected ${expected[field]}`);
}

function compareOpenPositions(
  expected: readonly GoldenOpenPosition[],
  report: SingleRunReport,
  tick: number,
): readonly string[] {
  const describe = ({ entry_time, direction, stop_loss, take_profit }: GoldenOpenPosition) =>
    `${direction} since ${entry_time}, levels ${ticksOf(stop_loss, tick)} and ${ticksOf(take_profit, tick)} ticks`;
  const wanted = expected.map(describe);
  const found = report.result.openPositions.map((position) => describe(toGoldenPosition(position, timeReader(report))));
  if (found.join() === wanted.join()) return [];
  return [`open at the end: ${found.join('; ') || 'nothing'}, expected ${wanted.join('; ') || 'nothing'}`];
}

function compareSums(run: string, report: SingleRunReport): readonly string[] {
  const expected = goldenSums(run);
  return (['profit_net', 'fees_total'] as const).flatMap((key) => {
    const found = report.metrics[METRIC_KEYS.indexOf(key)];
    return Math.abs(found - expected[key]) <= SUM_TOLERANCE ? [] : [`${key} ${found}, expected ${expected[key]}`];
  });
}

async function compareEquity(run: string, report: SingleRunReport): Promise<readonly string[]> {
  const golden = await readEquityParquet(goldenFile(run, 'equity.parquet'));
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

function ticksOf(price: number, tick: number): number {
  return Math.round(roundHalfEven(price, LEVEL_DECIMALS) / tick);
}

/** Open time of a bar in the form of the reference. */
type TimeReader = (bar: number) => string;

function timeReader({ dataset }: SingleRunReport): TimeReader {
  return (bar) => new Date(dataset.primary.openTimes[bar]).toISOString().replace('.000Z', 'Z');
}

function toGoldenTrade(trade: Trade, timeOf: TimeReader): GoldenTrade {
  const direction = trade.direction === 1 ? 'long' : 'short';
  return {
    entry_time: timeOf(trade.entryBar),
    exit_time: timeOf(trade.exitBar),
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
}

function toGoldenPosition(position: OpenPosition, timeOf: TimeReader): GoldenOpenPosition {
  return {
    entry_time: timeOf(position.entryBar),
    direction: position.direction === 1 ? 'long' : 'short',
    stop_loss: position.stopLoss,
    take_profit: position.takeProfit,
  };
}
