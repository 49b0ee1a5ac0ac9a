import { describe, expect, it } from 'vitest';
import { isSet } from '../../../../src/core/math/bit-mask.ts';
import { donchianBreakout } from '../../../../src/core/strategy/donchian-breakout/definition.ts';
import type { Bars } from '../../../../src/core/types/bars.ts';
import type { JsonObject } from '../../../../src/core/types/json.ts';
import { startRun } from '../../../../src/run/conformance/conformance-subject.ts';
import { baseConfig } from '../../../support/base-config.ts';
import { datasetOf } from '../../indicators/sample-dataset.ts';
import { ENVIRONMENT } from '../environment.ts';
import { type BarPips, breakoutBars, priceAt } from './breakout-bars.ts';

const { account } = baseConfig();

/** Three bars whose highest high is 12 pips and whose lowest low is -9; the close is nearer to the high. */
const NEAR_THE_HIGH: readonly BarPips[] = [
  [12, -4, 0],
  [8, -9, 1],
  [7, -2, 4],
];
/** The same, closing nearer to the low. */
const NEAR_THE_LOW: readonly BarPips[] = [...NEAR_THE_HIGH.slice(0, 2), [7, -2, -1]];

/** Channels of three bars; the true ranges are 16, 17 and 9 pips, their mean is 14. */
const SHORT_LENGTHS: JsonObject = { channel_length: 3, stop_channel_length: 2, atr_length: 3 };

function runOn(bars: Bars, parameters: JsonObject) {
  const subject = {
    strategy: donchianBreakout,
    parameters: { ...SHORT_LENGTHS, ...parameters },
    environment: ENVIRONMENT,
    dataset: datasetOf(bars, []),
    account,
  };
  return startRun(subject).instance;
}

function orderAt(pips: readonly BarPips[], parameters: JsonObject = {}) {
  const signal = runOn(breakoutBars(pips), parameters).onBar(pips.length - 1);
  return signal === null ? null : { ...signal };
}

