import { getStrategy } from '../../../../src/core/strategy/registry.ts';
import { type BadFile, entry, FACTOR, LENGTH, more } from './bad-file.ts';

/** A file that cma accepts. */
const CMA = `sweep_version: 1
base: single.json
sampler: { name: cma }
space:
  strategy_parameters.std_factor: { type: float, low: 1, high: 2 }
`;

/** So many different parameters, each with its default as the only value. */
function manyDimensions(count: number): string {
  const directional = (getStrategy('mean_reversion_z_score')?.parameterDescriptors ?? []).filter(
    ({ scope, type }) => scope === 'directional' && type !== 'object',
  );
  const lines = ['long', 'short'].flatMap((block) =>
    directional.map(({ key, defaults }) => `  strategy_parameters.${block}.${key}: [${JSON.stringify(defaults.v2)}]\n`),
  );
  if (lines.length < count) throw new Error('the strategy has too few parameters for this example');
  return lines.slice(0, count).join('');
}

/** Files that are wrong in modes, settings that nothing reads, sampler, size and base configuration. */
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
  more(
    'setting of another sampler',
    'sampler: { name: random, sigma: 0.5 }\n',
    [['SWEEP_UNSUPPORTED', 5, 'sampler.sigma']],
    'belongs to cma',
  ),
  more('settings of other samplers', 'sampler: { name: tpe, batch_size: 8, sigma: 0.5, population: 20 }\n', [
    ['SWEEP_UNSUPPORTED', 5, 'sampler.sigma'],
    ['SWEEP_UNSUPPORTED', 5, 'sampler.population'],
  ]),
  more(
    'batches of a sampler that does not adapt',
    'sampler: { name: sobol, batch_size: 8 }\n',
    [['SWEEP_UNSUPPORTED', 5, 'sampler.batch_size']],
    'samplers that adapt',
  ),
  more('order of a random search', 'sampler: { name: random, order: shuffled }\n', [
    ['SWEEP_UNSUPPORTED', 5, 'sampler.order'],
  ]),
  more(
    'stall rule of a sampler that does not adapt',
    'budget: { stall_batches: 3 }\n',
    [['SWEEP_UNSUPPORTED', 5, 'budget.stall_batches']],
    'samplers that adapt',
  ),
  more(
    'pruner of several objectives',
    'pruner: { name: median }\nobjective:\n  objectives: [{ score: profit_net }, { score: max_drawdown }]\n',
    [['SWEEP_UNSUPPORTED', 5, 'pruner.name']],
    'what works: none',
  ),
  more(
    'pruner of a preset for several objectives',
    'pruner: { name: median }\nobjective: v1_pareto\n',
    [['SWEEP_UNSUPPORTED', 5, 'pruner.name']],
    'what works: none',
  ),
  {
    what: 'rung that is too large',
    text: `sweep_version: 1
base: single.json
space:
  strategy_parameters.std_factor: { type: float, low: 1, high: 2 }
sampler: { name: random }
budget: { trials: 200001 }
pruner: { name: halving }
`,
    expected: [['SWEEP_UNSUPPORTED', 7, 'pruner.name']],
    message: 'budget.trials',
  },
  more('setting of another pruner', 'pruner: { name: median, eta: 4 }\n', [['SWEEP_UNSUPPORTED', 5, 'pruner.eta']]),
  more('segments of a pruner that has its own', 'pruner: { name: backstep, segments: 4 }\n', [
    ['SWEEP_UNSUPPORTED', 5, 'pruner.segments'],
  ]),
  more('setting of a pruner', 'pruner: { eta: 4 }\n', [['SWEEP_UNSUPPORTED', 5, 'pruner.eta']]),
  more('no candidates', 'robustness: { enabled: true, top_k: 0 }\n', [['SWEEP_RANGE', 5, 'robustness.top_k']]),
  more(
    'selection rule without its stress tests',
    'selection: { rule: robust }\n',
    [['SWEEP_MISSING_FIELD', 5, 'selection.rule']],
    'robustness: { enabled: true }',
  ),
  more('limit of another selection rule', 'selection: { rule: plateau, min_robustness: 0.5 }\n', [
    ['SWEEP_UNSUPPORTED', 5, 'selection.min_robustness'],
  ]),
  more('one of several objectives', 'objective:\n  objectives: [{ score: profit_net }]\n', [
    ['SWEEP_RANGE', 6, 'objective.objectives'],
  ]),
  more('unknown metric among objectives', 'objective:\n  objectives: [{ score: profit_net }, { score: win_rat }]\n', [
    ['SWEEP_EXPRESSION', 6, 'objective.objectives[1].score'],
  ]),
  more(
    'unknown metric that selects',
    'objective: { objectives: [{ score: wins }, { score: losses }], select: gains }\n',
    [['SWEEP_EXPRESSION', 5, 'objective.select']],
  ),
  more(
    'reference of another size',
    'objective: { objectives: [{ score: wins }, { score: losses }], reference: [1] }\n',
    [['SWEEP_RANGE', 5, 'objective.reference']],
  ),
  more('score beside objectives', 'objective: { score: wins, objectives: [{ score: wins }, { score: losses }] }\n', [
    ['SWEEP_UNSUPPORTED', 5, 'objective.score'],
  ]),
  more('selection among one objective', 'objective: { score: wins, select: losses }\n', [
    ['SWEEP_UNSUPPORTED', 5, 'objective.select'],
  ]),
  more('several objectives as one score', 'objective: { score: v1_pareto }\n', [
    ['SWEEP_UNSUPPORTED', 5, 'objective.score'],
  ]),
  more('cma with several objectives', 'objective: v1_pareto\nsampler: { name: cma }\n', [
    ['SWEEP_UNSUPPORTED', 4, 'space.strategy_parameters.std_factor'],
    ['SWEEP_UNSUPPORTED', 6, 'sampler.name'],
  ]),
  more(
    'final score without stress tests',
    'objective: v1_final_score\n',
    [['SWEEP_MISSING_FIELD', 5, 'objective']],
    'set robustness: { enabled: true }',
  ),
  more(
    'robust selection with stress tests in mode off',
    'robustness: { enabled: true, mode: off }\nselection: { rule: robust }\n',
    [['SWEEP_MISSING_FIELD', 6, 'selection.rule']],
    'set robustness: { enabled: true, mode: full }; mode is full, fast or off, and off runs none',
  ),
  more(
    'smallest final score',
    'robustness: { enabled: true }\nobjective: { score: v1_final_score, direction: minimize }\n',
    [['SWEEP_UNSUPPORTED', 6, 'objective.score']],
    'leave direction out',
  ),
  more(
    'final score among several objectives',
    'objective: { objectives: [{ score: profit_net }, { score: v1_final_score }], select: v1_final_score }\n',
    [
      ['SWEEP_UNSUPPORTED', 5, 'objective.objectives[1].score'],
      ['SWEEP_UNSUPPORTED', 5, 'objective.select'],
    ],
  ),
  more(
    'group of what is not searched',
    'group_by: [std_factr]\n',
    [['SWEEP_SPACE', 5, 'group_by[0]']],
    "did you mean 'std_factor'",
  ),
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
  {
    what: 'Latin hypercube that would fill the memory',
    text: `sweep_version: 1\nbase: single.json\nsampler: { name: lhs }\nbudget: { trials: 100000000 }\nspace:\n  strategy_parameters.std_factor: { type: float, low: 1, high: 2 }\n`,
    expected: [['SWEEP_RANGE', 4, 'budget.trials']],
    message: 'at most 10000000 with sampler lhs',
  },
  {
    what: 'more trials than any search should have',
    text: `sweep_version: 1\nbase: single.json\nsampler: { name: sobol }\nbudget: { trials: 60000000 }\nspace:\n  strategy_parameters.std_factor: { type: float, low: 1, high: 2 }\n`,
    expected: [['SWEEP_RANGE', 4, 'budget.trials']],
    message: 'at most 50000000',
  },
  more(
    'no valid point',
    'constraints: ["std_factor > 2"]\n',
    [['SWEEP_SPACE', 5, 'constraints']],
    'every one of the 2 points',
  ),
  more('choices for cma', 'sampler: { name: cma }\n', [['SWEEP_UNSUPPORTED', 4, FACTOR]], 'numeric ranges only'),
  {
    what: 'condition for cma',
    text: `${CMA}  strategy_parameters.b_b_length: { type: int, low: 10, high: 30, when: "std_factor > 1.5" }\n`,
    expected: [['SWEEP_UNSUPPORTED', 6, LENGTH]],
    message: 'conditional parameter',
  },
  {
    what: 'generation without a better half',
    text: CMA.replace('name: cma', 'name: cma, batch_size: 1'),
    expected: [['SWEEP_RANGE', 3, 'sampler.batch_size']],
    message: 'at least 2',
  },
  {
    what: 'nothing to search for cma',
    text: 'sweep_version: 1\nbase: single.json\nsampler: { name: cma }\nspace:\n  strategy_parameters.std_factor: { value: 1.5 }\n',
    expected: [['SWEEP_UNSUPPORTED', 4, 'space']],
    message: 'at least one',
  },
  more(
    'batch that is no population',
    'sampler: { name: nsga2, batch_size: 16 }\n',
    [['SWEEP_UNSUPPORTED', 5, 'sampler.batch_size']],
    'population: 16',
  ),
  {
    what: 'too many dimensions for halton',
    text: `sweep_version: 1\nbase: single.json\nsampler: { name: halton }\nspace:\n${manyDimensions(13)}`,
    expected: [['SWEEP_UNSUPPORTED', 3, 'sampler.name']],
    message: '13 dimensions',
  },
  {
    what: 'too many dimensions for sobol',
    text: `sweep_version: 1\nbase: single.json\nsampler: { name: sobol }\nspace:\n${manyDimensions(41)}`,
    expected: [['SWEEP_UNSUPPORTED', 3, 'sampler.name']],
    message: 'at most 40',
  },
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
