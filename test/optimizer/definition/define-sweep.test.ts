import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConfigError } from '../../../src/core/types/errors.ts';
import { sweepFileSchema } from '../../../src/optimizer/definition/sweep-schema.ts';
import { GridSampler } from '../../../src/optimizer/samplers/grid-sampler.ts';
import { createSearchSpace } from '../../../src/optimizer/space/search-space.ts';
import { BASE, define, HEAD, problemsOf } from './sweep-example.ts';

/** Every block that works today, spelt out. */
const COMPLETE = `sweep_version: 1
name: mrz-eurusd-m15
base: single.json
overrides:
  start_date: "2022-03-07"
  account: { initial_balance: 5000 }
  costs.fee_multiplier: 1.5
run_mode: dev
seed: 7
seed_policy: common
space:
  strategy_parameters.htf_filter:   { type: categorical, choices: [both, above] }
  strategy_parameters.htf_ema:      { type: int, low: 70, high: 90, step: 10, when: "htf_filter == 'above'" }
  strategy_parameters.std_factor:   { type: float, low: 1.4, high: 1.8, step: 0.1 }
  strategy_parameters.z_score_long: { type: float, low: -0.85, high: -0.75, step: 0.05, as: z }
  strategy_parameters.garch_use_log_returns: { type: bool }
  strategy_parameters.b_b_length:   [10, 20]
  strategy_parameters.window_length: { expr: "b_b_length * 3" }
  costs.slippage_multiplier:        { value: 2 }
constraints:
  - "std_factor + z < 1"
sampler: { name: grid, order: shuffled }
budget: { trials: 400, trial_timeout_seconds: 600, max_failed_share: 0.5, stall_batches: null }
objective:
  score: profit_over_drawdown
  direction: maximize
  decimals: 4
gates: v1_final
pruner: { name: none }
validation: { holdout: null, walk_forward: null, cpcv: null }
robustness: { enabled: false, top_k: 5, jitter_include: [z] }
statistics: off
workers: 3
store: { daily: none, trades: none }
`;

describe('the smallest sweep file', () => {
  const { definition, space } = define(HEAD);

  it('has the defaults', () => {
    expect(definition).toMatchObject({
      name: 'example',
      text: HEAD,
      runMode: 'dev',
      seed: 42,
      seedOrigin: 'default',
      seedPolicy: 'per_trial',
      seeding: 'root',
      constraints: [],
      sampler: { name: 'grid', order: 'file', batchSize: 16 },
      budget: { trials: null, maxFailedShare: 0.25, trialTimeoutSeconds: 3600, wallSeconds: null },
      objective: { expression: 'profit_net', direction: 'maximize', decimals: 6 },
      gates: [],
      statistics: { min_btl_sharpe: 1, pbo: { blocks: 16, statistic: 'sharpe' }, plateau: { radius: 1 } },
      store: { daily: 'auto', trades: 'top_k' },
      workers: 'auto',
      warnings: [],
    });
    expect(definition.definitionHash).toMatch(/^[0-9a-f]{64}$/);
    expect(space.rawPoints).toBe(2);
  });

  it('leaves the base as it is', () => {
    expect(definition.base).toMatchObject({ start_date: '2022-03-01', symbol: 'EURUSD', warmup_bars: 500 });
  });
});

describe('a complete sweep file', () => {
  const { definition, space } = define(COMPLETE);

  it('keeps what it says', () => {
    expect(definition).toMatchObject({
      name: 'mrz-eurusd-m15',
      seed: 7,
      seedOrigin: 'file',
      seedPolicy: 'common',
      sampler: { name: 'grid', order: 'shuffled' },
      budget: { trials: 400, maxFailedShare: 0.5, trialTimeoutSeconds: 600 },
      objective: { expression: 'profit_net / max(max_drawdown_abs, 1)', decimals: 4 },
      statistics: 'off',
      store: { daily: 'none', trades: 'none' },
      workers: 3,
    });
    expect(definition.gates).toHaveLength(4);
    expect(definition.gates[1]).toBe('profit_net >= 3 * max_drawdown_abs');
  });

  it('merges overrides and robustness into the base', () => {
    const { base } = definition;
    expect([base.start_date, base.account.initial_balance, base.costs.fee_multiplier]).toEqual([
      '2022-03-07',
      5000,
      1.5,
    ]);
    expect(base.account.risk_per_trade).toBe(100);
    expect(base.metrics.robustness).toMatchObject({
      enabled: false,
      top_k: 5,
      jitter_include: ['z'],
      jitter_repeats: 5,
    });
  });

  it('computes ranges exactly and in file order', () => {
    expect(space.rawPoints).toBe(2 * 3 * 5 * 3 * 2 * 2);
    const [first] = new GridSampler(space, 1).ask(1);
    expect(first?.point.params).toEqual({
      'strategy_parameters.htf_filter': 'both',
      'strategy_parameters.std_factor': 1.4,
      'strategy_parameters.z_score_long': -0.85,
      'strategy_parameters.garch_use_log_returns': false,
      'strategy_parameters.b_b_length': 10,
    });
    expect(first?.point.changes.slice(-2)).toEqual([
      ['strategy_parameters.window_length', 30],
      ['costs.slippage_multiplier', 2],
    ]);
  });

  it('is plain data from which the space can be built again', () => {
    const copy = structuredClone(definition);
    expect(copy).toEqual(definition);
    const rebuilt = new GridSampler(createSearchSpace(copy.parameters, copy.constraints), 1000).ask(1000);
    expect(rebuilt).toEqual(new GridSampler(space, 1000).ask(1000));
  });
});

