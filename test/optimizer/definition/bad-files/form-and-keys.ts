import { HEAD } from '../sweep-example.ts';
import { type BadFile, more } from './bad-file.ts';

/** A file with so many lists or mappings inside one another that something else must be wrong. */
function tooDeep(what: string, tail: string, line: number): BadFile {
  return more(
    `nested too deep: ${what}`,
    tail,
    [['SWEEP_YAML_PARSE', line, '']],
    'lists and mappings are nested deeper than 50 levels a sweep file needs five or so',
  );
}

/** Mappings inside one another, one a line. */
function indented(levels: number): string {
  return Array.from({ length: levels }, (_, level) => `${' '.repeat(level + 1)}a:\n`).join('');
}

/** Files that are wrong in the form of the file, its keys, types and ranges. */
export const FORM_AND_KEY_PROBLEMS: readonly BadFile[] = [
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
  // So deep that reading them as a tree would overflow the stack.
  tooDeep('lists', `name: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`, 5),
  tooDeep('lists without an end', `name: ${'['.repeat(20_000)}`, 5),
  tooDeep('mappings', `name: ${'{ a: '.repeat(20_000)}1${' }'.repeat(20_000)}\n`, 5),
  tooDeep('lists by dashes', `name:\n ${'- '.repeat(20_000)}1\n`, 6),
  tooDeep('mappings by indentation', `name:\n${indented(2000)}`, 56),
  // Below the limit as they are written.
  tooDeep('a value', `name: ${'['.repeat(50)}1${']'.repeat(50)}\n`, 5),
  tooDeep('aliases', `name: [&a ${'['.repeat(30)}${']'.repeat(30)}, ${'['.repeat(30)}*a${']'.repeat(30)}]\n`, 5),
  more('brackets at the limit', `name: ${'['.repeat(50)}${']'.repeat(50)}\n`, [['SWEEP_TYPE', 5, 'name']]),
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
  more('more splits than can be judged', 'validation: { cpcv: { groups: 20, test_groups: 10 } }\n', [
    ['SWEEP_RANGE', 5, 'validation.cpcv.groups'],
  ]),
  more('more test groups than groups', 'validation: { cpcv: { groups: 4, test_groups: 4 } }\n', [
    ['SWEEP_RANGE', 5, 'validation.cpcv.test_groups'],
  ]),
];
