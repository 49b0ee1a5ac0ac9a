import { roundMoney, roundRatio } from '../../core/backtest/artifacts/format-number.ts';
import { recordFormat } from '../../core/backtest/artifacts/record-format.ts';
import { METRIC_DEFINITIONS } from '../../core/metrics/definitions.ts';
import { CONTRACT_METRIC_KEYS, METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import { metricDecimals, roundMetric } from '../../core/metrics/metric-rounding.ts';
import type { DrawdownEpisode } from '../../core/metrics/run-report/drawdown-episodes.ts';
import type { PeriodResult } from '../../core/metrics/run-report/period-results.ts';
import type { RunReport } from '../../core/metrics/run-report/run-report.ts';
import type { TradeGroup } from '../../core/metrics/run-report/trade-groups.ts';
import { RuntimeFailure } from '../../core/types/errors.ts';
import type { TradeColumns } from '../../core/types/trade.ts';
import { reportRun } from '../../run/report-run.ts';
import type { SingleRunReport } from '../../run/run-single.ts';
import type { DefinedFigure } from '../page/defined-figure.ts';
import { htmlPage } from '../page/html-page.ts';
import { readPageAssets } from '../page/page-assets.ts';
import { barsPerCandle, candleData } from './candle-data.ts';
import { equityData } from './equity-data.ts';
import type { CostData, DrawdownData, GroupTableData, PeriodData, RunPageData } from './run-page-data.ts';
import { runProvenance, runReproduction } from './run-provenance.ts';
import { tradeData } from './trade-data.ts';

/** Drawdowns worth a line. */
const DEEPEST_DRAWDOWNS = 10;

/** The report of a recorded run as a self-contained page; the same run gives the same bytes. */
export function runPage(run: SingleRunReport): string {
  const { config } = run;
  const title = `${config.strategy_name}, ${config.symbol} ${config.timeframes.primary}, run ${run.runId}`;
  return htmlPage(title, readPageAssets('run-page'), runPageData(run));
}

/** @throws RuntimeFailure for a run that was not recorded */
export function runPageData(run: SingleRunReport): RunPageData {
  const { config, result, dataset } = run;
  const report = reportRun(run);
  const { equity, equitySummary } = result;
  const tradesJson = run.files.get('trades.json');
  if (equity === null || tradesJson === undefined)
    throw new RuntimeFailure('RUNTIME_INTERNAL', 'a run that was not recorded has no report');
  const format = recordFormat(dataset.primary, run.symbolSpec);
  const width = barsPerCandle(dataset.primary.openTimes.length);
  const { firstTradingBar } = dataset;
  const timeOfRow = (row: number) => dataset.primary.openTimes[firstTradingBar + Math.max(0, row)];
  return {
    runId: run.runId,
    strategy: config.strategy_name,
    symbol: config.symbol,
    timeframe: config.timeframes.primary,
    currency: config.account.account_currency,
    priceDecimals: format.priceDecimals,
    sizeDecimals: format.sizeDecimals,
    firstTime: equitySummary.firstTime,
    lastTime: equitySummary.lastTime,
    barCount: equitySummary.barCount,
    initialBalance: roundMoney(equitySummary.initialBalance),
    finalEquity: roundMoney(equitySummary.lastEquity),
    openPositions: result.openPositions.length,
    metrics: definedMetrics(run, report),
    candles: candleData(dataset.primary, format.priceDecimals, width),
    equity: equityData(equity, firstTradingBar, width),
    trades: tradeData(tradesJson, result.trades, report, width),
    months: report.months.map(periodData),
    years: report.years.map(periodData),
    drawdowns: deepest(report.drawdowns).map((episode) => drawdownData(episode, timeOfRow)),
    groups: [
      groupTable('Direction', report.byDirection),
      groupTable('Exit reason', report.byReason),
      groupTable('Scenario', report.byScenario),
      groupTable('Hour of the fill (UTC)', report.byHour),
      groupTable('Weekday of the fill (UTC)', report.byWeekday),
    ],
    costs: costData(report, result.trades),
    provenance: runProvenance(run),
    ...runReproduction(run),
  };
}

/** Contract metrics first, the others after; those that a short run makes meaningless are left out (`metrics.md` 4.8). */
function definedMetrics(run: SingleRunReport, report: RunReport): readonly DefinedFigure[] {
  const hidden = new Set<string>(report.hiddenMetrics);
  const others = METRIC_KEYS.filter((key) => !CONTRACT_METRIC_KEYS.some((contract) => contract === key));
  return [...CONTRACT_METRIC_KEYS, ...others]
    .filter((key) => !hidden.has(key))
    .map((key) => {
      const value = run.metrics[METRIC_KEYS.indexOf(key)];
      const { unit, description } = METRIC_DEFINITIONS[key];
      return {
        key,
        value: Number.isFinite(value) ? roundMetric(key, value) : null,
        decimals: metricDecimals(key),
        unit,
        description,
      };
    });
}

function periodData({ period, result, share, trades }: PeriodResult): PeriodData {
  return { period, result: roundMoney(result), share: Number.isFinite(share) ? roundRatio(share) : null, trades };
}

function deepest(drawdowns: readonly DrawdownEpisode[]): readonly DrawdownEpisode[] {
  return [...drawdowns].sort((left, right) => right.share - left.share).slice(0, DEEPEST_DRAWDOWNS);
}

function drawdownData(episode: DrawdownEpisode, timeOfRow: (row: number) => number): DrawdownData {
  return {
    start: timeOfRow(episode.peakRow),
    lowest: timeOfRow(episode.lowestRow),
    recovery: episode.recoveryRow === null ? null : timeOfRow(episode.recoveryRow),
    depth: roundMoney(episode.depth),
    share: roundRatio(episode.share),
    bars: episode.bars,
  };
}

function groupTable(title: string, groups: readonly TradeGroup[]): GroupTableData {
  const rows = groups.map(({ name, trades, wins, result, averageR }) => ({
    name,
    trades,
    wins,
    result: roundMoney(result),
    averageR: roundRatio(averageR),
  }));
  return { title, rows };
}

function costData({ costs }: RunReport, trades: TradeColumns): CostData | null {
  if (costs === null) return null;
  const results = trades.result.subarray(0, trades.count);
  return {
    grossProfit: roundMoney(results.reduce((sum, result) => sum + Math.max(0, result), 0)),
    spread: roundMoney(costs.spread),
    slippage: roundMoney(costs.slippage),
    fees: roundMoney(costs.fees),
    profitBeforeCosts: roundMoney(costs.profitBeforeCosts),
  };
}
