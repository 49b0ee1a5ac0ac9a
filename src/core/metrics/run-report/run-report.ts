import type { BacktestResult } from '../../types/backtest-result.ts';
import type { Bars } from '../../types/bars.ts';
import { RuntimeFailure } from '../../types/errors.ts';
import { MS_PER_DAY, TIMEFRAME_MS } from '../../types/timeframe.ts';
import { EXIT_REASON, type TradeColumns } from '../../types/trade.ts';
import type { ContractMetricKey } from '../metric-keys.ts';
import { riskMultiples } from '../risk-multiples.ts';
import { type DrawdownEpisode, drawdownEpisodes } from './drawdown-episodes.ts';
import { type PeriodResult, periodResults } from './period-results.ts';
import { type Excursion, tradeExcursions } from './trade-excursions.ts';
import { groupTrades, type TradeGroup } from './trade-groups.ts';
import { type TradingCosts, tradingCosts } from './trading-costs.ts';

/** Below this length a figure per year says nothing (`metrics.md` 4.8). */
const SHORTEST_YEARLY_DAYS = 90;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const HOURS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);

/** Everything a report of one run shows beside its artifacts; unrounded, money in account currency. */
export interface RunReport {
  readonly months: readonly PeriodResult[];
  readonly years: readonly PeriodResult[];
  /** In time order; rows are those of `equity.csv`. */
  readonly drawdowns: readonly DrawdownEpisode[];
  /** Result over risk per trade, in the order of `trades.json`, as the next two. */
  readonly riskMultiples: Float64Array;
  /** Primary bars from entry to exit. */
  readonly holdingBars: Int32Array;
  readonly excursions: readonly Excursion[];
  readonly byDirection: readonly TradeGroup[];
  readonly byReason: readonly TradeGroup[];
  readonly byScenario: readonly TradeGroup[];
  /** By the UTC hour and weekday in which the bar of the fill closed. */
  readonly byHour: readonly TradeGroup[];
  readonly byWeekday: readonly TradeGroup[];
  /** Null in `v1_parity`, where results do not follow from sizes and slippage. */
  readonly costs: TradingCosts | null;
  /** Keys that a report hides, because the run is too short for them. */
  readonly hiddenMetrics: readonly ContractMetricKey[];
}

export interface RunReportInput {
  /** A recorded run. */
  readonly result: BacktestResult;
  readonly bars: Bars;
  readonly firstTradingBar: number;
  readonly riskPerTrade: number;
  /** Account currency per lot and price move of 1 at a bar; null where costs cannot be told. */
  readonly moveValue: ((bar: number) => number) | null;
}

/** @throws RuntimeFailure for a run that was not recorded */
export function createRunReport({ result, bars, firstTradingBar, riskPerTrade, moveValue }: RunReportInput): RunReport {
  const { trades, equity, equitySummary } = result;
  if (equity === null) throw new RuntimeFailure('RUNTIME_INTERNAL', 'a run that was not recorded has no report');
  const { initialBalance, firstTime, lastTime } = equitySummary;
  const periods = (kind: 'month' | 'year') =>
    periodResults(equity.equity, trades, bars.openTimes, firstTradingBar, initialBalance, kind);
  const group = (nameOf: (index: number) => string, order?: readonly string[]) =>
    groupTrades(trades, riskPerTrade, nameOf, order);
  const closeOfFill = (index: number) => new Date(bars.openTimes[trades.fillBar[index]] + TIMEFRAME_MS[bars.timeframe]);
  return {
    months: periods('month'),
    years: periods('year'),
    drawdowns: drawdownEpisodes(equity.equity, initialBalance),
    riskMultiples: riskMultiples(trades, riskPerTrade),
    holdingBars: holdingBars(trades),
    excursions: tradeExcursions(trades, bars),
    byDirection: group((index) => (trades.direction[index] === 1 ? 'long' : 'short'), ['long', 'short']),
    byReason: group((index) => reasonOf(trades.reason[index]), Object.keys(EXIT_REASON)),
    byScenario: group((index) => String(trades.scenarioId[index]), ascendingScenarios(trades)),
    byHour: group((index) => HOURS[closeOfFill(index).getUTCHours()], HOURS),
    byWeekday: group((index) => WEEKDAYS[closeOfFill(index).getUTCDay()], WEEKDAYS),
    costs: moveValue === null ? null : tradingCosts(trades, bars, result.feesTotal, moveValue),
    hiddenMetrics: lastTime - firstTime < SHORTEST_YEARLY_DAYS * MS_PER_DAY ? ['calmar_ratio'] : [],
  };
}

function holdingBars({ count, entryBar, exitBar }: TradeColumns): Int32Array {
  return Int32Array.from({ length: count }, (_, index) => exitBar[index] - entryBar[index]);
}

function reasonOf(code: number): string {
  return Object.entries(EXIT_REASON).find(([, value]) => value === code)?.[0] ?? String(code);
}

function ascendingScenarios({ count, scenarioId }: TradeColumns): string[] {
  return [...new Set(scenarioId.subarray(0, count))].sort((left, right) => left - right).map(String);
}
