import { describe, expect, it } from 'vitest';
import { kalmanGarchZscoreLocal } from '../../../../src/core/indicators/kalman-garch-zscore-local.ts';
import { PARITY } from '../environment.ts';
import { above, below } from './neighbour.ts';
import { ASK_CLOSE, ask, BID_CLOSE, LAST, labelOf, type StretchedBar, stretchedBars } from './stretched-bar.ts';

const DIRECTIONS = ['long', 'short'] as const;
const SCENARIOS = [1, 2, 3, 4, 5, 6];
const ZSCORES = ['', 'ema_z', 'kalman_z', 'kalman_z', 'kalman_garch_z', 'kalman_z', 'kalman_z'];
const CASES = SCENARIOS.flatMap((scenario) => DIRECTIONS.map((direction) => [scenario, direction] as const));

function only(scenario: number, direction: string, values: StretchedBar['values'] = {}): StretchedBar {
  return { parameters: { enabled_scenarios: [scenario], direction_filter: direction }, values };
}

describe.each(CASES)('scenario %d %s', (scenario, direction) => {
  const isLong = direction === 'long';
  /** One step to the side on which the condition fails. */
  const outside = isLong ? above : below;
  const label = `${direction}_${scenario}`;

  it('holds on a stretched bar', () => {
    expect(labelOf(only(scenario, direction))).toBe(label);
  });

  it('holds at its z-score threshold and not one step before', () => {
    const threshold = isLong ? -2 : 2;
    const id = `${direction}.${ZSCORES[scenario]}`;
    expect(labelOf(only(scenario, direction, { [id]: threshold }))).toBe(label);
    expect(labelOf(only(scenario, direction, { [id]: outside(threshold) }))).toBeNull();
  });

  it('gives no signal where a value is missing or infinite', () => {
    const sources = {
      1: ['ema', 'ema_z', isLong ? 'atr' : 'atr_ask'],
      2: ['kalman_z', 'band', 'mid', 'atr'],
      3: ['kalman_z', 'band', 'ema', 'atr'],
      4: ['kalman_garch_z', 'band', 'mid', 'atr'],
      5: ['kalman_z', 'band', 'mid', 'atr'],
      6: ['kalman_z', 'band', 'mid', 'atr'],
    }[scenario]!;
    for (const source of sources) {
      for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
        const answer = ask(only(scenario, direction, { [`${direction}.${source}`]: value }));
        expect([source, answer.signal, answer.isUndefined]).toEqual([source, null, true]);
      }
    }
    expect(ask(only(scenario, direction)).isUndefined).toBe(false);
  });

  it('does not look at the other direction', () => {
    const other = isLong ? 'short' : 'long';
    expect(labelOf(only(scenario, other))).toBe(`${other}_${scenario}`);
    const answer = ask(only(scenario, direction));
    expect(answer.signal?.direction).toBe(isLong ? 1 : -1);
    expect(answer.isCandidate).toBe(true);
  });
});

describe.each(CASES.filter(([scenario]) => scenario > 1))('band of scenario %d %s', (scenario, direction) => {
  it('counts from the band on, not one step inside', () => {
    const inside = direction === 'long' ? below(BID_CLOSE) : above(BID_CLOSE);
    const id = `${direction}.band`;
    expect(labelOf(only(scenario, direction, { [id]: BID_CLOSE }))).toBe(`${direction}_${scenario}`);
    expect(labelOf(only(scenario, direction, { [id]: inside }))).toBeNull();
  });
});

describe.each(DIRECTIONS)('target of scenario 3 %s', (direction) => {
  it('must be farther away than the distance, measured on the side of the fill', () => {
    const distance = 0.001;
    const limit = direction === 'long' ? ASK_CLOSE + distance : BID_CLOSE - distance;
    const far = direction === 'long' ? above(limit) : below(limit);
    expect(labelOf(only(3, direction, { [`${direction}.ema`]: limit }))).toBeNull();
    expect(labelOf(only(3, direction, { [`${direction}.ema`]: far }))).toBe(`${direction}_3`);
  });
});

describe.each(DIRECTIONS)('local score of scenario 4, %s', (direction) => {
  const isLong = direction === 'long';
  const kalman = { measurementNoise: 1, processNoise: 0.05 };
  const garch = {
    alpha: 0.05,
    beta: 0.9,
    omega: null,
    useLogReturns: true,
    scale: 100,
    minPeriods: 50,
    sigmaFloor: 1e-6,
  };
  const lookback = 60;
  const jumpFrom = isLong ? 1.104 : 1.096;
  const closesBefore = (bar: number) => jumpFrom + (bar % 3) * 0.0001;
  const { close } = stretchedBars({ closesBefore }).bid;
  const score = kalmanGarchZscoreLocal(close, LAST, lookback, kalman, garch);
  const threshold = isLong ? 'z_score_long' : 'z_score_short';
  const local = (limit: number, values: StretchedBar['values'] = {}): StretchedBar => ({
    parameters: {
      enabled_scenarios: [4],
      direction_filter: direction,
      local_z_lookback: lookback,
      kalman_r: kalman.measurementNoise,
      kalman_q: kalman.processNoise,
      [threshold]: limit,
    },
    values,
    closesBefore,
  });

  it('has a value of the right sign', () => {
    expect(isLong ? -score : score).toBeGreaterThan(5);
  });

  it('holds at the threshold and not one step before', () => {
    expect(labelOf(local(score))).toBe(`${direction}_4`);
    expect(labelOf(local(isLong ? below(score) : above(score)))).toBeNull();
    expect(ask(local(score)).details?.meta.z).toBe(score);
  });

  it('counts a bar on which the score is needed and does not exist as undefined', () => {
    const unstable = { environment: PARITY, parameters: { ...local(score).parameters, garch_beta: 0.95 } };
    expect(ask(unstable)).toMatchObject({ signal: null, isUndefined: true });
    const unneeded = { [`${direction}.band`]: isLong ? below(BID_CLOSE) : above(BID_CLOSE) };
    expect(ask({ ...unstable, values: unneeded })).toMatchObject({ signal: null, isUndefined: false });
  });

  it('holds on its band and not one step inside', () => {
    const inside = isLong ? below(BID_CLOSE) : above(BID_CLOSE);
    expect(labelOf(local(score, { [`${direction}.band`]: BID_CLOSE }))).toBe(`${direction}_4`);
    expect(labelOf(local(score, { [`${direction}.band`]: inside }))).toBeNull();
  });
});
