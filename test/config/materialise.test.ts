import { describe, expect, it } from 'vitest';
import { configHash } from '../../src/config/config-hash.ts';
import { type ConfigChange, materialiseTrial } from '../../src/config/materialise.ts';
import type { EffectiveConfig } from '../../src/core/types/config.ts';
import type { JsonValue } from '../../src/core/types/json.ts';
import { exampleDocument, normalise, problemsOf, SPECS } from './example-config.ts';

const { effective: base, strategy } = normalise(exampleDocument());

function materialise(changes: readonly ConfigChange[], seed = 7): EffectiveConfig {
  const trial = materialiseTrial(base, changes, seed, { strategy, symbolSpecs: SPECS });
  if ('problem' in trial) throw new Error(trial.problem.message);
  return trial.effective;
}

function problemOf(changes: readonly ConfigChange[]) {
  const trial = materialiseTrial(base, changes, 7, { strategy, symbolSpecs: SPECS });
  return 'problem' in trial ? [trial.problem.code, trial.problem.where] : null;
}

describe('materialiseTrial', () => {
  it('equals the configuration with the same values written by hand', () => {
    const changes: readonly ConfigChange[] = [
      ['strategy_parameters.window_length', 120],
      ['strategy_parameters.htf_filter', 'above'],
      ['account.risk_per_trade', 50],
      ['costs.fee_multiplier', 2],
      ['symbol', 'EURUSD'],
    ];
    const written: Readonly<Record<string, JsonValue>> = { rng_seed: 7, ...Object.fromEntries(changes) };
    const expected = normalise(exampleDocument(written)).effective;
    expect(materialise(changes)).toEqual(expected);
    expect(configHash(materialise(changes))).toBe(configHash(expected));
  });

  it('folds flat overlay keys and keeps AUTO', () => {
    const { strategy_parameters: parameters } = materialise([
      ['strategy_parameters.scenario6_H1_long_std_factor', 1.5],
    ]);
    expect(parameters.scenario6_params).toEqual({ H1: { long: { std_factor: 1.5 } } });
    expect(parameters.extra_htf_tf).toBe('AUTO');
  });

  it('never changes the base and shares what is equal', () => {
    const before = structuredClone(base);
    const trial = materialise([
      ['account.risk_per_trade', 50],
      ['account.max_positions', 2],
      ['trade_management.rules.max_holding_time.enabled', false],
    ]);
    expect(base).toEqual(before);
    expect(trial.account).toEqual({ ...base.account, risk_per_trade: 50, max_positions: 2 });
    expect(trial.costs).toBe(base.costs);
    expect(trial.timeframes).toBe(base.timeframes);
    expect(materialise([], 9)).toEqual({ ...base, rng_seed: 9 });
  });

  it.each<readonly [string, readonly ConfigChange[]]>([
    [
      'mode and static',
      [
        ['account.conversion.mode', 'static'],
        ['account.conversion.static', { EURUSD: 1.1 }],
      ],
    ],
    [
      'one rate',
      [
        ['account.conversion.static.EURUSD', 1.1],
        ['account.conversion.mode', 'static'],
      ],
    ],
    [
      'rates that the mode does not read, and pairs in another order',
      [
        ['account.conversion.mode', 'timeseries'],
        ['account.conversion.static.EURUSD', 1.1],
        ['account.conversion.pairs', ['GBPUSD', 'EURUSD']],
      ],
    ],
  ])('completes a conversion that the base leaves null as the file with it is: %s', (_, changes) => {
    const { effective } = normalise(exampleDocument({ rng_seed: 7, ...Object.fromEntries(changes) }));
    expect(materialise(changes)).toEqual(effective);
    expect(configHash(materialise(changes))).toBe(configHash(effective));
  });

  it.each<readonly [string, readonly ConfigChange[]]>([
    ['no mode', [['account.conversion.static', { EURUSD: 1.1 }]]],
    ['no mode for one rate', [['account.conversion.static.EURUSD', 1.1]]],
    [
      'no pairs',
      [
        ['account.conversion.mode', 'composite'],
        ['account.conversion.static.EURUSD', 1.1],
      ],
    ],
    ['no rates', [['account.conversion.mode', 'static']]],
  ])('finds what the file with this conversion is refused for: %s', (_, changes) => {
    const trial = materialiseTrial(base, changes, 7, { strategy, symbolSpecs: SPECS });
    const [problem] = problemsOf(exampleDocument(Object.fromEntries(changes)));
    expect(trial).toEqual({ problem });
  });

  it('returns the first broken rule as a value', () => {
    expect(problemOf([['strategy_parameters.window_length', 600]])).toEqual([
      'CFG_WARMUP_TOO_SMALL',
      'strategy_parameters.window_length',
    ]);
    expect(problemOf([['end_date', '2020-01-01']])).toEqual(['CFG_DATE_ORDER', 'end_date']);
    expect(problemOf([['symbol', 'NZDUSD']])).toEqual(['CFG_SPECS_MISSING_SYMBOL', 'symbol']);
    expect(problemOf([['strategy_parameters.z_score_long', 1]])).toEqual([
      'CFG_RANGE',
      'strategy_parameters.z_score_long',
    ]);
    expect(
      problemOf([
        ['strategy_parameters.window_length', 600],
        ['end_date', '2020-01-01'],
      ]),
    ).toEqual(['CFG_DATE_ORDER', 'end_date']);
  });
});
