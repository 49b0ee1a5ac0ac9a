import { createHash } from 'node:crypto';
import { CONTRACT_METRIC_KEYS } from '../../../src/core/metrics/metric-keys.ts';
import type { EquitySummary } from '../../../src/core/types/backtest-result.ts';
import type { Dataset } from '../../../src/core/types/dataset.ts';
import { EXIT_REASON, type Trade } from '../../../src/core/types/trade.ts';
import type { EquityRow } from './plain-books.ts';

const MS_PER_DAY = 86_400_000;

/** Running peaks, the initial balance included (`execution.md` 11.3). */
export function highWaters(rows: readonly EquityRow[], initialBalance: number): number[] {
  let peak = initialBalance;
  return rows.map(({ equity }) => {
    peak = Math.max(peak, equity);
    return peak;
  });
}

/** Figures of `metrics.md` 4.3, 4.7, 4.8, 5 and 6 from the equity of every trading bar. */
export function summarise(dataset: Dataset, rows: readonly EquityRow[], initialBalance: number): EquitySummary {
  const times = Array.from(dataset.primary.openTimes).slice(dataset.firstTradingBar);
  const equity = rows.map((row) => row.equity);
  const peaks = highWaters(rows, initialBalance);
  const amounts = equity.map((value, row) => peaks[row] - value);
  const shares = amounts.map((amount, row) => (peaks[row] > 0 ? amount / peaks[row] : 0));
  const deepest = largest(shares);
  const episodes = findEpisodes(amounts);
  const deepestRow = shares.indexOf(deepest);
  const deepestEpisode = episodes.find(({ first, last }) => first <= deepestRow && deepestRow <= last);
  const days = new Map(times.map((time, row) => [Math.floor(time / MS_PER_DAY), equity[row]]));
  return {
    barCount: rows.length,
    initialBalance,
    firstEquity: equity[0],
    lastEquity: equity[equity.length - 1],
    firstTime: times[0],
    lastTime: times[times.length - 1],
    maxDrawdown: Math.min(1, deepest),
    maxDrawdownAbs: largest(amounts),
    maxDrawdownDurationBars: largest(episodes.map((episode) => episode.duration)),
    deepestEpisodeBars: deepestEpisode?.duration ?? 0,
    minEquity: equity.reduce((least, value) => Math.min(least, value)),
    exposedBars: rows.filter((row) => row.isExposed).length,
    dailyEquity: Float64Array.from(days.values()),
    movedDays: Int32Array.from(findMovedDays([...days.values()], initialBalance)),
    days: Int32Array.from(days.keys()),
  };
}

/** Days whose equity is not that of the day before. */
function findMovedDays(daily: readonly number[], initialBalance: number): number[] {
  let before = initialBalance;
  return [...daily.keys()].filter((day) => {
    const hasMoved = daily[day] !== before;
    before = daily[day];
    return hasMoved;
  });
}

interface Episode {
  /** First and last row below the peak. */
  readonly first: number;
  readonly last: number;
  /** From the peak bar to the first bar that is not below it any more, or to the last bar. */
  readonly duration: number;
}

function findEpisodes(amounts: readonly number[]): Episode[] {
  const episodes: Episode[] = [];
  let row = 0;
  while (row < amounts.length) {
    if (amounts[row] === 0) {
      row++;
      continue;
    }
    const first = row;
    while (row < amounts.length && amounts[row] > 0) row++;
    const end = Math.min(row, amounts.length - 1);
    episodes.push({ first, last: row - 1, duration: end - (first - 1) });
  }
  return episodes;
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

/** `data-and-config.md` 17.2: exit time, entry time, position id. */
export function inFileOrder<T extends { readonly trade: Trade }>(closed: readonly T[]): T[] {
  return [...closed].sort(
    (left, right) =>
      left.trade.exitBar - right.trade.exitBar ||
      left.trade.entryBar - right.trade.entryBar ||
      left.trade.positionId - right.trade.positionId,
  );
}

/** `result_hash` of `data-and-config.md` 16.5, block by block. */
export function plainResultHash(
  metrics: Float64Array,
  trades: readonly Trade[],
  firstTradingBar: number,
  dailyEquity: Float64Array,
  finalBalance: number,
): string {
  const hash = createHash('sha256');
  const addDouble = (value: number): void => {
    const bytes = Buffer.alloc(8);
    if (Number.isNaN(value)) bytes.writeBigUInt64LE(0x7ff8000000000000n);
    else bytes.writeDoubleLE(value === 0 ? 0 : value);
    hash.update(bytes);
  };
  const addInteger = (value: number): void => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32LE(value);
    hash.update(bytes);
  };
  for (const value of metrics.slice(0, CONTRACT_METRIC_KEYS.length)) addDouble(value);
  for (const trade of trades) {
    addInteger(trade.entryBar - firstTradingBar);
    addInteger(trade.exitBar - firstTradingBar);
    addInteger(trade.direction);
    addInteger(EXIT_REASON[trade.reason]);
    addInteger(trade.scenarioId);
    const { entryPrice, exitPrice, initialStopLoss, stopLoss, takeProfit, size, result } = trade;
    const doubles = [entryPrice, exitPrice, initialStopLoss, stopLoss, takeProfit, size, result];
    for (const value of [...doubles, trade.entryFee, trade.exitFee]) addDouble(value);
  }
  for (const value of dailyEquity) addDouble(value);
  addDouble(finalBalance);
  return hash.digest('hex');
}
