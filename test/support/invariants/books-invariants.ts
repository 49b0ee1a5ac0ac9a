import { expect } from 'vitest';
import { METRIC_KEYS, type MetricKey } from '../../../src/core/metrics/metric-keys.ts';
import { type EngineCase, isParity } from '../engine-cases/engine-case.ts';
import type { ObservedRun } from '../plain-engine/observed-run.ts';
import { hasQuoteAccount } from './trade-invariants.ts';

/** Something that must hold for any recorded run; throws where it does not. */
export type RunInvariant = (run: ObservedRun, engineCase: EngineCase) => void;

/** Float noise of long sums, relative to the money that moved. */
const SUM_TOLERANCE = 1e-9;

/** The balance of every bar is the initial balance plus the results and fees so far. */
export const balanceIsTheSumOfBookings: RunInvariant = (run, engineCase) => {
  const { initial_balance: initialBalance } = engineCase.config.account;
  const { firstTradingBar } = engineCase.context.dataset;
  const bookings = run.trades.flatMap((trade) => [
    { bar: trade.fillBar, amount: -trade.entryFee },
    { bar: trade.exitBar, amount: trade.result - trade.exitFee },
  ]);
  // The record of an open position of v1_parity has the bar of its placement, so its fee may come later.
  let undated = 0;
  for (const { entryBar, entryFee } of run.openPositions) {
    if (isParity(engineCase)) undated += entryFee;
    else bookings.push({ bar: entryBar, amount: -entryFee });
  }
  run.recorded?.balance.forEach((balance, row) => {
    const booked = bookings.filter(({ bar }) => bar <= firstTradingBar + row);
    const expected = sum(booked.map(({ amount }) => amount)) + initialBalance;
    expect(Math.abs(balance - expected)).toBeLessThanOrEqual(undated + SUM_TOLERANCE * scaleOf(run, engineCase));
  });
};

/** Results minus fees are the profit, in the balance as in the metrics. */
export const profitIsTheSumOfTrades: RunInvariant = (run, engineCase) => {
  const { initial_balance: initialBalance } = engineCase.config.account;
  const tolerance = SUM_TOLERANCE * scaleOf(run, engineCase);
  const fees = sum([
    ...run.trades.map((trade) => trade.entryFee + trade.exitFee),
    ...run.openPositions.map((position) => position.entryFee),
  ]);
  const profit = sum(run.trades.map((trade) => trade.result)) - fees;
  const figure = (key: MetricKey) => run.metrics[METRIC_KEYS.indexOf(key)];
  expect(Math.abs(run.feesTotal - fees)).toBeLessThanOrEqual(tolerance);
  expect(Math.abs(run.finalBalance - initialBalance - profit)).toBeLessThanOrEqual(tolerance);
  expect(Math.abs(figure('profit_net') - profit)).toBeLessThanOrEqual(tolerance);
  expect(Math.abs(figure('profit_gross') - profit - fees)).toBeLessThanOrEqual(tolerance);
};

/** Equity is the balance plus the open profit at the liquidation side, in every bar (`execution.md` 11.3). */
export const equityIsBalancePlusOpenProfit: RunInvariant = (run, engineCase) => {
  if (run.recorded === null) return;
  const { equity, balance } = run.recorded;
  const tolerance = SUM_TOLERANCE * scaleOf(run, engineCase);
  const open = sum(run.openPositions.map((position) => position.unrealised ?? 0));
  const last = equity.length - 1;
  expect(Math.abs(equity[last] - balance[last] - open)).toBeLessThanOrEqual(tolerance);
  if (isParity(engineCase)) expect(equity).toEqual(balance);
  else if (hasQuoteAccount(engineCase)) {
    equity.forEach((value, row) => {
      const expected = balance[row] + openProfitAfter(row, run, engineCase);
      expect(Math.abs(value - expected)).toBeLessThanOrEqual(tolerance);
    });
  }
};

/** High water and drawdown follow equity from the initial balance on. */
export const drawdownFollowsEquity: RunInvariant = (run, engineCase) => {
  if (run.recorded === null) return;
  const { equity, highWater, drawdown } = run.recorded;
  let peak = engineCase.config.account.initial_balance;
  equity.forEach((value, row) => {
    peak = Math.max(peak, value);
    expect(highWater[row]).toBe(peak);
    expect(drawdown[row]).toBe(Math.min(1, (peak - value) / peak));
  });
};

/** Never more positions than allowed; in `v2` a resting order counts from its placement. */
export const keepsToTheSlots: RunInvariant = (run, engineCase) => {
  const { max_positions: most } = engineCase.config.account;
  if (isParity(engineCase)) return;
  const { barCount } = run.summary;
  const { firstTradingBar } = engineCase.context.dataset;
  for (let bar = firstTradingBar; bar < firstTradingBar + barCount; bar++) {
    const held = run.trades.filter(({ placedBar, exitBar }) => placedBar <= bar && bar < exitBar).length;
    const open = run.openPositions.filter(({ entryBar }) => entryBar <= bar).length;
    expect(held + open).toBeLessThanOrEqual(most);
  }
};

/** Profit of the positions that are open after a bar, where money needs no conversion. */
function openProfitAfter(row: number, run: ObservedRun, { context, spec }: EngineCase): number {
  const { primary, firstTradingBar } = context.dataset;
  const bar = firstTradingBar + row;
  const held = [
    ...run.trades.filter(({ fillBar, exitBar }) => fillBar <= bar && bar < exitBar),
    ...run.openPositions.filter(({ entryBar }) => entryBar <= bar),
  ];
  return sum(
    held.map(({ direction, entryPrice, size }) => {
      const close = (direction === 1 ? primary.bid : primary.ask).close[bar];
      return direction * (close - entryPrice) * size * spec.contractSize;
    }),
  );
}

function scaleOf(run: ObservedRun, { config }: EngineCase): number {
  return Math.max(config.account.initial_balance, ...run.trades.map(({ result }) => Math.abs(result)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
