import { type BadFile, entry, FACTOR, more } from './bad-file.ts';

/** Files that are wrong in modes, unbuilt settings, sampler, size and base configuration. */
export const SETTING_AND_BASE_PROBLEMS: readonly BadFile[] = [
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
  {
    what: 'inline base that is no mapping',
    text: 'sweep_version: 1\nbase_config: [1]\nspace:\n  strategy_parameters.std_factor: [1]\n',
    expected: [['SWEEP_TYPE', 2, 'base_config']],
  },
];
