import { describe, expect, it } from 'vitest';
import { nextSetBit } from '../../../../src/core/math/bit-mask.ts';
import { meanReversionZScore } from '../../../../src/core/strategy/mean-reversion-z-score/definition.ts';
import type { JsonObject } from '../../../../src/core/types/json.ts';
import type { StrategyEnvironment } from '../../../../src/core/types/strategy.ts';
import { ENVIRONMENT, PARITY } from './parameters-environment.ts';
import { knownAt, randomNumbers, restlessDataset } from './restless-dataset.ts';
import { everySignal, startRun } from './strategy-run.ts';

const WARMUP = 150;
const BARS = 1500;
const dataset = restlessDataset(BARS, WARMUP);

const V2 = { ...ENVIRONMENT, warmupBars: WARMUP, additional: ['M15', 'H1'] } as const satisfies StrategyEnvironment;
const V1 = { ...PARITY, warmupBars: WARMUP, additional: ['M15', 'H1'] } as const satisfies StrategyEnvironment;

const CASES: readonly (readonly [string, JsonObject, StrategyEnvironment])[] = [
  ['all scenarios', {}, V2],
  ['all scenarios in parity', {}, V1],
  ['scenario 1', { enabled_scenarios: [1] }, V2],
  ['scenario 2', { enabled_scenarios: [2] }, V2],
  ['scenario 2 with biases', { enabled_scenarios: [2], htf_filter: 'above', extra_htf_filter: 'below' }, V2],
  ['scenario 3', { enabled_scenarios: [3] }, V2],
  ['scenario 4', { enabled_scenarios: [4] }, V2],
  ['scenario 4 on local scores', { enabled_scenarios: [4], local_z_lookback: 60 }, V2],
  ['scenario 4 with a local score for shorts', { enabled_scenarios: [1, 2, 4], short: { local_z_lookback: 60 } }, V2],
  ['scenario 5', { enabled_scenarios: [5], cluster_hysteresis_bars: 2 }, V2],
  ['scenario 5 on the true range', { enabled_scenarios: [5], intraday_vol_feature: 'atr_points' }, V1],
  ['scenario 6', { enabled_scenarios: [6] }, V2],
  ['scenario 6 in parity', { enabled_scenarios: [6], scenario6_mode: 'any' }, V1],
  ['scenarios 3 to 6', { enabled_scenarios: [3, 4, 5, 6], local_z_lookback: 60, tp_min_distance: 0.0008 }, V2],
  ['longs only', { direction_filter: 'long', local_z_lookback: 60 }, V2],
  [
    'different lengths per direction',
    { long: { window_length: 60 }, short: { b_b_length: 25, garch_alpha: 0.08 } },
    V2,
  ],
];

describe.each(CASES)('%s', (_name, raw, environment) => {
  const run = () => startRun(dataset, raw, environment);
  const signals = everySignal(run(), WARMUP, BARS);

  it('signals at all, and only what is enabled', () => {
    expect(signals.length).toBeGreaterThan(3);
    const enabled = (raw.enabled_scenarios as readonly number[] | undefined) ?? [1, 2, 4];
    expect(signals.filter(({ scenarioId }) => !enabled.includes(scenarioId as number))).toEqual([]);
  });

  it('says the same twice', () => {
    expect(everySignal(run(), WARMUP, BARS)).toEqual(signals);
  });

  it('does not depend on which bars it was asked about before', () => {
    const { instance } = run();
    const asked = signals.map(({ bar }) => bar as number).reverse();
    for (const bar of asked) expect(instance.onBar(bar)).not.toBeNull();
    expect(instance.onBar(asked[0])?.scenarioId).toBe(signals[signals.length - 1].scenarioId);
  });

  it('knows nothing of later bars', () => {
    for (const lastBar of [WARMUP + 1, 400, 761, 1203, BARS - 2]) {
      const known = startRun(knownAt(dataset, lastBar), raw, environment);
      const expected = signals.filter(({ bar }) => (bar as number) <= lastBar);
      expect(everySignal(known, WARMUP, lastBar + 1)).toEqual(expected);
    }
  });

  it('finds every signal by way of its candidates', () => {
    const { instance } = run();
    const { mask } = instance.candidates!;
    const found: number[] = [];
    for (let bar = nextSetBit(mask, WARMUP, BARS); bar < BARS; bar = nextSetBit(mask, bar + 1, BARS)) {
      if (instance.onBar(bar) !== null) found.push(bar);
    }
    expect(found).toEqual(signals.map((signal) => signal.bar));
  });

  it('survives blanked values and never gives a level that is no number', () => {
    const random = randomNumbers(11);
    const blanks = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const blanked = startRun(dataset, raw, environment, (_, column) =>
      column.map((value) => (random() < 0.1 ? blanks[Math.floor(random() * 3)] : value)),
    );
    const left = everySignal(blanked, WARMUP, BARS);
    expect(left.length).toBeLessThan(signals.length);
    for (const { entryPrice, stopLoss, takeProfit } of left) {
      expect([entryPrice, stopLoss, takeProfit].every(Number.isFinite)).toBe(true);
    }
  });

  it('reads every series it declares and has no undefined bar after the warm-up', () => {
    const { instance, columns } = run();
    for (let bar = WARMUP; bar < BARS; bar++) {
      instance.onBar(bar);
      if (instance.isUndefinedAt!(bar)) throw new Error(`bar ${bar} is undefined`);
    }
    const indicators = [...columns.keys()].filter((id) => !id.includes('.bias') && !id.endsWith('.close'));
    for (const missing of indicators) {
      const blank = startRun(dataset, raw, environment, (id, column) =>
        id === missing ? new Float64Array(column.length).fill(Number.NaN) : column,
      );
      expect([missing, blank.instance.isUndefinedAt!(BARS - 1)]).toEqual([missing, true]);
    }
  });
});

describe('definition', () => {
  it.each(CASES)('with %s is pure', (_name, raw, environment) => {
    const { parameters } = meanReversionZScore.resolve(raw, environment);
    const before = structuredClone(parameters);
    const requirements = meanReversionZScore.requirements(parameters, environment);
    expect(meanReversionZScore.requirements(parameters, environment)).toEqual(requirements);
    expect(meanReversionZScore.resolve(parameters, environment).parameters).toEqual(parameters);
    expect(parameters).toEqual(before);
  });

  it('gives a fresh instance each time', () => {
    const raw = { enabled_scenarios: [1] };
    const [first, second] = [startRun(dataset, raw, V2), startRun(dataset, raw, V2)];
    const bar = nextSetBit(first.instance.candidates!.mask, WARMUP, BARS);
    expect(first.instance.onBar(bar)).toEqual(second.instance.onBar(bar));
    expect(first.instance.onBar(bar)).not.toBe(second.instance.onBar(bar));
  });
});
