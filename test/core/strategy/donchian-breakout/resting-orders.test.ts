import { describe, expect, it } from 'vitest';
import { BacktestContext } from '../../../../src/core/backtest/backtest-context.ts';
import { runBacktest } from '../../../../src/core/backtest/run-backtest.ts';
import { tradeAt } from '../../../../src/core/portfolio/trade-log.ts';
import { donchianBreakout } from '../../../../src/core/strategy/donchian-breakout/definition.ts';
import type { Bars } from '../../../../src/core/types/bars.ts';
import type { JsonObject } from '../../../../src/core/types/json.ts';
import { baseConfig } from '../../../support/base-config.ts';
import { NO_COSTS, PLAIN_SPEC } from '../../../support/engine-cases/calm-case.ts';
import { datasetOf } from '../../indicators/sample-dataset.ts';
import { ENVIRONMENT } from '../environment.ts';
import { type BarPips, breakoutBars, priceAt } from './breakout-bars.ts';

/**
 * Bars that get quieter, so that none reaches the border of those before it. The buy order of bar 2 lies at
 * 11.9 pips, the ask high of bar 1; its stop at -9.9, the bid low of bar 1.
 */
function quiet(count: number, from = 0): readonly BarPips[] {
  return Array.from({ length: count }, (_, bar): BarPips => [10 - 0.1 * (from + bar), -10 + 0.1 * (from + bar), 2]);
}

const PARAMETERS: JsonObject = { channel_length: 2, stop_mode: 'channel', stop_channel_length: 2 };
const FIRST_TRADING_BAR = 2;

function run(bars: Bars, parameters: JsonObject, maxPositions = 1) {
  const resolved = donchianBreakout.resolve({ ...PARAMETERS, ...parameters }, ENVIRONMENT).parameters;
  const { account } = baseConfig();
  const config = baseConfig({
    strategy_parameters: resolved,
    account: { ...account, max_positions: maxPositions },
  });
  const dataset = { ...datasetOf(bars, []), firstTradingBar: FIRST_TRADING_BAR };
  const context = new BacktestContext(dataset, 'v2');
  const market = { symbolSpec: PLAIN_SPEC, costSpec: NO_COSTS };
  return runBacktest(context, donchianBreakout, config, market, { seed: 1, record: true });
}

describe('a resting order', () => {
  it('keeps the only slot until it expires; the next one follows in that bar', () => {
    // Placed at the close of bar 2, good for bars 3 and 4, dropped at the beginning of bar 5.
    const { diagnostics } = run(breakoutBars(quiet(10)), { order_expiry_bars: 2 });
    expect(diagnostics).toMatchObject({ signals: 3, fills: 0, pendingAtEnd: 1 });
    expect(diagnostics.blocked).toMatchObject({ position_open: 5 });
    expect(diagnostics.signalsRejected).toMatchObject({ pending_expired: 2 });
  });

  it('without expiry keeps it to the end', () => {
    const { diagnostics } = run(breakoutBars(quiet(10)), { order_expiry_bars: null });
    expect(diagnostics).toMatchObject({ signals: 1, pendingAtEnd: 1 });
    expect(diagnostics.blocked).toMatchObject({ position_open: 7 });
  });

  it('takes one slot of several, so that as many rest as there are slots', () => {
    const { diagnostics } = run(breakoutBars(quiet(10)), { order_expiry_bars: null }, 3);
    expect(diagnostics).toMatchObject({ signals: 3, pendingAtEnd: 3 });
  });

  it('fills at the border in the bar that reaches it, and ends at its target', () => {
    // Bar 4 reaches the border on the ask, bar 5 the target on the bid: 11.9 + 2 * 21.8 = 55.5.
    const { trades, details } = run(breakoutBars([...quiet(4), [11, -1, 9], [60, 5, 50]]), {});
    expect(trades.count).toBe(1);
    expect(tradeAt(trades, 0)).toMatchObject({
      direction: 1,
      orderType: 'stop',
      entryBar: 4,
      exitBar: 5,
      entryPrice: priceAt(11.9),
      stopLoss: priceAt(-9.9),
      takeProfit: priceAt(55.5),
      exitPrice: priceAt(55.5),
    });
    expect(details?.[0]).toMatchObject({ label: 'long_breakout', meta: { order: { level: priceAt(11.9) } } });
  });

  it('does not fill after its last bar', () => {
    const late: readonly BarPips[] = [...quiet(5), [11, -1, 9], ...quiet(1, 20)];
    expect(run(breakoutBars(late), { order_expiry_bars: 3 }).diagnostics.fills).toBe(1);
    expect(run(breakoutBars(late), { order_expiry_bars: 2 }).diagnostics.fills).toBe(0);
  });

  it('grows old while the market is closed', () => {
    const friday = breakoutBars(quiet(3), Date.UTC(2024, 2, 8, 21, 45));
    const monday = breakoutBars([...quiet(1, 3), [11, -1, 9]], Date.UTC(2024, 2, 10, 22, 0));
    const bars = { ...friday, ...joined(friday, monday) };
    const expired = run(bars, { order_expiry_bars: 24 });
    expect(expired.diagnostics.signalsRejected).toMatchObject({ pending_expired: 1 });
    // The order of bar 3 is a new one.
    expect(expired.diagnostics).toMatchObject({ signals: 2, fills: 1 });
    const kept = run(bars, { order_expiry_bars: 24 * 12 * 3 });
    expect(kept.diagnostics).toMatchObject({ signals: 1, fills: 1 });
  });
});

function joined(left: Bars, right: Bars): Pick<Bars, 'openTimes' | 'bid' | 'ask'> {
  const join = (a: Float64Array, b: Float64Array) => Float64Array.from([...a, ...b]);
  const side = (name: 'bid' | 'ask') => ({
    open: join(left[name].open, right[name].open),
    high: join(left[name].high, right[name].high),
    low: join(left[name].low, right[name].low),
    close: join(left[name].close, right[name].close),
    volume: join(left[name].volume, right[name].volume),
  });
  return { openTimes: join(left.openTimes, right.openTimes), bid: side('bid'), ask: side('ask') };
}