describe('numbers', () => {
  it('are taken from their text, whatever form it has', () => {
    const { space } = define(
      `${HEAD}  strategy_parameters.atr_mult: { type: float, low: 1e-1, high: .35, step: 0.10 }\n` +
        '  strategy_parameters.b_b_length: { type: int, low: 0x10, high: 18 }\n',
    );
    const last = new GridSampler(space, 99).ask(99).at(-1)?.point.params;
    expect(space.rawPoints).toBe(2 * 3 * 3);
    expect([last?.['strategy_parameters.atr_mult'], last?.['strategy_parameters.b_b_length']]).toEqual([0.3, 18]);
  });

  it('that are equal count once in a list', () => {
    expect(define(`${HEAD}  strategy_parameters.atr_mult: [1, 1.0, 2, 1e0]\n`).space.rawPoints).toBe(4);
  });
});

describe('values', () => {
  it('of the configuration take their effective form', () => {
    const { definition } = define(
      `${HEAD}  fill_policy.limit_entry: [LIMIT_PRICE, worse_of_open, Worse_Of_Open]\n` +
        '  sessions: [[], [{ start: "12:00", end: "14:00" }, { start: "07:00", end: "09:00" }]]\n' +
        '  account.account_currency: { value: usd }\n',
    );
    expect(definition.parameters.slice(1)).toMatchObject([
      { values: ['limit_price', 'worse_of_open'] },
      {
        values: [
          null,
          [
            { start: '07:00', end: '09:00' },
            { start: '12:00', end: '14:00' },
          ],
        ],
      },
      { value: 'USD' },
    ]);
  });

  it('that break a rule over several fields are left to the trials', () => {
    expect(define(`${HEAD}  strategy_parameters.window_length: [100, 600]\n`).space.rawPoints).toBe(4);
  });

  it('may be set in blocks that the base does not have', () => {
    const { definition } = define(`${HEAD}  strategy_parameters.long.atr_mult: [1, 2]\n`);
    expect(definition.parameters[1]?.path).toBe('strategy_parameters.long.atr_mult');
  });
});

describe('short names', () => {
  it('are missing where the last component is not unique; the full path always works', () => {
    const text = `${HEAD}  strategy_parameters.long.std_factor: { values: [1, 2], as: long_factor }\n`;
    const { space } = define(`${text}constraints: ["strategy_parameters.std_factor < long_factor"]\n`);
    expect(space.parameters.map(({ name }) => name)).toEqual([null, 'long_factor']);
    expect(problemsOf(`${text}constraints: ["std_factor < long_factor"]\n`)[0]?.code).toBe('SWEEP_EXPRESSION');
  });
});

describe('anchors', () => {
  it('may be used', () => {
    const { definition } = define(
      `sweep_version: 1\nbase: single.json\nspace:\n  strategy_parameters.atr_mult: &mult [1, 2]\n` +
        '  strategy_parameters.std_factor: *mult\n',
    );
    expect(definition.parameters[1]).toMatchObject({ path: 'strategy_parameters.std_factor', values: [1, 2] });
  });
});

describe('run mode and seed', () => {
  it('come from the sweep file before the base', () => {
    expect(define(HEAD, { ...BASE, run_mode: 'prod' }).definition).toMatchObject({
      runMode: 'prod',
      seed: null,
      seedOrigin: 'os',
    });
    expect(define(`${HEAD}run_mode: dev\n`, { ...BASE, run_mode: 'prod' }).definition).toMatchObject({
      runMode: 'dev',
      seed: 42,
    });
    expect(define(`${HEAD}run_mode: prod\nseed: 0\n`).definition).toMatchObject({
      runMode: 'prod',
      seed: 0,
      seedOrigin: 'file',
    });
  });

  it('give way to the command line', () => {
    expect(define(`${HEAD}seed: 1\n`, BASE, { seed: 9 }).definition).toMatchObject({ seed: 9, seedOrigin: 'cli' });
  });

  it('allow a time limit and independent seeds in prod', () => {
    const { definition } = define(`${HEAD}run_mode: prod\nseeding: independent\nbudget: { wall_seconds: 60 }\n`);
    expect(definition).toMatchObject({ seeding: 'independent', budget: { wallSeconds: 60 } });
  });
});

