import { describe, expect, it } from 'vitest';
import {
  formatDate,
  formatInstant,
  parseDate,
  parseInstant,
  rangeEndMs,
  rangeStartMs,
  toNanoseconds,
} from '../../../src/core/data/dates.ts';
import { ConfigError } from '../../../src/core/types/errors.ts';

describe('text of an instant', () => {
  it('ends in Z and shows milliseconds only where they are not zero', () => {
    expect(formatInstant(Date.UTC(2024, 2, 10, 7, 5))).toBe('2024-03-10T07:05:00Z');
    expect(formatInstant(Date.UTC(2024, 2, 10, 7, 5, 3, 20))).toBe('2024-03-10T07:05:03.020Z');
    expect(formatDate(Date.UTC(2024, 2, 10, 23, 59))).toBe('2024-03-10');
  });

  it('has exact nanoseconds beyond 2^53', () => {
    expect(toNanoseconds(1_714_953_600_001)).toBe(1_714_953_600_001_000_000n);
    expect(toNanoseconds(-1)).toBe(-1_000_000n);
  });
});

describe('dates', () => {
  it.each(['2021-02-30', '2023-02-29', '2021-13-01', '2021-00-10', '01.02.2021', '2021-1-1', '2021-01-01 '])(
    'refuses %j',
    (text) => expect(parseDate(text)).toBeNull(),
  );

  it('knows leap years', () => {
    expect(parseDate('2024-02-29')).toBe(Date.UTC(2024, 1, 29));
    expect(parseDate('2000-02-29')).toBe(Date.UTC(2000, 1, 29));
    expect(parseDate('1900-02-29')).toBeNull();
  });
});

describe('instants', () => {
  it.each([
    ['2024-03-10T07:05:00Z', Date.UTC(2024, 2, 10, 7, 5)],
    ['2024-03-10T07:05Z', Date.UTC(2024, 2, 10, 7, 5)],
    ['2024-03-10T07:05:00.250Z', Date.UTC(2024, 2, 10, 7, 5, 0, 250)],
    ['2024-03-10T07:05:00.250000000Z', Date.UTC(2024, 2, 10, 7, 5, 0, 250)],
    ['2024-03-10T07:05:00+02:00', Date.UTC(2024, 2, 10, 5, 5)],
    ['2024-03-10T23:05:00-05:30', Date.UTC(2024, 2, 11, 4, 35)],
  ])('reads %s', (text, expected) => expect(parseInstant(text)).toBe(expected));

  it.each([
    '2024-03-10T07:05:00',
    '2024-03-10',
    '2024-02-30T00:00:00Z',
    '2024-03-10T24:00:00Z',
    '2024-03-10T07:60:00Z',
    '2024-03-10T07:05:60Z',
    '2024-03-10T07:05:00.2500001Z',
    '2024-03-10T07:05:00+25:00',
    '2024-03-10 07:05:00Z',
  ])('refuses %s', (text) => expect(parseInstant(text)).toBeNull());
});

describe('range of a run', () => {
  it('takes an end date as the whole day in v2 and as midnight in v1_parity', () => {
    expect(rangeStartMs('2024-03-04')).toBe(Date.UTC(2024, 2, 4));
    expect(rangeEndMs('2024-03-05', 'v2')).toBe(Date.UTC(2024, 2, 6) - 1);
    expect(rangeEndMs('2024-03-05', 'v1_parity')).toBe(Date.UTC(2024, 2, 5));
  });

  it('takes instants literally', () => {
    expect(rangeStartMs('2024-03-04T10:00:00Z')).toBe(Date.UTC(2024, 2, 4, 10));
    expect(rangeEndMs('2024-03-05T10:00:00Z', 'v2')).toBe(Date.UTC(2024, 2, 5, 10));
  });

  it('refuses anything else', () => {
    expect(() => rangeStartMs('2021-02-30')).toThrow(ConfigError);
    expect(() => rangeEndMs('soon', 'v2')).toThrow('soon');
  });
});
