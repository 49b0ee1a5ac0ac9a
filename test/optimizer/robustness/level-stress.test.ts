import { describe, expect, it } from 'vitest';
import type { Bars } from '../../../src/core/types/bars.ts';
import { ORDER_TYPES } from '../../../src/core/types/signal.ts';
import { EXIT_REASON, type ExitReason } from '../../../src/core/types/trade.ts';
import { type StressedTrades, stressExitLevels } from '../../../src/optimizer/robustness/level-stress.ts';
import { readFixture } from '../../core/metrics/read-fixture.ts';
import { expectClose } from './expect-close.ts';

interface Example {
  readonly inputs: {
    readonly bars: readonly Record<'bid_high' | 'bid_low' | 'ask_high' | 'ask_low', number>[];
    readonly trades: readonly {
      readonly direction: 'long' | 'short';
      readonly reason: ExitReason;
      readonly take_profit: number;
      readonly stop_loss: number;
      readonly spread: number;
      readonly entry_bar: number;
      readonly exit_bar: number;
    }[];
  };
  readonly expected: { readonly per_trade: readonly (number | null)[]; readonly score: number };
}

const { inputs, expected } = readFixture<{ tp_sl_stress: Example }>('optimizer/robustness_scores.json').tp_sl_stress;
type ExampleTrade = Example['inputs']['trades'][number];

/** The closes have nothing but the spread of the signal bar. */
function barsWith(spread: number, signalBar?: number): Bars {
  const column = (pick: (bar: (typeof inputs.bars)[number], position: number) => number) =>
    Float64Array.from(inputs.bars, pick);
  const unused = new Float64Array(inputs.bars.length);
  const askClose = column((_, bar) => (signalBar === undefined || bar === signalBar ? spread : 0));
  const rest = { open: unused, volume: unused };
  return {
    timeframe: 'M5',
    openTimes: unused,
    bid: { ...rest, close: unused, high: column((bar) => bar.bid_high), low: column((bar) => bar.bid_low) },
    ask: { ...rest, close: askClose, high: column((bar) => bar.ask_high), low: column((bar) => bar.ask_low) },
  };
}

function columnsOf(trades: readonly ExampleTrade[], changes: Partial<StressedTrades> = {}): StressedTrades {
  const integers = (pick: (trade: ExampleTrade) => number) => Int32Array.from(trades, pick);
  return {
    count: trades.length,
    direction: Int8Array.from(trades, ({ direction }) => (direction === 'long' ? 1 : -1)),
    orderType: new Uint8Array(trades.length),
    reason: Uint8Array.from(trades, ({ reason }) => EXIT_REASON[reason]),
    entryBar: integers((trade) => trade.entry_bar),
    placedBar: integers((trade) => trade.entry_bar),
    exitBar: integers((trade) => trade.exit_bar),
    initialStopLoss: Float64Array.from(trades, (trade) => trade.stop_loss),
    takeProfit: Float64Array.from(trades, (trade) => trade.take_profit),
    ...changes,
  };
}

describe('exit levels a spread worse', () => {
  it('give the reference score of every trade', () => {
    inputs.trades.forEach((trade, position) => {
      const { score, examined } = stressExitLevels(columnsOf([trade]), barsWith(trade.spread));
      const wanted = expected.per_trade[position]!;
      expect(examined).toBe(wanted === null ? 0 : 1);
      expectClose(score, wanted ?? 1);
    });
  });

  it('give the reference mean', () => {
    const { score, examined } = stressExitLevels(columnsOf(inputs.trades), barsWith(inputs.trades[0]!.spread));
    expectClose(score, expected.score);
    expect(examined).toBe(6);
  });

  it('use the spread of the bar on which a pending order was placed', () => {
    const trade = inputs.trades[0]!;
    const limit = Uint8Array.of(ORDER_TYPES.indexOf('limit'));
    const placed = { orderType: limit, placedBar: Int32Array.of(5) };
    expect(stressExitLevels(columnsOf([trade], placed), barsWith(trade.spread, 5)).examined).toBe(1);
    expect(stressExitLevels(columnsOf([trade]), barsWith(trade.spread, 5)).examined).toBe(0);
  });

  it('are looked at after the entry bar only', () => {
    const trade = { ...inputs.trades[0]!, take_profit: 1.1043, stop_loss: 1.1014, entry_bar: 3, exit_bar: 4 };
    expect(stressExitLevels(columnsOf([trade]), barsWith(trade.spread))).toEqual({ score: 1, examined: 1 });
  });

  it('pass over trades without levels or spread', () => {
    const trade = inputs.trades[0]!;
    expect(stressExitLevels(columnsOf([{ ...trade, stop_loss: Number.NaN }]), barsWith(0.0002))).toEqual({
      score: 1,
      examined: 0,
    });
    expect(stressExitLevels(columnsOf([trade]), barsWith(0)).examined).toBe(0);
  });
});
