import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configHash } from '../../src/config/config-hash.ts';
import { type ConfigChange, materialiseTrial, type TrialSurroundings } from '../../src/config/materialise.ts';
import { type MadeTrial, TrialConfigs } from '../../src/config/trial-configs.ts';
import { defineStrategy } from '../../src/core/strategy/authored/define-strategy.ts';
import type { EffectiveConfig } from '../../src/core/types/config.ts';
import type { JsonValue } from '../../src/core/types/json.ts';
import { exampleDocument, normalise, SPECS } from './example-config.ts';
import { type ChangedField, CONFIG_FIELDS, parameterField } from './trial-changes.ts';

const authored = defineStrategy({
  name: 'own',
  version: '1.0.0',
  parameters: [
    { key: 'fast', type: 'int', default: 10, min: 1, description: 'shorter mean' },
    { key: 'slow', type: 'int', default: 30, min: 1, description: 'longer mean' },
    { key: 'side', type: 'enum', default: 'LONG', choices: ['LONG', 'SHORT'], description: 'what it does' },
  ],
  check: ({ fast, slow }) =>
    (fast as number) < (slow as number) ? [] : [{ key: 'fast', message: `${fast} is not below ${slow}` }],
  requirements: ({ slow }) => ({ indicators: [{ id: 'mean', indicator: 'sma', params: { period: slow! } }] }),
  create: () => ({ onBar: () => null }),
});

interface Case {
  readonly base: EffectiveConfig;
  readonly surroundings: TrialSurroundings;
}

function bundled(changes: Readonly<Record<string, JsonValue>>): Case {
  const { effective, strategy } = normalise(exampleDocument(changes));
  return { base: effective, surroundings: { strategy, symbolSpecs: SPECS } };
}

const meanReversion = bundled({});
const CASES: readonly Case[] = [
  meanReversion,
  bundled({
    'strategy_parameters.enabled_scenarios': [4, 5],
    'strategy_parameters.local_z_lookback': 60,
    'strategy_parameters.intraday_vol_cluster_k': 2,
    sessions: [{ start: '08:00', end: '12:00' }],
  }),
  bundled({
    'strategy_parameters.enabled_scenarios': [6],
    'strategy_parameters.scenario6_timeframes': ['H1'],
    'strategy_parameters.scenario6_params': { H4: { window_length: 600 } },
    'strategy_parameters.garch_alpha': 0.5,
    'strategy_parameters.garch_beta': 0.6,
  }),
  // A window, and a warm-up, with hardly more values than clustering needs.
  bundled({
    'strategy_parameters.enabled_scenarios': [5],
    'strategy_parameters.intraday_vol_garch_lookback': 58,
    'strategy_parameters.intraday_vol_min_points': 5,
    'strategy_parameters.cluster_hysteresis_bars': 5,
  }),
  bundled({
    'strategy_parameters.enabled_scenarios': [5],
    'strategy_parameters.intraday_vol_min_points': 5,
    'strategy_parameters.window_length': 40,
    warmup_bars: 57,
  }),
  // Settings that only scenarios refuse which are not on.
  bundled({
    'strategy_parameters.enabled_scenarios': [1, 2],
    'strategy_parameters.intraday_vol_garch_lookback': 20,
    symbol: 'US500',
  }),
  bundled({ 'strategy_parameters.long': { window_length: 80 }, 'strategy_parameters.htf_filter': 'above' }),
  bundled({
    'strategy_parameters.overrides': { 'GBPUSD/M15': { atr_length: 30, short: { b_b_length: 31 } } },
    'trade_management.enabled': true,
    'trade_management.rules.max_holding_time.max_holding_minutes': 60,
  }),
  bundled({ execution_variant: 'v1_parity' }),
  bundled({ execution_variant: 'v1_parity', 'strategy_parameters.enabled_scenarios': [5], warmup_bars: 700 }),
  bundled({ strategy_name: 'donchian_breakout' }),
  bundled({ symbol: 'XAGUSD', 'costs.pip_size': 0.01 }),
  { base: meanReversion.base, surroundings: { ...meanReversion.surroundings, symbolSpecs: null } },
  // Not resolved: values of the overlay stand in two places.
  {
    base: { ...meanReversion.base, strategy_parameters: { scenario6_H1_long_std_factor: 1.5 } },
    surroundings: meanReversion.surroundings,
  },
  // Not valid itself: every trial has to replace the length.
  {
    base: { ...meanReversion.base, strategy_parameters: { window_length: 9000, note: 1 } },
    surroundings: meanReversion.surroundings,
  },
  {
    base: { ...meanReversion.base, strategy_name: 'own', strategy_parameters: { slow: 40 } },
    surroundings: { strategy: authored, symbolSpecs: SPECS },
  },
];

