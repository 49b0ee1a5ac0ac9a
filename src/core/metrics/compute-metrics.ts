import { RuntimeFailure } from '../types/errors.ts';
import { averageHoldingBars, countActiveDays, sumLots } from './activity.ts';
import { annualisedReturn, calmarRatio } from './calmar.ts';
import { type DailyMoments, measureDays } from './daily-moments.ts';
import { METRIC_DEFINITIONS } from './definitions.ts';
import { METRIC_KEYS, type MetricKey } from './metric-keys.ts';
import type { MetricsInput } from './metrics-input.ts';
import { sumMoney } from './money.ts';
import { riskMultiples } from './risk-multiples.ts';
import { annualiseDailyRatio, sharpeRatio, sortinoRatio } from './risk-ratios.ts';
import { reserveSample } from './sample-buffer.ts';
import { describeSample } from './sample-moments.ts';
import { cumulativeDrawdown, netResults } from './trade-drawdown.ts';
import { weeklyUlcerIndex } from './ulcer.ts';
import { wilsonInterval } from './wilson.ts';
import { measureWinsAndLosses } from './win-loss.ts';

/** Whether the key at this place of a metric vector may be "n/a". */
const MAY_BE_MISSING = METRIC_KEYS.map((key) => METRIC_DEFINITIONS[key].type === 'number|string');

/**
 * All single-run figures, unrounded, in the order of `METRIC_KEYS`; NaN stands for "n/a" and occurs
 * only where the key's type allows it. A figure that is not finite otherwise fails the run.
 * @param days moments of the daily series, where the caller has them already
 */
export function computeMetrics(input: MetricsInput, days: DailyMoments = measureDays(input.equity)): Float64Array {
  const figures = collectFigures(input, days);
  const values = new Float64Array(METRIC_KEYS.length);
  for (let i = 0; i < values.length; i++) {
    const key = METRIC_KEYS[i];
    const value = figures[key];
    if (!Number.isFinite(value) && !(MAY_BE_MISSING[i] && Number.isNaN(value))) throw nonFiniteMetric(key, value);
    // Adding 0 turns a negative zero into zero.
    values[i] = value + 0;
  }
  return values;
}

function collectFigures(
  input: MetricsInput,
  { returns: daily, results: shape }: DailyMoments,
): Record<MetricKey, number> {
  const { trades, equity, initialBalance } = input;
  const money = sumMoney(trades, input.feesTotal);
  const winLoss = measureWinsAndLosses(trades);
  const multiples = describeSample(riskMultiples(trades, input.riskPerTrade, reserveSample(trades.count)));
  const tradesDrawdown = cumulativeDrawdown(netResults(trades, reserveSample(trades.count)));
  const activeDays = countActiveDays(trades, input.openTimes);
  const annualReturn = annualisedReturn(equity);
  const wilson = wilsonInterval(winLoss.wins, trades.count);
  return {
    active_days: activeDays,
    avg_loss: winLoss.avgLoss,
    avg_r_multiple: multiples.mean,
    avg_trade_pnl: money.avgTradePnl,
    avg_win: winLoss.avgWin,
    calmar_ratio: calmarRatio(annualReturn, equity.maxDrawdown),
    expectancy: multiples.mean,
    fees_total: input.feesTotal,
    largest_loss: winLoss.largestLoss,
    largest_win: winLoss.largestWin,
    losses: winLoss.losses,
    max_drawdown: equity.maxDrawdown,
    max_drawdown_abs: equity.maxDrawdownAbs,
    max_drawdown_duration_bars: equity.maxDrawdownDurationBars,
    profit_factor: winLoss.profitFactor,
    profit_gross: money.profitGross,
    profit_net: money.profitNet,
    sharpe_equity_daily: annualiseDailyRatio(sharpeRatio(daily)),
    sharpe_trade_r: sharpeRatio(multiples),
    sortino_equity_daily: annualiseDailyRatio(sortinoRatio(daily)),
    sortino_trade_r: sortinoRatio(multiples),
    total_trades: trades.count,
    trades_per_day: activeDays === 0 ? 0 : trades.count / activeDays,
    win_rate: winLoss.winRate,
    wins: winLoss.wins,
    avg_holding_bars: averageHoldingBars(trades),
    cagr: annualReturn,
    exposure: equity.barCount === 0 ? 0 : equity.exposedBars / equity.barCount,
    kurtosis_daily: shape.kurtosis,
    lots_total: sumLots(trades),
    max_consecutive_losses: winLoss.maxConsecutiveLosses,
    max_drawdown_episode_bars: equity.deepestEpisodeBars,
    max_drawdown_initial_abs: Math.max(0, initialBalance - equity.minEquity),
    max_drawdown_trades_abs: tradesDrawdown,
    payoff_ratio: winLoss.payoffRatio,
    recovery_factor: equity.maxDrawdownAbs === 0 ? 0 : money.profitNet / equity.maxDrawdownAbs,
    skewness_daily: shape.skewness,
    total_return: equity.barCount === 0 ? 0 : equity.lastEquity / initialBalance - 1,
    ulcer_index_run: weeklyUlcerIndex(equity),
    win_rate_wilson_high: wilson.high,
    win_rate_wilson_low: wilson.low,
  };
}

function nonFiniteMetric(key: MetricKey, value: number): RuntimeFailure {
  return new RuntimeFailure('RUNTIME_NON_FINITE_OUTPUT', `metric ${key} is ${value}, expected a finite number`, {
    where: key,
    details: { key, value: String(value) },
  });
}
