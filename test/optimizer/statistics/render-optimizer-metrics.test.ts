import { describe, expect, it } from 'vitest';
import type { MetricDefinition } from '../../../src/core/metrics/metric-definition.ts';
import { type Figure, notAvailable } from '../../../src/optimizer/statistics/figure.ts';
import { OPTIMIZER_DEFINITIONS } from '../../../src/optimizer/statistics/optimizer-definitions.ts';
import { renderOptimizerMetrics } from '../../../src/optimizer/statistics/render-optimizer-metrics.ts';
import {
  REQUIRED_ROBUSTNESS_KEYS,
  ROBUSTNESS_KEYS,
  type RobustnessKey,
  STATISTIC_KEYS,
  WALK_FORWARD_KEYS,
} from '../../../src/optimizer/statistics/statistic-keys.ts';
import { readFixture } from '../../core/metrics/read-fixture.ts';
import { exampleInput, statisticsOf } from './example-input.ts';
import { noiseMatrix } from './example-matrix.ts';

type Definitions = Readonly<Record<string, MetricDefinition>>;

const reference = readFixture<{ optimizer: Definitions }>('metrics/metric_definitions.json').optimizer;
const META = {
  sweepId: '0123456789abcdef',
  definitionHash: 'd'.repeat(64),
  selectedTrialIndex: 4,
  paramsHash: 'a'.repeat(64),
  configHash: 'c'.repeat(64),
  trialSeed: 4427903575260153,
  runMode: 'dev',
} as const;
const statistics = await statisticsOf(exampleInput(noiseMatrix(1, 200, 12)));

type Scores = Record<RobustnessKey, Figure>;

interface OptimizerMetrics {
  meta: Record<string, unknown>;
  metrics: Record<string, unknown>;
  definitions: Definitions;
}

describe('optimizer_metrics.json', () => {
  const text = renderOptimizerMetrics(statistics, META, null, null);
  const content = JSON.parse(text) as OptimizerMetrics;

  it('has definitions of the reference for exactly its keys', () => {
    const comparable = ({ description: _, ...rest }: MetricDefinition) => rest;
    for (const [key, definition] of Object.entries(content.definitions)) {
      expect(comparable(definition), key).toEqual(comparable(reference[key]!));
      expect(definition).toEqual(OPTIMIZER_DEFINITIONS[key as (typeof STATISTIC_KEYS)[number]]);
      expect(definition.description).toMatch(/^[A-Z0-9].{15,}\.$/);
    }
    expect(Object.keys(content.metrics)).toEqual(Object.keys(content.definitions));
    expect(Object.keys(content.metrics)).toEqual([...STATISTIC_KEYS, ...REQUIRED_ROBUSTNESS_KEYS].sort());
  });

  it('rounds by unit, the effective number of trials to six decimals', () => {
    expect(content.metrics.pbo).toBe(Number((statistics.figures.pbo as number).toFixed(6)));
    expect(content.metrics.mc_profit_net_p05).toBe(Number((statistics.figures.mc_profit_net_p05 as number).toFixed(2)));
    const effective = statistics.figures.n_trials_effective as number;
    expect(content.metrics.n_trials_effective).toBe(Number(effective.toFixed(6)));
    expect(Number.isInteger(content.metrics.n_trials_effective)).toBe(false);
    expect(Number.isInteger(content.metrics.min_track_record_days)).toBe(true);
  });

  it('writes n/a for stress scores and missing figures', () => {
    for (const key of REQUIRED_ROBUSTNESS_KEYS) expect(content.metrics[key]).toBe('n/a');
    const figures = { ...statistics.figures, dsr: notAvailable('no series') };
    const changed = JSON.parse(
      renderOptimizerMetrics({ ...statistics, figures }, META, null, null),
    ) as OptimizerMetrics;
    expect(changed.metrics.dsr).toBe('n/a');
  });

  it('allows n/a only where the definition does', () => {
    for (const [key, value] of Object.entries(content.metrics)) {
      if (reference[key]!.type === 'number') expect(value, key).toEqual(expect.any(Number));
    }
  });

  it('says what it belongs to', () => {
    expect(content.meta).toEqual({
      config_hash: META.configHash,
      params_hash: META.paramsHash,
      run_mode: 'dev',
      selected_trial_index: 4,
      sweep_definition_hash: META.definitionHash,
      sweep_id: META.sweepId,
      trial_seed: META.trialSeed,
    });
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('has the figures of a walk-forward where there is one', () => {
    const walkForward = { oos_profit_net: 12.345678, oos_windows_profitable: 2 / 3, wfe: Number.NaN };
    const extended = JSON.parse(renderOptimizerMetrics(statistics, META, walkForward, null)) as OptimizerMetrics;
    expect(extended.metrics).toMatchObject({ oos_profit_net: 12.35, oos_windows_profitable: 0.666667, wfe: 'n/a' });
    expect(Object.keys(extended.metrics)).toEqual(Object.keys(extended.definitions));
    for (const key of WALK_FORWARD_KEYS) expect(extended.definitions[key]).toEqual(reference[key]);
  });

  it('has the stress scores where there are some, with or without statistics', () => {
    const scores = Object.fromEntries(ROBUSTNESS_KEYS.map((key, position) => [key, position / 7])) as Scores;
    const robustness: Scores = { ...scores, robustness_components: 7, timing_jitter_score: notAvailable('no data') };
    for (const given of [statistics, null]) {
      const extended = JSON.parse(renderOptimizerMetrics(given, META, null, robustness)) as OptimizerMetrics;
      expect(extended.metrics).toMatchObject({ data_jitter_score: 0.142857, robustness_components: 7 });
      expect(extended.metrics.timing_jitter_score).toBe('n/a');
      const keys = [...new Set([...(given === null ? [] : STATISTIC_KEYS), ...ROBUSTNESS_KEYS])].sort();
      expect(Object.keys(extended.metrics)).toEqual(keys);
      for (const key of ROBUSTNESS_KEYS) expect(extended.definitions[key]).toEqual(reference[key]);
    }
  });
});
