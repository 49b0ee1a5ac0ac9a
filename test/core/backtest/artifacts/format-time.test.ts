import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNanoseconds, IsoTimeFormatter } from '../../../../src/core/backtest/artifacts/format-time.ts';
import { formatInstant, toNanoseconds } from '../../../../src/core/data/dates.ts';

/** Whole milliseconds from 1900 to 2200. */
const times = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2200, 0, 1) });

describe('ISO form', () => {
  it('has milliseconds only where they are not zero, and always ends in Z', () => {
    expect(formatInstant(Date.UTC(2024, 1, 29, 23, 59, 58))).toBe('2024-02-29T23:59:58Z');
    expect(formatInstant(Date.UTC(2024, 1, 29, 23, 59, 58, 7))).toBe('2024-02-29T23:59:58.007Z');
  });

  it('is the same from the series formatter, in any order of times', () => {
    const series = new IsoTimeFormatter();
    fc.assert(fc.property(times, (time) => series.format(time) === formatInstant(time)));
    const minutes = times.map((time) => Math.floor(time / 60_000) * 60_000);
    fc.assert(fc.property(minutes, (time) => series.format(time) === formatInstant(time)));
  });
});

describe('nanoseconds', () => {
  it('are exact beyond 2^53', () => {
    expect(toNanoseconds(1_714_992_000_123)).toBe(1714992000123000000n);
    expect(formatNanoseconds(1_714_992_000_123)).toBe('1714992000123000000');
  });

  it('are the same in both forms, also at and before the epoch', () => {
    expect(formatNanoseconds(0)).toBe('0');
    fc.assert(fc.property(times, (time) => formatNanoseconds(time) === toNanoseconds(time).toString()));
  });

  it('of a strategy, given as a double, print as the exact integer for whole milliseconds', () => {
    fc.assert(fc.property(times, (time) => JSON.stringify(time * 1e6) === formatNanoseconds(time)));
  });
});
