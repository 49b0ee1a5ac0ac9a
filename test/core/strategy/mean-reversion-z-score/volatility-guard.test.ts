import { describe, expect, it } from 'vitest';
import { garchVolatilityLocal } from '../../../../src/core/indicators/garch-volatility-local.ts';
import { volClusterState } from '../../../../src/core/indicators/vol-cluster-state.ts';
import { directionRules } from '../../../../src/core/strategy/mean-reversion-z-score/direction-rules.ts';
import { DirectionSide } from '../../../../src/core/strategy/mean-reversion-z-score/direction-side.ts';
import { resolveParameters } from '../../../../src/core/strategy/mean-reversion-z-score/parameters.ts';
import { SharedValues } from '../../../../src/core/strategy/mean-reversion-z-score/shared-values.ts';
import { VolatilityGuard } from '../../../../src/core/strategy/mean-reversion-z-score/volatility-guard.ts';
import { StrategyInputs } from '../../../../src/core/strategy/strategy-inputs.ts';
import type { JsonObject } from '../../../../src/core/types/json.ts';
import { localColumns } from '../../../support/local-columns.ts';
import { ENVIRONMENT, PARITY } from '../environment.ts';
import { ask, LAST, labelOf, type StretchedBar, stretchedBars } from './stretched-bar.ts';

const CALM = 1;
const WILD = 5;
/** Ten calm and ten wild bars, then the given ones. */
const ranges = (...last: readonly number[]) => [...Array(10).fill(CALM), ...Array(10).fill(WILD), ...last];

function guarded(parameters: JsonObject, atr: readonly number[]): StretchedBar {
  return {
    environment: PARITY,
    parameters: {
      enabled_scenarios: [5],
      direction_filter: 'long',
      intraday_vol_feature: 'atr_points',
      intraday_vol_cluster_k: 2,
      intraday_vol_min_points: 20,
      intraday_vol_allowed: ['low'],
      cluster_hysteresis_bars: 0,
      ...parameters,
    },
    values: { 'long.atr': atr },
  };
}

/** Status of the guard at the last bar. */
function statusOf(change: StretchedBar): unknown {
  const { parameters } = resolveParameters(change.parameters ?? {}, PARITY);
  const bars = stretchedBars({});
  const atr = new Float64Array(bars.openTimes.length).fill(Number.NaN);
  const given = change.values?.['long.atr'] as readonly number[];
  atr.set(given, atr.length - given.length);
  const inputs = new StrategyInputs(bars, localColumns([['long.atr', atr]]));
  const [rules] = directionRules(parameters, PARITY);
  const guard = new VolatilityGuard(new DirectionSide(rules, PARITY, inputs, new SharedValues(bars.bid)));
  return guard.figuresAt(LAST).status;
}

describe('volatility guard', () => {
  it.each<[string, JsonObject, readonly number[]]>([
    ['ok', {}, ranges(CALM)],
    ['insufficient_points', { intraday_vol_min_points: 22 }, ranges(CALM)],
    ['insufficient_unique', { intraday_vol_cluster_window: 1 }, ranges(CALM)],
    ['hysteresis_block', { cluster_hysteresis_bars: 2 }, ranges(CALM)],
    ['ok', { cluster_hysteresis_bars: 2 }, ranges(CALM, CALM)],
    ['ok', { cluster_hysteresis_bars: 1 }, ranges(CALM)],
    ['hysteresis_block', { cluster_hysteresis_bars: 22 }, ranges(CALM)],
    ['label_block', {}, ranges(WILD)],
    ['ok', { intraday_vol_allowed: ['mid'] }, ranges(WILD)],
    ['hysteresis_block', { cluster_hysteresis_bars: 2, intraday_vol_allowed: ['extreme'] }, ranges(CALM)],
    ['label_block', { intraday_vol_allowed: [] }, ranges(CALM)],
  ])('is %s with %j', (status, parameters, atr) => {
    const change = guarded(parameters, atr);
    expect(statusOf(change)).toBe(status);
    expect(labelOf(change)).toBe(status === 'ok' ? 'long_5' : null);
  });

  it('counts a bar without enough volatilities as undefined, a blocked one not', () => {
    expect(ask(guarded({ intraday_vol_min_points: 22 }, ranges(CALM))).isUndefined).toBe(true);
    expect(ask(guarded({}, ranges(WILD))).isUndefined).toBe(false);
  });

  it('is not asked unless scenario 2 holds', () => {
    const change = guarded({ intraday_vol_min_points: 22 }, ranges(CALM));
    const answer = ask({ ...change, values: { ...change.values, 'long.kalman_z': 0 } });
    expect([answer.signal, answer.isUndefined]).toEqual([null, false]);
  });

  it('reads the local volatility forecast of the bars up to the bar', () => {
    const zigzag = (bar: number) => 1.1 + (bar % 2) * (bar < 170 ? 0.0001 : 0.002);
    const cluster = (change: JsonObject) =>
      ask({
        parameters: { enabled_scenarios: [5], direction_filter: 'long', intraday_vol_min_points: 60, ...change },
        closesBefore: zigzag,
      });
    const { close } = stretchedBars({ closesBefore: zigzag }).bid;
    const garch = {
      alpha: 0.05,
      beta: 0.9,
      omega: null,
      useLogReturns: true,
      scale: 100,
      minPeriods: 50,
      sigmaFloor: 1e-6,
    };
    const state = volClusterState(garchVolatilityLocal(close, LAST, 150, garch), LAST, {
      window: 100,
      k: 3,
      minPoints: 60,
      logTransform: true,
    });
    if (state.status !== 'ok') throw new Error('no clusters');
    const label = state.names[state.labels[state.labels.length - 1]];
    expect(label).toBe('high');
    const allowed = cluster({ intraday_vol_garch_lookback: 150, intraday_vol_allowed: [label] });
    expect(allowed.details?.meta.vol_cluster).toMatchObject({
      label,
      sample_size: 99,
      sigma: state.sigma,
      centers: [...state.centers],
      centers_log: [...state.centersLog!],
    });
    expect(cluster({ intraday_vol_garch_lookback: 150, intraday_vol_allowed: ['low', 'mid'] }).signal).toBeNull();
  });
});

describe('values computed on demand', () => {
  const sides = (raw: JsonObject) => {
    const { parameters } = resolveParameters(raw, ENVIRONMENT);
    return directionRules(parameters, ENVIRONMENT).map((rules) => rules.parameters);
  };
  const bars = stretchedBars({});
  const atr = new Float64Array(bars.openTimes.length);

  it('are computed once per bar for both directions', () => {
    const [long, short] = sides({ local_z_lookback: 100 });
    const shared = new SharedValues(bars.bid);
    expect(shared.localScore(long)).toBe(shared.localScore(short));
    const states = shared.clusterStates(long, atr);
    expect(shared.clusterStates(short, atr)).toBe(states);
    expect(states.at(LAST)).toBe(states.at(LAST));
    expect(states.at(LAST - 1)).not.toBe(states.at(LAST));
  });

  it('are kept apart where the parameters differ', () => {
    const [long, short] = sides({ local_z_lookback: 100, short: { garch_alpha: 0.06 } });
    const shared = new SharedValues(bars.bid);
    expect(shared.localScore(long)).not.toBe(shared.localScore(short));
    expect(shared.clusterStates(long, atr)).not.toBe(shared.clusterStates(short, atr));
  });
});
