import { describe, expect, it } from 'vitest';
import { sydneyOffsetPeriod } from '../../../src/core/data/sydney-time.ts';

const HOUR = 3_600_000;
const offsetHours = (iso: string): number => sydneyOffsetPeriod(Date.parse(iso)).offsetMs / HOUR;

describe('Sydney offset', () => {
  // Change instants: 16:00 UTC on the Saturday before the Sunday of the table.
  it.each([
    ['2024 and later rule, end', '2024-04-06T16:00:00Z', 11, 10],
    ['2024, start', '2024-10-05T16:00:00Z', 10, 11],
    ['2023, end on 2 April', '2023-04-01T16:00:00Z', 11, 10],
    ['2023, start on 1 October', '2023-09-30T16:00:00Z', 10, 11],
    ['2008, end in April', '2008-04-05T16:00:00Z', 11, 10],
    ['2008, start in the first week of October', '2008-10-04T16:00:00Z', 10, 11],
    ['2007, end in March', '2007-03-24T16:00:00Z', 11, 10],
    ['2007, start in the last week of October', '2007-10-27T16:00:00Z', 10, 11],
    ['2006, end in April', '2006-04-01T16:00:00Z', 11, 10],
    ['2006, start', '2006-10-28T16:00:00Z', 10, 11],
    ['2005, end', '2005-03-26T16:00:00Z', 11, 10],
    ['2001, start', '2001-10-27T16:00:00Z', 10, 11],
    ['2001, last Sunday is the 25th', '2001-03-24T16:00:00Z', 11, 10],
  ])('%s', (_, instant, before, after) => {
    expect(offsetHours(new Date(Date.parse(instant) - 1).toISOString())).toBe(before);
    expect(offsetHours(instant)).toBe(after);
  });

  it('is constant inside the period it names', () => {
    const period = sydneyOffsetPeriod(Date.UTC(2024, 6, 1));
    expect(period.fromMs).toBe(Date.parse('2024-04-06T16:00:00Z'));
    expect(period.toMs).toBe(Date.parse('2024-10-05T16:00:00Z'));
    expect(sydneyOffsetPeriod(Date.UTC(2024, 11, 31)).toMs).toBe(Date.UTC(2025, 0, 1));
    expect(sydneyOffsetPeriod(Date.UTC(2025, 0, 1)).offsetMs).toBe(11 * HOUR);
  });
});
