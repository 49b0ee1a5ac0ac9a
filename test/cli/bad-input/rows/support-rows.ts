import type { BadInputCase } from '../bad-input-case.ts';
import type { BadInputProject, JudgedOutcome } from '../bad-input-project.ts';

/** A run of the small series with its support files replaced. */
function runWith(project: BadInputProject, environment: Readonly<Record<string, string>>): Promise<JudgedOutcome> {
  return project.call(['run', project.writeSmallConfig('config.json')], { ...project.dataRoot([{}]), ...environment });
}

function costs(input: string, text: string, says: readonly (string | RegExp)[]): BadInputCase {
  return {
    row: 106,
    input: `costs file ${input}`,
    code: 'CFG_COSTS_FIELD',
    exitCode: 3,
    says,
    isOnlyError: true,
    call: (project) => {
      project.write('costs.yaml', text);
      return runWith(project, { OMEGA_EXECUTION_COSTS_FILE: 'costs.yaml' });
    },
  };
}

function sweep(
  row: number,
  input: string,
  lines: string,
  code: string,
  says: readonly (string | RegExp)[],
): BadInputCase {
  return {
    row,
    input: `a sweep file with ${input}`,
    code,
    exitCode: 3,
    says,
    isOnlyError: true,
    call: (project) => {
      const text = `sweep_version: 1\nbase: base.json\nspace:\n  strategy_parameters.atr_mult: [1, 2]\n${lines}\n`;
      project.write('bad.yaml', text);
      return project.call(['sweep', 'bad.yaml']);
    },
  };
}

/** Support files, sweep files, and values of a configuration that only deserve a warning. */
export const SUPPORT_CASES: readonly BadInputCase[] = [
  {
    row: 24,
    input: 'risk above the balance',
    code: 'WARN_RISK_EXCEEDS_BALANCE',
    exitCode: 0,
    says: [/account\.risk_per_trade: .*20000.*10000/],
    call: (project) => {
      const account = { account_currency: 'USD', risk_per_trade: 20_000 };
      return project.call(['run', project.writeSmallConfig('risk.json', { account })], project.dataRoot([{}]));
    },
  },
  {
    row: 30,
    input: 'a misspelt key',
    code: 'WARN_UNKNOWN_KEY',
    exitCode: 0,
    says: [/warmup_bar: .*warmup_bars/],
    call: (project) =>
      project.call(['run', project.writeSmallConfig('typo.json', { warmup_bar: 3 })], project.dataRoot([{}])),
  },
  {
    row: 30,
    input: 'a misspelt key with --strict',
    code: 'CFG_UNKNOWN_KEY',
    exitCode: 3,
    says: [/warmup_bar: .*[\s\S]*warmup_bars/],
    isOnlyError: true,
    call: (project) => {
      const config = project.writeSmallConfig('typo.json', { warmup_bar: 3 });
      return project.call(['run', config, '--strict'], project.dataRoot([{}]));
    },
  },
  {
    row: 34,
    input: 'a threshold of the wrong sign in the parity variant',
    code: 'WARN_PARITY_PARAM',
    exitCode: 0,
    says: [/strategy_parameters\.z_score_long: /],
    call: (project) => {
      const strategy_parameters = { enabled_scenarios: [1], window_length: 20, z_score_long: 1.5 };
      const changes = { execution_variant: 'v1_parity', strategy_parameters };
      return project.call(['run', project.writeSmallConfig('sign.json', changes)], project.dataRoot([{}]));
    },
  },
  {
    row: 42,
    input: 'no specification file',
    code: 'CFG_SUPPORT_FILE_NOT_FOUND',
    exitCode: 3,
    says: ['none.yaml', 'OMEGA_SYMBOL_SPECS_FILE'],
    call: (project) => runWith(project, { OMEGA_SYMBOL_SPECS_FILE: 'none.yaml' }),
  },
  {
    row: 43,
    input: 'a malformed costs file',
    code: 'CFG_YAML_PARSE',
    exitCode: 3,
    says: [/\] broken\.yaml:3:1: /],
    call: (project) => {
      project.write('broken.yaml', 'defaults:\n  - [1\n');
      return runWith(project, { OMEGA_EXECUTION_COSTS_FILE: 'broken.yaml' });
    },
  },
  costs('with an unknown schema', 'defaults: { schema: per_trade }\n', [
    /costs\.yaml:1 defaults\.schema: .*per_lot, per_million_notional, percent_of_notional/,
  ]),
  costs('with an unknown side', 'defaults: { side: open }\n', [/defaults\.side: .*entry, exit, both/]),
  costs('with a negative amount', 'defaults: {}\nper_symbol: { EURUSD: { min_fee: -1 } }\n', [
    /costs\.yaml:2 per_symbol\.EURUSD\.min_fee: .*≥ 0/,
  ]),
  sweep(107, 'a misspelt key', 'sampel: grid', 'SWEEP_UNKNOWN_KEY', [/bad\.yaml:5:1 sampel: [\s\S]*sampler/]),
  sweep(
    108,
    'a value that is not built',
    'sampler: { name: random, order: shuffled }\nbudget: { trials: 2 }',
    'SWEEP_UNSUPPORTED',
    [/bad\.yaml:5:\d+ sampler\.order: [\s\S]*what works: file/],
  ),
];
