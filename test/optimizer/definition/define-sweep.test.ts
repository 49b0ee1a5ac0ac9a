import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { sweepFileSchema } from '../../../src/optimizer/definition/sweep-schema.ts';
import { GridSampler } from '../../../src/optimizer/samplers/grid-sampler.ts';
import { createSearchSpace } from '../../../src/optimizer/space/search-space.ts';
import { BASE, COMPLETE, define, HEAD, problemsOf } from './sweep-example.ts';

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

describe('the objective v1_final_score', () => {
  const selectionOf = (more: string) =>
    define(`${HEAD}robustness: { enabled: true }\nobjective: ${more}\n`).definition.selection;

  it('selects by its name unless the file has another rule', () => {
    expect(selectionOf('v1_final_score')).toEqual({ rule: 'v1_final_score', minRobustness: 0.8 });
    expect(selectionOf('{ score: v1_final_score, decimals: 4 }').rule).toBe('v1_final_score');
    expect(selectionOf('v1_final_score\nselection: {}').rule).toBe('v1_final_score');
    expect(selectionOf('v1_final_score\nselection: { rule: best_score }').rule).toBe('best_score');
    expect(selectionOf('sqn').rule).toBe('best_score');
  });
});

describe('several objectives', () => {
  const objectiveOf = (text: string) => define(`${HEAD}objective: ${text}\n`).definition.objective;
  const pair = 'objectives: [{ score: profit_net }, { score: max_drawdown, direction: minimize }]';
  const objectives = [
    { expression: 'profit_net', direction: 'maximize', reference: null },
    { expression: 'max_drawdown', direction: 'minimize', reference: null },
  ];

  it('are selected from by the first of them, in its direction', () => {
    const first = { expression: 'profit_net', direction: 'maximize', decimals: 6 };
    expect(objectiveOf(`{ ${pair} }`)).toEqual({ ...first, objectives });
    expect(objectiveOf('{ objectives: [{ score: losses, direction: minimize }, { score: wins }] }')).toMatchObject({
      expression: 'losses',
      direction: 'minimize',
    });
  });

  it('are selected from by an expression', () => {
    const selected = objectiveOf(`{ ${pair}, select: sqn, reference: [-100, 0.5], decimals: 2 }`);
    expect(selected).toEqual({
      expression: 'sharpe_trade_r * sqrt(total_trades)',
      direction: 'maximize',
      decimals: 2,
      objectives: [
        { ...objectives[0], reference: -100 },
        { ...objectives[1], reference: 0.5 },
      ],
    });
  });

  it('have a preset', () => {
    expect(objectiveOf('v1_pareto')).toMatchObject({
      expression: 'profit_net',
      objectives: [
        { expression: 'profit_net', direction: 'maximize' },
        { expression: 'avg_r_multiple', direction: 'maximize' },
        { expression: 'win_rate', direction: 'maximize' },
        { expression: 'max_drawdown_abs', direction: 'minimize' },
      ],
    });
  });

  it('are part of the identity of a sweep', () => {
    const hashes = [pair, `${pair}, reference: [0, 1]`, `${pair}, select: wins`].map(
      (text) => define(`${HEAD}objective: { ${text} }\n`).definition.definitionHash,
    );
    expect(new Set([...hashes, define(HEAD).definition.definitionHash]).size).toBe(4);
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

describe('JSON Schema', () => {
  it('can be made of the sweep file schema', () => {
    const schema = z.toJSONSchema(sweepFileSchema, { io: 'input' });
    expect(schema.required).toEqual(['sweep_version', 'space']);
    expect(Object.keys(schema.properties ?? {})).toContain('validation');
  });
});

describe('samplers that adapt', () => {
  const RANGES = `sweep_version: 1
base: single.json
space:
  strategy_parameters.std_factor: { type: float, low: 1, high: 2 }
  strategy_parameters.b_b_length: { type: int, low: 10, high: 30, log: true }
`;
  const samplerOf = (text: string) => define(RANGES + text).definition.sampler;

  it('have the batch sizes of their methods by default', () => {
    expect(samplerOf('sampler: { name: tpe }\n')).toEqual({
      name: 'tpe',
      order: 'file',
      batchSize: 16,
      startupTrials: 10,
      candidates: 24,
      sigma: 0.15,
    });
    expect(samplerOf('sampler: { name: cma }\n').batchSize).toBe(6);
    expect(samplerOf('sampler: { name: nsga2 }\n').batchSize).toBe(50);
    expect(samplerOf('sampler: { name: nsga2, population: 12 }\n').batchSize).toBe(12);
    expect(samplerOf('sampler: { name: nsga2, population: 12, batch_size: 12 }\n').batchSize).toBe(12);
  });

  it('keep their settings', () => {
    expect(samplerOf('sampler: { name: tpe, startup_trials: 32, candidates: 8, batch_size: 4 }\n')).toMatchObject({
      batchSize: 4,
      startupTrials: 32,
      candidates: 8,
    });
    expect(samplerOf('sampler: { name: cma, sigma: 0.1, batch_size: 20 }\n')).toMatchObject({
      batchSize: 20,
      sigma: 0.1,
    });
  });

  it('may stop early', () => {
    const { budget } = define(`${RANGES}sampler: { name: tpe }\nbudget: { stall_batches: 3 }\n`).definition;
    expect(budget).toMatchObject({ trials: 100, stallBatches: 3 });
  });

  it('share the ranges with sequences', () => {
    expect(samplerOf('sampler: { name: sobol }\n').name).toBe('sobol');
    expect(samplerOf('sampler: { name: halton }\n').name).toBe('halton');
  });
});
