import { describe, expect, it } from 'vitest';
import { calendarYears, shiftBack, shiftMonths, windowMonths } from '../../../src/optimizer/robustness/stress-dates.ts';
import { readFixture } from '../../core/metrics/read-fixture.ts';

interface Reference {
  readonly timing_jitter_shifts: {
    readonly inputs: { readonly divisors: number[]; readonly min_months: number };
    readonly expected: readonly {
      readonly start_date: string;
      readonly end_date: string;
      readonly window_months: number;
      readonly shifts_months: number[];
      readonly shifted: readonly (readonly [string, string])[];
    }[];
  };
  readonly stability: { readonly inputs: { readonly days_by_year: Record<string, number> } };
}

const { timing_jitter_shifts: shifts, stability } = readFixture<Reference>('optimizer/robustness_scores.json');

describe('windows moved back', () => {
  it.each(shifts.expected)('are those of the reference: $start_date to $end_date', (example) => {
    const span = { startDate: example.start_date, endDate: example.end_date };
    expect(windowMonths(span)).toBe(example.window_months);
    const months = shiftMonths(span, shifts.inputs.divisors, shifts.inputs.min_months);
    expect(months).toEqual(example.shifts_months);
    const shifted = months.map((count) => shiftBack(span, count));
    expect(shifted.map(({ startDate, endDate }) => [startDate, endDate])).toEqual(example.shifted);
  });

  it('keep the time of day of an instant', () => {
    const span = { startDate: '2020-03-31T06:00:00Z', endDate: '2020-12-31' };
    expect(shiftBack(span, 1)).toEqual({ startDate: '2020-02-29T06:00:00Z', endDate: '2020-11-30' });
  });
});

describe('calendar years', () => {
  it('begin and end with the window', () => {
    const years = calendarYears({ startDate: '2019-07-01', endDate: '2022-12-31' });
    const days = Object.fromEntries(years.map((span) => [String(span.year), span.days]));
    expect(days).toEqual(stability.inputs.days_by_year);
    expect(years[0]).toMatchObject({ startDate: '2019-07-01', endDate: '2019-12-31' });
    expect(years[1]).toMatchObject({ startDate: '2020-01-01', endDate: '2020-12-31' });
  });

  it('are one for a window inside a year', () => {
    expect(calendarYears({ startDate: '2021-02-03', endDate: '2021-02-05' })).toEqual([
      { year: 2021, days: 3, startDate: '2021-02-03', endDate: '2021-02-05' },
    ]);
  });
});