function fieldsOf({ surroundings }: Case): readonly ChangedField[] {
  const parameters = surroundings.strategy.parameterDescriptors.map(parameterField);
  // Parameters are what sweeps change most.
  return [...CONFIG_FIELDS, ...parameters, ...parameters];
}

/** What makes one trial without regard to others. */
function wholeTrial({ base, surroundings }: Case, changes: readonly ConfigChange[], seed: number): MadeTrial {
  const trial = materialiseTrial(base, changes, seed, surroundings);
  return 'problem' in trial ? trial : { effective: trial.effective, configHash: configHash(trial.effective) };
}

/** Changes of consecutive trials: of a few paths, each with a value that is picked anew. */
const runsOfTrials = fc.record({
  place: fc.nat({ max: CASES.length - 1 }),
  picks: fc.array(fc.nat({ max: 9999 }), { minLength: 0, maxLength: 6 }),
  trials: fc.array(fc.array(fc.nat({ max: 9999 }), { minLength: 6, maxLength: 6 }), { minLength: 8, maxLength: 8 }),
});

/** Whether the trial is valid, which both ways have to agree on in every respect. */
function expectSameTrial(configs: TrialConfigs, one: Case, changes: readonly ConfigChange[], seed: number): boolean {
  const made = configs.make(changes, seed);
  const expected = wholeTrial(one, changes, seed);
  if (!isDeepStrictEqual(made, expected)) expect({ changes, made }).toStrictEqual({ changes, made: expected });
  if ('problem' in made) return false;
  // The order of the members too.
  expect(JSON.stringify(made.effective)).toBe('effective' in expected ? JSON.stringify(expected.effective) : '');
  return true;
}

describe('TrialConfigs', () => {
  it('makes what materialiseTrial and configHash make where one value changes, right and wrong', () => {
    for (const one of CASES) {
      const configs = new TrialConfigs(one.base, one.surroundings);
      for (const { path, values } of fieldsOf(one)) {
        // Twice, so that every value also comes after a valid one.
        for (const value of [...values, ...values]) expectSameTrial(configs, one, [[path, value]], 3);
      }
    }
  });

  it('does so where several values change, in any order of trials', () => {
    const configs = CASES.map(({ base, surroundings }) => new TrialConfigs(base, surroundings));
    const found = { valid: 0, invalid: 0 };
    fc.assert(
      fc.property(runsOfTrials, ({ place, picks, trials }) => {
        const fields = fieldsOf(CASES[place]!);
        const changed = [...new Set(picks.map((pick) => fields[pick % fields.length]!))];
        trials.forEach((choices, seed) => {
          const changes = changed.map(
            ({ path, values }, index): ConfigChange => [path, values[choices[index]! % values.length]!],
          );
          const isValid = expectSameTrial(configs[place]!, CASES[place]!, changes, seed);
          found[isValid ? 'valid' : 'invalid']++;
        });
      }),
      { seed: 1, numRuns: 600 },
    );
    expect(Math.min(found.valid, found.invalid)).toBeGreaterThan(1000);
  });

  it('shares nothing between trials that one of them changes', () => {
    const { base, surroundings } = meanReversion;
    const configs = new TrialConfigs(base, surroundings);
    const path = 'trade_management.rules.max_holding_time.max_holding_minutes';
    const [first, second, third] = [10, 20, 30].map((minutes) => configs.make([[path, minutes]], 1));
    const minutesOf = (trial: MadeTrial | undefined) =>
      trial !== undefined && 'effective' in trial
        ? trial.effective.trade_management.rules.max_holding_time.max_holding_minutes
        : null;
    expect([first, second, third].map(minutesOf)).toEqual([10, 20, 30]);
    expect(base.trade_management.rules.max_holding_time.max_holding_minutes).toBeNull();
  });
});