describe('an order', () => {
  it('to buy rests at the highest ask, with the stop in average true ranges and the target in risks', () => {
    expect(orderAt(NEAR_THE_HIGH)).toEqual({
      direction: 1,
      orderType: 'stop',
      entryPrice: priceAt(14),
      stopLoss: priceAt(14 - 2 * 14),
      takeProfit: priceAt(14 + 2 * 28),
      scenarioId: 0,
      goodTillMs: Date.UTC(2024, 2, 4, 0, 10) + 24 * 300_000,
    });
  });

  it('to sell rests at the lowest bid', () => {
    expect(orderAt(NEAR_THE_LOW)).toMatchObject({
      direction: -1,
      entryPrice: priceAt(-9),
      stopLoss: priceAt(-9 + 2 * 14),
      takeProfit: priceAt(-9 - 2 * 28),
    });
  });

  it.each<[changes: JsonObject, entry: number, stop: number, target: number]>([
    [{ entry_offset_pips: 1.5 }, 15.5, -12.5, 71.5],
    [{ atr_mult: 1, target_r: 0.5 }, 14, 0, 21],
    // The lowest bid of two bars, not of three.
    [{ stop_mode: 'channel' }, 14, -9, 60],
    [{ stop_mode: 'channel', stop_channel_length: 1, target_r: 3 }, 14, -2, 62],
    [{ channel_length: 1 }, 9, -19, 65],
  ])('to buy with %o', (changes, entry, stop, target) => {
    const [entryPrice, stopLoss, takeProfit] = [entry, stop, target].map(priceAt);
    expect(orderAt(NEAR_THE_HIGH, changes)).toMatchObject({ direction: 1, entryPrice, stopLoss, takeProfit });
  });

  it.each<[changes: JsonObject, entry: number, stop: number, target: number]>([
    [{ entry_offset_pips: 1.5 }, -10.5, 17.5, -66.5],
    // Stops of shorts are tested on the ask, so the border is the one of the ask: two pips above 8.
    [{ stop_mode: 'channel' }, -9, 10, -47],
  ])('to sell with %o', (changes, entry, stop, target) => {
    const [entryPrice, stopLoss, takeProfit] = [entry, stop, target].map(priceAt);
    expect(orderAt(NEAR_THE_LOW, changes)).toMatchObject({ direction: -1, entryPrice, stopLoss, takeProfit });
  });

  it('has levels on the tick grid', () => {
    const order = orderAt(NEAR_THE_HIGH, { atr_mult: 1.7, target_r: 1.37, entry_offset_pips: 0.333 });
    // 14.333 pips, 23.8 pips of risk between rounded levels.
    expect(order).toMatchObject({ entryPrice: 1.10143, stopLoss: 1.09905, takeProfit: 1.10469 });
  });

  it('rests at the nearer border, offset included', () => {
    // Both borders are 10 pips away from the side that triggers them: the highest ask is 14, the lowest bid -9.
    const middle: readonly BarPips[] = [...NEAR_THE_HIGH.slice(0, 2), [7, -2, 1.5]];
    expect(orderAt(middle)).toBeNull();
    expect(orderAt(middle, { long: { entry_offset_pips: 0.1 } })?.direction).toBe(-1);
    expect(orderAt(middle, { short: { entry_offset_pips: 0.1 } })?.direction).toBe(1);
  });

  it('is not decided by the last bits of a difference', () => {
    for (let distance = 1; distance <= 40; distance++) {
      const middle: readonly BarPips[] = [
        [distance, -distance, 0],
        [1, -1, 0],
        [1, -1, 0],
      ];
      expect([distance, orderAt(middle)]).toEqual([distance, null]);
    }
  });

  it.each([
    ['long', NEAR_THE_LOW, 1],
    ['short', NEAR_THE_HIGH, -1],
  ] as const)('is %s only where the filter says so, however far the border', (filter, pips, direction) => {
    expect(orderAt(pips, { direction_filter: filter })?.direction).toBe(direction);
  });

  it('expires after its bars, counted in time, or never', () => {
    const opened = Date.UTC(2024, 2, 4, 0, 10);
    expect(orderAt(NEAR_THE_HIGH, { order_expiry_bars: 1 })?.goodTillMs).toBe(opened + 300_000);
    expect(orderAt(NEAR_THE_HIGH, { order_expiry_bars: null })?.goodTillMs).toBe(Number.POSITIVE_INFINITY);
  });

  it('is not given with a level that is no price', () => {
    expect(orderAt(NEAR_THE_HIGH, { atr_mult: 1000 })).toBeNull();
    expect(orderAt(NEAR_THE_LOW, { target_r: 1000 })).toBeNull();
    expect(orderAt(NEAR_THE_LOW, { atr_mult: 1e308 })).toBeNull();
  });

  it('is described by its channel, its risk and its expiry', () => {
    const bars = breakoutBars(NEAR_THE_HIGH);
    const instance = runOn(bars, { order_expiry_bars: 6 });
    instance.onBar(2);
    const { label, reason, tags, meta } = instance.describe!(2);
    expect({ label, reason, tags }).toEqual({
      label: 'long_breakout',
      reason: 'donchian_breakout_long',
      tags: ['donchian', 'breakout', 'stop_atr'],
    });
    expect(meta).toMatchObject({
      channel_border: priceAt(14),
      atr: expect.closeTo(0.0014, 12),
      order: { level: priceAt(14), risk: expect.closeTo(0.0028, 12), expiry_bars: 6 },
      prices: { bid_close: priceAt(4), ask_close: priceAt(6), spread: expect.closeTo(0.0002, 12) },
    });
    const short = runOn(breakoutBars(NEAR_THE_LOW), { stop_mode: 'channel' });
    short.onBar(2);
    expect(short.describe!(2)).toMatchObject({
      label: 'short_breakout',
      tags: ['donchian', 'breakout', 'stop_channel'],
      meta: { stop_border: priceAt(10) },
    });
  });
});

describe('a bar without a channel', () => {
  it('of one direction is undefined and a candidate of the other', () => {
    const short = { channel_length: 1, stop_mode: 'channel', stop_channel_length: 1 };
    const instance = runOn(breakoutBars(NEAR_THE_HIGH), { short });
    expect([instance.isUndefinedAt!(0), isSet(instance.candidates!.mask, 0)]).toEqual([true, true]);
    expect(instance.onBar(0)?.direction).toBe(-1);
  });

  it('is undefined, no candidate and gives no order', () => {
    const instance = runOn(breakoutBars(NEAR_THE_HIGH), {});
    const facts = [0, 1, 2].map((bar) => [
      instance.isUndefinedAt!(bar),
      isSet(instance.candidates!.mask, bar),
      instance.onBar(bar) !== null,
    ]);
    expect(facts).toEqual([
      [true, false, false],
      [true, false, false],
      [false, true, true],
    ]);
  });
});
