import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/core/types/json.ts';
import { exampleDocument, problemsOf, readFixture } from './example-config.ts';

type Changes = Readonly<Record<string, JsonValue | undefined>>;

const parameter = (name: string, value: JsonValue): Changes => ({ [`strategy_parameters.${name}`]: value });

describe('bad input that names scenarios', () => {
  const codesOf = (changes: Changes) => problemsOf(exampleDocument(changes)).map((problem) => problem.code);

  it('row 35: alpha and beta may not add up to 1 while scenario 4 is on', () => {
    const garch = { ...parameter('garch_alpha', 0.2), ...parameter('garch_beta', 0.85) };
    expect(codesOf({ ...garch, ...parameter('enabled_scenarios', [4]) })).toContain('CFG_PARAM_CROSS');
    expect(codesOf({ ...garch, ...parameter('enabled_scenarios', [1, 2]) })).toEqual([]);
  });

  it('row 39: scenario 6 needs overlay timeframes', () => {
    expect(codesOf(parameter('enabled_scenarios', [6]))).toContain('CFG_PARAM_CROSS');
    const overlay = { ...parameter('enabled_scenarios', [6]), ...parameter('scenario6_timeframes', ['H1']) };
    expect(codesOf(overlay)).not.toContain('CFG_PARAM_CROSS');
  });
});

describe('bad input in numbers', () => {
  it('row 5: refuses a root that is no object', () => {
    for (const root of [[], 'text', 3, null, true]) {
      expect(problemsOf(root)).toMatchObject([{ code: 'CFG_ROOT_NOT_OBJECT', where: '$' }]);
    }
  });

  it('row 7: names every missing field at once', () => {
    const problems = problemsOf({});
    expect(problems.map((problem) => problem.code)).toEqual(Array(8).fill('CFG_MISSING_FIELD'));
    expect(problems.map((problem) => problem.where)).toEqual([
      'data_mode',
      'end_date',
      'run_mode',
      'schema_version',
      'start_date',
      'strategy_name',
      'symbol',
      'timeframes',
    ]);
  });

  it('row 32: prints the replacement for every key of a first-generation file', () => {
    const problems = problemsOf(JSON.parse(readFixture('first-generation.json')));
    expect(problems[0].code).toBe('CFG_V1_SHAPE');
    const replacements = new Map(problems.map((problem) => [problem.where, problem.message]));
    expect(replacements.get('account_currency')).toContain('account.account_currency');
    expect(replacements.get('execution')).toContain('costs.fee_multiplier');
    expect(replacements.get('rates_static')).toContain('account.conversion.static');
    expect(replacements.get('slippage')).toContain('costs file');
    expect(replacements.get('strategy.module')).toContain('strategy_name');
    expect(replacements.get('timestamp_alignment')).toContain('nothing');
    expect(new Set(problems.map((problem) => problem.code))).toEqual(new Set(['CFG_V1_SHAPE', 'CFG_FORBIDDEN_KEY']));
  });

  it('reports problems of every step of the pipeline together, sorted by place', () => {
    const document = exampleDocument({
      run_mode: undefined,
      warmup_bars: '500',
      end_date: '2021-01-01',
      sessions: [{ start: '25:00', end: '17:00' }],
      data_root: '/tmp',
      'account.risk_per_trade': -1,
      ...parameter('z_score_short', -1),
      ...parameter('htf_filter', 'up'),
    });
    expect(problemsOf(document).map(({ code, where }) => `${where} ${code}`)).toEqual([
      'account.risk_per_trade CFG_RANGE',
      'data_root CFG_FORBIDDEN_KEY',
      'end_date CFG_DATE_ORDER',
      'run_mode CFG_MISSING_FIELD',
      'sessions[0].start CFG_FORMAT',
      'strategy_parameters.htf_filter CFG_ENUM',
      'strategy_parameters.z_score_short CFG_RANGE',
      'warmup_bars CFG_TYPE',
    ]);
  });

  it('does not blame a stand-in for a refused value', () => {
    const problems = problemsOf(
      exampleDocument({
        'timeframes.primary': 'M3',
        'timeframes.additional': ['M5'],
        symbol: '?',
        warmup_bars: 1.5,
        ...parameter('window_length', 600),
      }),
    );
    expect(problems.map((problem) => problem.where)).toEqual(['symbol', 'timeframes.primary', 'warmup_bars']);
  });
});
