import { describe, expect, it } from 'vitest';
import { biasOf, biasSeries } from '../../../src/core/indicators/bias.ts';
import { mapCompletedBars, markStale, NO_BAR } from '../../../src/core/indicators/map-timeframe.ts';
import { holdDefined, projectNative, projectVisible, reduceToVisible } from '../../../src/core/indicators/stepwise.ts';
import { flatBars } from './vector-folder.ts';

const { NaN: NONE, POSITIVE_INFINITY: INF } = Number;

describe('mapCompletedBars', () => {
  it('shows a bar from the primary bar that closes with it', () => {
    const map = mapCompletedBars(Float64Array.of(0, 5, 10, 15), 5, Float64Array.of(0, 10), 10);
    expect([...map]).toEqual([NO_BAR, 0, 0, 1]);
  });

  it('decides by time across holes on both sides', () => {
    const primary = Float64Array.of(0, 5, 30, 35, 40);
    expect([...mapCompletedBars(primary, 5, Float64Array.of(0, 10, 30), 10)]).toEqual([NO_BAR, 0, 1, 2, 2]);
  });

  it('takes the last of several bars with one stamp', () => {
    expect([...mapCompletedBars(Float64Array.of(5), 5, Float64Array.of(0, 0, 0), 10)]).toEqual([2]);
  });

  it('has no bar where the other timeframe is empty', () => {
    expect([...mapCompletedBars(Float64Array.of(0, 5), 5, new Float64Array(0), 10)]).toEqual([NO_BAR, NO_BAR]);
  });
});

describe('markStale', () => {
  const map = Int32Array.of(NO_BAR, 0, 0, 0, 0, 0, 0, 1, 1);

  it('keeps a bar for two lengths of its timeframe and drops it one bar later', () => {
    // Ratio 2: limit 4 primary bars after the first sight at index 1.
    expect([...markStale(map, 5, 10)]).toEqual([NO_BAR, 0, 0, 0, 0, 0, NO_BAR, 1, 1]);
  });

  it('obeys a given limit', () => {
    expect([...markStale(map, 5, 10, 1)]).toEqual([NO_BAR, 0, 0, NO_BAR, NO_BAR, NO_BAR, NO_BAR, 1, 1]);
  });

  it('allows at least two bars where the other timeframe is shorter', () => {
    expect([...markStale(Int32Array.of(3, 3, 3, 3), 60, 5)]).toEqual([3, 3, 3, NO_BAR]);
  });
});

describe('stepwise projection', () => {
  it('makes one step of each bar that becomes visible, and none of a return from nothing', () => {
    const visible = Int32Array.of(NO_BAR, 0, 0, NO_BAR, 2, 3);
    const steps = reduceToVisible(visible, flatBars([10, 11, 12, 10]));
    expect([...steps.updatePoints]).toEqual([1, 4, 5]);
    expect([...steps.bars.close]).toEqual([10, 12, 10]);
    expect([...steps.bars.high]).toEqual([10, 12, 10]);
  });

  it('holds the last value over undefined ones, an infinity included', () => {
    const points = Int32Array.of(1, 2, 4, 5);
    expect([...projectVisible(Float64Array.of(NONE, 7, NONE, INF), points, 7)]).toEqual([
      ...[NONE, NONE, 7, 7, 7, INF, INF],
    ]);
    expect([...holdDefined(Float64Array.of(NONE, 1, NONE, -INF, NONE))]).toEqual([NONE, 1, 1, -INF, -INF]);
  });

  it('holds native values along native bars before they are read', () => {
    const native = Float64Array.of(5, NONE, 6);
    expect([...projectNative(native, Int32Array.of(NO_BAR, 1, 1, 2))]).toEqual([NONE, 5, 5, 6]);
  });
});

describe('bias', () => {
  it('is the side of the mean on which the close lies', () => {
    const closes = Float64Array.of(2, 1, 1.5, NONE, 2, INF);
    const means = Float64Array.of(1.5, 1.5, 1.5, 1.5, NONE, 1.5);
    expect([...biasSeries(closes, means)]).toEqual([1, -1, 0, NONE, NONE, NONE]);
    expect(biasOf(1, 2)).toBe(-1);
  });
});
