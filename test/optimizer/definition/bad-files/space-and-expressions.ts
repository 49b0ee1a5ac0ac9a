import { type BadFile, entry, FACTOR, LENGTH, more } from './bad-file.ts';

/** Files that are wrong in the space and the expressions. */
export const SPACE_AND_EXPRESSION_PROBLEMS: readonly BadFile[] = [
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
  entry('other data', 'timeframes.additional: [[H4]]', [['SWEEP_UNSUPPORTED', 4, 'space.timeframes.additional']]),
  entry('timeframe that there is not', 'timeframes.primary: [H1, H7]', [
    ['SWEEP_SPACE', 4, 'space.timeframes.primary[1]'],
  ]),
  entry(
    'computed symbol',
    'symbol: { expr: "\'EURUSD\'" }',
    [['SWEEP_SPACE', 4, 'space.symbol']],
    'have to be listed, the form is derived',
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
];