describe('samplers and budgets', () => {
  const continuous = HEAD.replace('[1.4, 1.6]', '{ type: float, low: 1, high: 2 }');

  it('give random searches 100 trials, or 30 per searched parameter', () => {
    const { definition } = define(`${continuous}sampler: { name: random }\n`);
    expect(definition.budget.trials).toBe(100);
    const many = ['atr_mult', 'kalman_r', 'kalman_q', 'z_score_short'].map(
      (name) => `  strategy_parameters.${name}: { type: float, low: 1, high: 2 }\n`,
    );
    const text = `${continuous}${many.join('')}  strategy_parameters.b_b_length: { value: 30 }\nsampler: { name: lhs }\n`;
    expect(define(text).definition.budget.trials).toBe(150);
  });

  it('accept a large grid that is asked for', () => {
    const large = HEAD.replace('[1.4, 1.6]', '{ type: float, low: 1, high: 2, step: 0.000001 }');
    expect(define(`${large}sampler: { name: grid }\n`).space.rawPoints).toBe(1_000_001);
  });

  it('accept points in a grid', () => {
    const points = HEAD.replace('[1.4, 1.6]', '{ type: float, low: 1, high: 4, points: 4, log: false }');
    expect(define(points).space.rawPoints).toBe(4);
  });
});

describe('warnings', () => {
  it('of the base are handed on', () => {
    const { definition } = define(HEAD, { ...BASE, warmup_bar: 5 });
    expect(definition.warnings).toMatchObject([{ code: 'WARN_UNKNOWN_KEY', where: 'warmup_bar' }]);
  });
});

describe('definition hash', () => {
  const hashOf = (text: string, base = BASE) => define(text, base).definition.definitionHash;

  it('ignores names, seeds, workers, mode, store, spelling and defaults', () => {
    const hash = hashOf(HEAD);
    for (const tail of [
      'name: other\n',
      'seed: 5\n',
      'workers: 2\n',
      'run_mode: prod\n',
      'store: { daily: all }\n',
      '# a comment\n',
    ]) {
      expect(hashOf(HEAD + tail)).toBe(hash);
    }
    expect(hashOf(HEAD.replace('[1.4, 1.6]', '{ values: [1.40, 16e-1] }'))).toBe(hash);
    expect(hashOf(`${HEAD}objective: profit_net\ngates: []\nbudget: { max_failed_share: 0.25 }\n`)).toBe(hash);
    expect(hashOf(HEAD, { ...BASE, warmup_bars: 500 })).toBe(hash);
    expect(hashOf(HEAD.replace('base: single.json', `base_config: ${JSON.stringify(BASE)}`))).toBe(hash);
  });

  it('changes with everything that changes a trial', () => {
    const two = `${HEAD}  strategy_parameters.atr_mult: [1, 2]\n`;
    const swapped = two.replace(/( {2}strategy_parameters.std.*\n)(.*\n)/, '$2$1');
    const texts = [
      HEAD,
      two,
      swapped,
      HEAD.replace('1.6', '1.7'),
      HEAD.replace('[1.4, 1.6]', '{ choices: [1.4, 1.6] }'),
      `${HEAD}objective: win_rate\n`,
      `${HEAD}gates: ["total_trades > 3"]\n`,
      `${HEAD}seed_policy: common\n`,
      `${HEAD}constraints: ["std_factor > 1.5"]\n`,
      `${HEAD}overrides: { warmup_bars: 600 }\n`,
      `${HEAD}sampler: { name: grid, order: shuffled }\n`,
      `${HEAD}budget: { trials: 1 }\n`,
      `${HEAD}robustness: { top_k: 3 }\n`,
      `${HEAD}statistics: off\n`,
    ];
    expect(swapped).not.toBe(two);
    expect(new Set(texts.map((text) => hashOf(text))).size).toBe(texts.length);
  });
});

describe('JSON Schema', () => {
  it('can be made of the sweep file schema', () => {
    const schema = z.toJSONSchema(sweepFileSchema, { io: 'input' });
    expect(schema.required).toEqual(['sweep_version', 'space']);
    expect(Object.keys(schema.properties ?? {})).toContain('validation');
  });
});

describe('damaged files', () => {
  const lines = COMPLETE.split('\n');
  const edit = fc.tuple(
    fc.constantFrom('drop', 'double', 'cut', 'insert'),
    fc.nat(lines.length - 1),
    fc.string({ maxLength: 8 }),
  );

  it('give a definition or a list of problems, never another error', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const damaged = [...lines];
        for (const [kind, at, text] of edits) {
          const line = damaged[at] ?? '';
          if (kind === 'drop') damaged.splice(at, 1);
          else if (kind === 'double') damaged.splice(at, 0, line);
          else if (kind === 'cut') damaged[at] = line.slice(0, Math.floor(line.length / 2));
          else damaged[at] = `${line.slice(0, 20)}${text}${line.slice(20)}`;
        }
        try {
          define(damaged.join('\n'));
        } catch (error) {
          if (!(error instanceof ConfigError)) throw error;
          for (const { code, where } of error.problems) {
            expect(code).toMatch(/^(SWEEP|CFG)_/);
            expect(where).not.toBe('');
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});
