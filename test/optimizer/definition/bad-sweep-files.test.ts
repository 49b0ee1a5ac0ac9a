import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/core/types/errors.ts';
import { FORM_AND_KEY_PROBLEMS } from './bad-files/form-and-keys.ts';
import { SETTING_AND_BASE_PROBLEMS } from './bad-files/settings-and-base.ts';
import { SPACE_AND_EXPRESSION_PROBLEMS } from './bad-files/space-and-expressions.ts';
import { VALIDATION_PROBLEMS } from './bad-files/validation.ts';
import { BASE, HEAD, problemsOf } from './sweep-example.ts';

const BAD_FILES = [
  ...FORM_AND_KEY_PROBLEMS,
  ...SPACE_AND_EXPRESSION_PROBLEMS,
  ...SETTING_AND_BASE_PROBLEMS,
  ...VALIDATION_PROBLEMS,
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
  warmup_bars: [500]
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
