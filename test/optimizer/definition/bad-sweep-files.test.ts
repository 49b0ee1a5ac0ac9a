import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/core/types/errors.ts';
import { BASE, HEAD, problemsOf } from './sweep-example.ts';

/** Code, line and key path of the problems; `message` is a part of the first one or its hint. */
interface BadFile {
  readonly what: string;
  readonly text: string;
  readonly expected: readonly (readonly [code: string, line: number, path: string])[];
  readonly message?: string;
}

/** A file of the usual head and some lines more. */
function more(what: string, tail: string, expected: BadFile['expected'], message?: string): BadFile {
  return { what, text: HEAD + tail, expected, ...(message === undefined ? {} : { message }) };
}

/** A file whose whole space is one entry in line 4. */
function entry(what: string, line: string, expected: BadFile['expected'], message?: string): BadFile {
  const text = `sweep_version: 1\nbase: single.json\nspace:\n  ${line}\n`;
  return { what, text, expected, ...(message === undefined ? {} : { message }) };
}

const FACTOR = 'space.strategy_parameters.std_factor';
const LENGTH = 'space.strategy_parameters.b_b_length';

const BAD_FILES: readonly BadFile[] = [
  // Form of the file.
  { what: 'broken YAML', text: 'sweep_version: 1\nspace: "a\n', expected: [['SWEEP_YAML_PARSE', 3, '']] },
  { what: 'tab as indent', text: 'sweep_version: 1\nspace:\n\ta: [1]\n', expected: [['SWEEP_YAML_PARSE', 3, '']] },
  {
    what: 'two documents',
    text: `${HEAD}---\na: 1\n`,
    expected: [['SWEEP_YAML_PARSE', 5, '']],
    message: 'several documents',
  },
  { what: 'YAML 1.1', text: `%YAML 1.1\n---\n${HEAD}`, expected: [['SWEEP_YAML_PARSE', 1, '']], message: 'YAML 1.2' },
  { what: 'unknown tag', text: `${HEAD}name: !secret x\n`, expected: [['SWEEP_YAML_PARSE', 5, '']] },
  { what: 'alias without anchor', text: `${HEAD}name: *x\n`, expected: [['SWEEP_YAML_PARSE', 5, 'name']] },
  { what: 'list as key', text: `${HEAD}? [1]\n: 2\n`, expected: [['SWEEP_YAML_PARSE', 5, '']] },
  { what: 'empty file', text: '', expected: [['SWEEP_TYPE', 1, '']], message: 'empty' },
  { what: 'list at the top', text: '- 1\n', expected: [['SWEEP_TYPE', 1, '']] },
  more('key twice', 'seed: 1\nname: x\nseed: 2\n', [['SWEEP_DUPLICATE_KEY', 7, 'seed']], 'line 5 and line 7'),
  more(
    'key twice in another spelling',
    '  "strategy_parameters.atr_mult": [1]\n  strategy_parameters.atr_mult: [2]\n',
    [['SWEEP_DUPLICATE_KEY', 6, 'space.strategy_parameters.atr_mult']],
  ),
  more('not a number', 'seed: .nan\n', [['SWEEP_RANGE', 5, 'seed']]),
  more('integer too large', 'seed: 9007199254740993\n', [['SWEEP_RANGE', 5, 'seed']], 'lose digits'),
  // Keys, types, ranges.
  more('unknown key', 'sampel: grid\n', [['SWEEP_UNKNOWN_KEY', 5, 'sampel']], "did you mean 'sampler'?"),
  more(
    'unknown key in a block',
    'budget: { trails: 5 }\n',
    [['SWEEP_UNKNOWN_KEY', 5, 'budget.trails']],
    "did you mean 'trials'?",
  ),
  more(
    'unknown key deep inside',
    'statistics:\n  pbo: { block: 8 }\n',
    [['SWEEP_UNKNOWN_KEY', 6, 'statistics.pbo.block']],
    "'blocks'",
  ),
  more('unknown key far from all', 'zzz: 1\n', [['SWEEP_UNKNOWN_KEY', 5, 'zzz']], 'known keys: sweep_version'),
  {
    what: 'no version',
    text: 'base: single.json\nspace: {a.b: [1]}\n',
    expected: [
      ['SWEEP_MISSING_FIELD', 1, 'sweep_version'],
      ['SWEEP_SPACE', 2, 'space.a.b'],
    ],
  },
  { what: 'no space', text: 'sweep_version: 1\nbase: single.json\n', expected: [['SWEEP_MISSING_FIELD', 1, 'space']] },
  {
    what: 'no base',
    text: 'sweep_version: 1\nspace:\n  strategy_parameters.std_factor: [1]\n',
    expected: [['SWEEP_MISSING_FIELD', 1, 'base']],
    message: 'neither',
  },
  more('both bases', 'base_config: {}\n', [['SWEEP_MISSING_FIELD', 5, 'base_config']], 'both'),
  {
    what: 'other version',
    text: HEAD.replace('version: 1', 'version: 2'),
    expected: [['SWEEP_ENUM', 1, 'sweep_version']],
  },
  {
    what: 'version as text',
    text: HEAD.replace('version: 1', 'version: "1"'),
    expected: [['SWEEP_TYPE', 1, 'sweep_version']],
  },
  more('text for a number', 'seed: "42"\n', [['SWEEP_TYPE', 5, 'seed']], "found '42', expected a number"),
  more('fraction for an integer', 'budget: { trials: 2.5 }\n', [['SWEEP_TYPE', 5, 'budget.trials']]),
  more('short form of a block', 'sampler: grid\n', [['SWEEP_TYPE', 5, 'sampler']], 'expected a mapping'),
  more('nothing after the colon', 'constraints:\n', [['SWEEP_TYPE', 5, 'constraints']], 'expected a list'),
  more('negative seed', 'seed: -1\n', [['SWEEP_RANGE', 5, 'seed']]),
  more(
    'share above 1',
    'budget: { max_failed_share: 1.5 }\n',
    [['SWEEP_RANGE', 5, 'budget.max_failed_share']],
    'at most 1',
  ),
  more(
    'timeout of zero',
    'budget: { trial_timeout_seconds: 0 }\n',
    [['SWEEP_RANGE', 5, 'budget.trial_timeout_seconds']],
    'above 0',
  ),
  more('ten decimals', 'objective: { score: profit_net, decimals: 10 }\n', [['SWEEP_RANGE', 5, 'objective.decimals']]),
  more('odd number of blocks', 'statistics: { pbo: { blocks: 15 } }\n', [['SWEEP_RANGE', 5, 'statistics.pbo.blocks']]),
  more('no workers', 'workers: 0\n', [['SWEEP_RANGE', 5, 'workers']]),
  more('unknown word', 'run_mode: test\n', [['SWEEP_ENUM', 5, 'run_mode']], 'dev, prod'),
  more('unknown sampler', 'sampler: { name: gird }\n', [['SWEEP_ENUM', 5, 'sampler.name']], "did you mean 'grid'?"),
  more('number for a word', 'seed_policy: 3\n', [['SWEEP_TYPE', 5, 'seed_policy']]),
  more('wrong word where a number fits too', 'workers: many\n', [['SWEEP_ENUM', 5, 'workers']], "'auto' or number"),
  more('false for off', 'statistics: false\n', [['SWEEP_TYPE', 5, 'statistics']], "'off' or mapping"),
  more('unknown gate preset', 'gates: v2_final\n', [['SWEEP_ENUM', 5, 'gates']], 'v1_final'),
  more('cost shock below 1', 'robustness: { cost_shock_factors: [1.5, 0.5] }\n', [
    ['SWEEP_RANGE', 5, 'robustness.cost_shock_factors[1]'],
  ]),
  more('more test groups than groups', 'validation: { cpcv: { groups: 4, test_groups: 4 } }\n', [
    ['SWEEP_UNSUPPORTED', 5, 'validation.cpcv'],
    ['SWEEP_RANGE', 5, 'validation.cpcv.test_groups'],
  ]),
  // Space.
  {
    what: 'empty space',
    text: 'sweep_version: 1\nbase: single.json\nspace: {}\n',
    expected: [['SWEEP_SPACE', 3, 'space']],
  },
  entry(
    'unknown path',
    'strategy_parameters.std_facto: [1]',
    [['SWEEP_SPACE', 4, 'space.strategy_parameters.std_facto']],
    "did you mean 'strategy_parameters.std_factor'?",
  ),
  entry(
    'path without its block',
    'std_factor: [1]',
    [['SWEEP_SPACE', 4, 'space.std_factor']],
    "did you mean 'strategy_parameters.std_factor'?",
  ),
  entry(
    'path that is none',
    'costs..fee_multiplier: [1]',
    [['SWEEP_SPACE', 4, 'space.costs..fee_multiplier']],
    'no dotted configuration path',
  ),
  entry('scalar', 'strategy_parameters.std_factor: 1.4', [['SWEEP_TYPE', 4, FACTOR]], 'write [1.4]'),
  entry('empty list', 'strategy_parameters.std_factor: []', [['SWEEP_SPACE', 4, FACTOR]], 'empty'),
  entry(
    'empty values',
    'strategy_parameters.std_factor: { values: [] }',
    [['SWEEP_SPACE', 4, `${FACTOR}.values`]],
    'empty',
  ),
  entry('no form', 'strategy_parameters.std_factor: { low: 1, high: 2 }', [
    ['SWEEP_MISSING_FIELD', 4, `${FACTOR}.type`],
  ]),
  entry(
    'unknown form',
    'strategy_parameters.std_factor: { type: flaot, low: 1, high: 2 }',
    [['SWEEP_ENUM', 4, `${FACTOR}.type`]],
    "did you mean 'float'?",
  ),
  entry(
    'misspelt key without a form',
    'strategy_parameters.std_factor: { valeus: [1] }',
    [['SWEEP_UNKNOWN_KEY', 4, `${FACTOR}.valeus`]],
    "'values'",
  ),
  entry('key of another form', 'strategy_parameters.std_factor: { values: [1], step: 2 }', [
    ['SWEEP_UNKNOWN_KEY', 4, `${FACTOR}.step`],
  ]),
  entry('range without an end', 'strategy_parameters.std_factor: { type: float, low: 1, step: 0.5 }', [
    ['SWEEP_MISSING_FIELD', 4, `${FACTOR}.high`],
  ]),
  entry(
    'low above high',
    'strategy_parameters.std_factor: { type: float, low: 2, high: 1, step: 0.5 }',
    [['SWEEP_SPACE', 4, `${FACTOR}.low`]],
    'above high',
  ),
  entry('step of zero', 'strategy_parameters.std_factor: { type: float, low: 1, high: 2, step: 0 }', [
    ['SWEEP_SPACE', 4, `${FACTOR}.step`],
  ]),
  entry(
    'step too fine',
    'strategy_parameters.std_factor: { type: float, low: 1, high: 2, step: 1e-17 }',
    [['SWEEP_SPACE', 4, `${FACTOR}.step`]],
    'too small',
  ),
  entry('log with a step', 'strategy_parameters.std_factor: { type: float, low: 1, high: 2, step: 0.5, log: true }', [
    ['SWEEP_SPACE', 4, `${FACTOR}.step`],
  ]),
  entry(
    'log from zero',
    'strategy_parameters.std_factor: { type: float, low: 0, high: 2, points: 3, log: true }',
    [['SWEEP_SPACE', 4, `${FACTOR}.low`]],
    'low > 0',
  ),
  entry(
    'log of integers from zero',
    'strategy_parameters.b_b_length: { type: int, low: 0, high: 9, log: true }',
    [['SWEEP_SPACE', 4, `${LENGTH}.low`]],
    'low >= 1',
  ),
  entry('points and step', 'strategy_parameters.std_factor: { type: float, low: 1, high: 2, step: 0.5, points: 3 }', [
    ['SWEEP_SPACE', 4, `${FACTOR}.points`],
  ]),
  entry('one point for two ends', 'strategy_parameters.std_factor: { type: float, low: 1, high: 2, points: 1 }', [
    ['SWEEP_SPACE', 4, `${FACTOR}.points`],
  ]),
  entry('integer range with fractions', 'strategy_parameters.b_b_length: { type: int, low: 1.5, high: 9 }', [
    ['SWEEP_TYPE', 4, `${LENGTH}.low`],
  ]),
  entry(
    'value out of range',
    'strategy_parameters.std_factor: [1, -2, 3]',
    [['SWEEP_SPACE', 4, `${FACTOR}[1]`]],
    'cannot be -2',
  ),
  entry(
    'value of the wrong type',
    'strategy_parameters.b_b_length: { values: [10, x] }',
    [['SWEEP_SPACE', 4, `${LENGTH}.values[1]`]],
    'cannot be "x"',
  ),
  entry('word that the configuration does not know', 'fill_policy.limit_entry: { choices: [limit_price, open] }', [
    ['SWEEP_SPACE', 4, 'space.fill_policy.limit_entry.choices[1]'],
  ]),
  entry(
    'fractions for an integer parameter',
    'strategy_parameters.b_b_length: { type: float, low: 10, high: 11, step: 0.5 }',
    [['SWEEP_SPACE', 4, LENGTH]],
    'cannot be 10.5',
  ),
  entry('fixed value out of range', 'strategy_parameters.std_factor: { value: -1 }', [
    ['SWEEP_SPACE', 4, `${FACTOR}.value`],
  ]),
  entry('fixed without a value', 'strategy_parameters.std_factor: { type: fixed }', [
    ['SWEEP_MISSING_FIELD', 4, `${FACTOR}.value`],
  ]),
  more(
    'path inside another path',
    '  strategy_parameters: [{ enabled_scenarios: [1] }]\n',
    [['SWEEP_SPACE', 4, FACTOR]],
    'lies inside',
  ),
  more(
    'short name twice',
    '  strategy_parameters.atr_mult: { values: [1], as: z }\n  strategy_parameters.z_score_long: { values: [-1], as: z }\n',
    [['SWEEP_SPACE', 6, 'space.strategy_parameters.z_score_long.as']],
    "also that of 'strategy_parameters.atr_mult'",
  ),
  more('short name that is a function', '  strategy_parameters.atr_mult: { values: [1], as: max }\n', [
    ['SWEEP_SPACE', 5, 'space.strategy_parameters.atr_mult.as'],
  ]),
  entry(
    'market data in the space',
    'symbol: [EURUSD, GBPUSD]',
    [['SWEEP_UNSUPPORTED', 4, 'space.symbol']],
    'overrides',
  ),
  entry(
    'block with market data in the space',
    'costs: [{ spread_multiplier: 2 }]',
    [['SWEEP_UNSUPPORTED', 4, 'space.costs']],
    'single members',
  ),
  entry('seed in the space', 'rng_seed: [1, 2]', [['SWEEP_SPACE', 4, 'space.rng_seed']], 'seed_policy'),
  entry('setting without influence', 'logging.logging_mode: ["off", all]', [
    ['SWEEP_SPACE', 4, 'space.logging.logging_mode'],
  ]),
  // Expressions.
  more(
    'syntax of a constraint',
    'constraints:\n  - "std_factor > 1"\n  - "std_factor >"\n',
    [['SWEEP_EXPRESSION', 7, 'constraints[1]']],
    'at character 13',
  ),
  more(
    'unknown name in a constraint',
    'constraints: ["std_facto > 1"]\n',
    [['SWEEP_EXPRESSION', 5, 'constraints[0]']],
    "did you mean 'std_factor'?",
  ),
  more(
    'number as a constraint',
    'constraints: ["std_factor"]\n',
    [['SWEEP_EXPRESSION', 5, 'constraints[0]']],
    'gives a number',
  ),
  more(
    'condition on a later parameter',
    '  strategy_parameters.atr_mult: { values: [1], when: "ema_length > 3" }\n  strategy_parameters.ema_length: [5]\n',
    [['SWEEP_EXPRESSION', 5, 'space.strategy_parameters.atr_mult.when']],
    'known only after',
  ),
  more(
    'condition on itself',
    '  strategy_parameters.atr_mult: { values: [1], when: "atr_mult > 3" }\n',
    [['SWEEP_EXPRESSION', 5, 'space.strategy_parameters.atr_mult.when']],
    'itself',
  ),
  more(
    'condition on a later parameter through a derived one',
    '  strategy_parameters.ema_length: { expr: "b_b_length" }\n  strategy_parameters.atr_mult: { values: [1], when: "ema_length > 3" }\n  strategy_parameters.b_b_length: [5]\n',
    [['SWEEP_EXPRESSION', 6, 'space.strategy_parameters.atr_mult.when']],
  ),
  more(
    'cycle',
    '  strategy_parameters.ema_length: { expr: "b_b_length + 1" }\n  strategy_parameters.b_b_length: { expr: "ema_length + 1" }\n',
    [['SWEEP_EXPRESSION', 5, 'space.strategy_parameters.ema_length.expr']],
    'depend on each other',
  ),
  more(
    'unknown metric',
    'objective: profit_nett\n',
    [['SWEEP_EXPRESSION', 5, 'objective']],
    "did you mean 'profit_net'?",
  ),
  more(
    'unknown function',
    'objective:\n  score: "sqr(profit_net)"\n',
    [['SWEEP_EXPRESSION', 6, 'objective.score']],
    "did you mean 'sqrt'?",
  ),
  more('parameter in a gate', 'gates: ["total_trades > 3", "std_factor > 1"]\n', [['SWEEP_EXPRESSION', 5, 'gates[1]']]),
  more('number as a gate', 'gates: [profit_net]\n', [['SWEEP_EXPRESSION', 5, 'gates[0]']]),
  // Modes and what is not built.
  more(
    'time limit in dev',
    'budget: { wall_seconds: 60 }\n',
    [['SWEEP_MODE', 5, 'budget.wall_seconds']],
    'run_mode: prod',
  ),
  more('independent seeds in dev', 'seeding: independent\n', [['SWEEP_MODE', 5, 'seeding']]),
  more('asha in dev', 'pruner: { name: asha }\n', [['SWEEP_MODE', 5, 'pruner.name']]),
  more('asha in prod', 'run_mode: prod\npruner: { name: asha }\n', [['SWEEP_UNSUPPORTED', 6, 'pruner.name']]),
  more(
    'sampler that is not built',
    'sampler: { name: tpe, startup_trials: 32 }\n',
    [['SWEEP_UNSUPPORTED', 5, 'sampler.name']],
    'grid, random, lhs',
  ),
  more('setting of a sampler that is not built', 'sampler: { name: random, sigma: 0.5 }\n', [
    ['SWEEP_UNSUPPORTED', 5, 'sampler.sigma'],
  ]),
  more('order of a random search', 'sampler: { name: random, order: shuffled }\n', [
    ['SWEEP_UNSUPPORTED', 5, 'sampler.order'],
  ]),
  more('stall rule', 'budget: { stall_batches: 3 }\n', [['SWEEP_UNSUPPORTED', 5, 'budget.stall_batches']]),
  more('pruner', 'pruner: { name: median }\n', [['SWEEP_UNSUPPORTED', 5, 'pruner.name']], 'what works: none'),
  more('setting of a pruner', 'pruner: { eta: 4 }\n', [['SWEEP_UNSUPPORTED', 5, 'pruner.eta']]),
  more('holdout', 'validation: { holdout: { last_days: 30 } }\n', [['SWEEP_UNSUPPORTED', 5, 'validation.holdout']]),
  more('walk-forward', 'validation:\n  walk_forward: { train_days: 90, test_days: 30 }\n', [
    ['SWEEP_UNSUPPORTED', 6, 'validation.walk_forward'],
  ]),
  more('robustness', 'robustness: { enabled: true }\n', [['SWEEP_UNSUPPORTED', 5, 'robustness.enabled']]),
  more('selection rule', 'selection: { rule: robust }\n', [['SWEEP_UNSUPPORTED', 5, 'selection.rule']]),
  more('several objectives', 'objective:\n  objectives: [{ score: profit_net }, { score: win_rate }]\n', [
    ['SWEEP_UNSUPPORTED', 6, 'objective.objectives'],
  ]),
  more('preset that is not built', 'objective: v1_final_score\n', [['SWEEP_UNSUPPORTED', 5, 'objective']], 'sqn'),
  more('groups', 'group_by: [std_factor]\n', [['SWEEP_UNSUPPORTED', 5, 'group_by']]),
  more('all trades', 'store: { trades: all }\n', [['SWEEP_UNSUPPORTED', 5, 'store.trades']]),
  more('jitter of a parameter that is not searched', 'robustness: { jitter_include: [std_factor, atr_mult] }\n', [
    ['SWEEP_SPACE', 5, 'robustness.jitter_include[1]'],
  ]),
  // Sampler and size.
  entry(
    'continuous range without a sampler',
    'strategy_parameters.std_factor: { type: float, low: 1, high: 2 }',
    [['SWEEP_SAMPLER_REQUIRED', 3, 'sampler.name']],
    'continuous',
  ),
  entry(
    'large grid without a sampler',
    'strategy_parameters.std_factor: { type: float, low: 1, high: 2, step: 0.000001 }',
    [['SWEEP_SAMPLER_REQUIRED', 3, 'sampler.name']],
    '1000001 points',
  ),
  {
    what: 'continuous range in a grid',
    text: `sweep_version: 1\nbase: single.json\nsampler: { name: grid }\nspace:\n  strategy_parameters.std_factor: { type: float, low: 1, high: 2 }\n`,
    expected: [['SWEEP_SPACE', 5, FACTOR]],
    message: "'step' or 'points'",
  },
  {
    what: 'points in a random search',
    text: `sweep_version: 1\nbase: single.json\nsampler: { name: random }\nspace:\n  strategy_parameters.std_factor: { type: float, low: 1, high: 2, points: 3 }\n`,
    expected: [['SWEEP_SPACE', 5, FACTOR]],
  },
  {
    what: 'grid beyond all measure',
    text: `sweep_version: 1\nbase: single.json\nsampler: { name: grid }\nspace:\n  strategy_parameters.std_factor: { type: float, low: 1, high: 2, step: 1e-9 }\n`,
    expected: [['SWEEP_RANGE', 3, 'sampler.name']],
    message: '1000000001 raw points',
  },
  {
    what: 'shuffled grid too large',
    text: `sweep_version: 1\nbase: single.json\nsampler: { name: grid, order: shuffled }\nspace:\n  strategy_parameters.std_factor: { type: float, low: 1, high: 2, step: 5e-8 }\n`,
    expected: [['SWEEP_RANGE', 3, 'sampler.name']],
    message: '20000001',
  },
  more(
    'no valid point',
    'constraints: ["std_factor > 2"]\n',
    [['SWEEP_SPACE', 5, 'constraints']],
    'every one of the 2 points',
  ),
  // Base configuration and overrides.
  more(
    'unknown override',
    'overrides:\n  account.initial_balanc: 5\n',
    [['SWEEP_UNKNOWN_KEY', 6, 'overrides.account.initial_balanc']],
    'initial_balance',
  ),
  more(
    'override of an unknown block',
    'overrides:\n  acount: { initial_balance: 5 }\n',
    [['SWEEP_UNKNOWN_KEY', 6, 'overrides.acount.initial_balance']],
    'account',
  ),
  more(
    'override twice',
    'overrides:\n  account.initial_balance: 5\n  account: { initial_balance: 6 }\n',
    [['SWEEP_DUPLICATE_KEY', 7, 'overrides.account.initial_balance']],
    'line 6',
  ),
];

