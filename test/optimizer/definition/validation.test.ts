import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/types/json.ts';
import { BASE, define, HEAD } from './sweep-example.ts';

function purgeDays(strategyParameters: JsonObject, space = '', base: JsonObject = {}): number | undefined {
  const text = `${HEAD}${space}validation: { walk_forward: { train_days: 30, test_days: 10 } }\n`;
  const parameters = { ...(BASE.strategy_parameters as JsonObject), ...strategyParameters };
  return define(text, { ...BASE, ...base, strategy_parameters: parameters }).definition.validation.walkForward
    ?.purgeDays;
}

describe('a holdout', () => {
  it.each([
    ['last_days: 31', '2022-05-01', '2022-04-30'],
    ['from: 2022-05-16', '2022-05-16', '2022-05-15'],
  ])('ends what is searched the day before it: %s', (holdout, start, lastSearched) => {
    const { definition } = define(`${HEAD}validation: { holdout: { ${holdout} } }\n`);
    expect(definition.validation.holdout).toEqual({ startDate: start, endDate: '2022-05-31' });
    expect(definition.inSample.end_date).toBe(lastSearched);
    expect(definition.base.end_date).toBe('2022-05-31');
  });

  it('counts whole days where the range ends with an instant', () => {
    const base = { ...BASE, end_date: '2022-05-31T12:00:00Z' };
    const { definition } = define(`${HEAD}validation: { holdout: { last_days: 1 } }\n`, base);
    expect(definition.validation.holdout).toEqual({ startDate: '2022-05-31', endDate: '2022-05-31T12:00:00Z' });
    expect(definition.inSample.end_date).toBe('2022-05-30');
  });

  it('is no part of the range where there is none', () => {
    const { definition } = define(HEAD);
    expect(definition.validation.holdout).toBeNull();
    expect(definition.inSample).toEqual(definition.base);
  });
});

describe('a walk-forward', () => {
  it('has its windows before the holdout', () => {
    const text = `${HEAD}validation:
  holdout: { last_days: 12 }
  walk_forward: { mode: anchored, train_days: 30, test_days: 10, purge_days: 5, step_days: 15, retest_top: 3 }
`;
    const { definition } = define(text);
    expect(definition.inSample.end_date).toBe('2022-05-19');
    expect(definition.validation.walkForward).toMatchObject({
      mode: 'anchored',
      purgeDays: 5,
      isContiguous: false,
      retestTop: 3,
      isSliced: false,
      windows: [
        { trainStart: '2022-03-01', trainEnd: '2022-03-30', testStart: '2022-04-05', testEnd: '2022-04-14' },
        { trainStart: '2022-03-01', trainEnd: '2022-04-14', testStart: '2022-04-20', testEnd: '2022-04-29' },
        { trainStart: '2022-03-01', trainEnd: '2022-04-29', testStart: '2022-05-05', testEnd: '2022-05-14' },
      ],
    });
  });

  it('steps by the length of a test and retests ten trials by default', () => {
    const { definition } = define(`${HEAD}validation: { walk_forward: { train_days: 30, test_days: 10 } }\n`);
    expect(definition.validation.walkForward).toMatchObject({
      mode: 'rolling',
      stepDays: 10,
      isContiguous: true,
      retestTop: 10,
    });
  });
});

describe('the automatic purge', () => {
  const HOUR = 60;

  it('is two days where nothing limits the holding time', () => {
    expect(purgeDays({})).toBe(2);
    expect(purgeDays({ max_holding_minutes: 30 })).toBe(2);
  });

  it.each([
    [10, 1],
    [24 * HOUR, 1],
    [24 * HOUR + 1, 2],
    [100 * HOUR, 5],
  ])('is the time stop of %i minutes in days: %i', (minutes, days) => {
    expect(purgeDays({ use_position_manager: true, max_holding_minutes: minutes })).toBe(days);
  });

  it('holds for the longest time stop of the space', () => {
    const space = '  strategy_parameters.max_holding_minutes: { type: int, low: 60, high: 6000, step: 60 }\n';
    expect(purgeDays({ use_position_manager: true, max_holding_minutes: 60 }, space)).toBe(5);
  });

  it('is two days where a trial may do without the time stop', () => {
    const limited = { use_position_manager: true, max_holding_minutes: 6000 };
    expect(purgeDays(limited, '  strategy_parameters.use_position_manager: { type: bool }\n')).toBe(2);
    expect(purgeDays(limited, '  strategy_parameters.max_holding_minutes: { expr: "std_factor * 1000" }\n')).toBe(2);
  });

  it('is two days where the time stop is for some scenarios only', () => {
    const rules = { max_holding_time: { enabled: true, max_holding_minutes: 6000, only_scenarios: [1] } };
    expect(purgeDays({}, '', { trade_management: { enabled: true, rules } })).toBe(2);
  });
});