const shown = ({ code, details }: Problem) => [code, details?.line, details?.path];

describe('a bad sweep file', () => {
  it.each(BAD_FILES)('$what', ({ text, expected, message }) => {
    const problems = problemsOf(text);
    expect(problems.map(shown)).toEqual(expected);
    for (const { where, details } of problems) {
      expect(where).toBe(
        `sweeps/example.yaml:${details?.line}:${details?.column}${details?.path === '' ? '' : ` ${details?.path}`}`,
      );
    }
    if (message !== undefined) expect(`${problems[0]?.message} ${problems[0]?.hint ?? ''}`).toContain(message);
  });

  it('has at least forty variants', () => {
    expect(BAD_FILES.length).toBeGreaterThanOrEqual(40);
  });
});

describe('problems', () => {
  it('are all collected and listed in file order, those of the base last', () => {
    const text = `sweep_version: 1
base: single.json
sampel: 1
space:
  strategy_parameters.std_factor: { type: float, low: 2, high: 1, step: 0.1 }
  strategy_parameters.atr_mult: [0, 1]
  symbol: [EURUSD]
objective: profit
gates: ["total_trades >"]
budget: { wall_seconds: 5, trials: 0 }
`;
    const expected = [
      ['SWEEP_UNKNOWN_KEY', 3],
      ['SWEEP_SPACE', 5],
      ['SWEEP_SPACE', 6],
      ['SWEEP_UNSUPPORTED', 7],
      ['SWEEP_EXPRESSION', 8],
      ['SWEEP_EXPRESSION', 9],
      ['SWEEP_RANGE', 10],
    ];
    expect(problemsOf(text).map(({ code, details }) => [code, details?.line])).toEqual(expected);
    const badBase = problemsOf(text, { ...BASE, warmup_bars: -1 });
    expect(badBase.at(-1)).toMatchObject({ code: 'CFG_RANGE', where: 'warmup_bars' });
  });

  it('of the base keep their codes and name the base file', () => {
    const [problem] = problemsOf(HEAD, { ...BASE, end_date: '2021-01-01' });
    expect(problem).toMatchObject({
      code: 'CFG_DATE_ORDER',
      details: { location: expect.stringContaining('single.json:9:9') },
    });
  });

  it('that an override causes are shown at the override', () => {
    const text = `${HEAD}overrides:\n  costs:\n    fee_multiplier: -1\n`;
    expect(problemsOf(text)).toMatchObject([
      { code: 'CFG_RANGE', where: 'sweeps/example.yaml:7:5 overrides.costs.fee_multiplier' },
    ]);
  });

  it('of an inline base are shown in the sweep file', () => {
    const inline = JSON.stringify({
      ...BASE,
      account: { risk_per_trade: 0 },
      sessions: [{ start: '25:00', end: '09:00' }],
    });
    const text = `sweep_version: 1\nbase_config: ${inline}\nspace:\n  strategy_parameters.std_factor: [1]\n`;
    expect(problemsOf(text).map(({ code, where }) => [code, where.replace(/:\d+ /, ' ')])).toEqual([
      ['CFG_RANGE', 'sweeps/example.yaml:2 base_config.account.risk_per_trade'],
      ['CFG_FORMAT', 'sweeps/example.yaml:2 base_config.sessions[0].start'],
    ]);
  });
});
