import { describe, expect, it } from 'vitest';
import {
  buildNewsMask,
  countRelevantEvents,
  newsCoverageWarning,
  relevantCurrencies,
} from '../../../src/core/data/news-events.ts';
import { readNewsEvents } from '../../../src/core/data/news-rules.ts';
import { MS_PER_MINUTE } from '../../../src/core/types/timeframe.ts';
import { at, sampleNews } from './sample-series.ts';

const FILTER = { minutes_before: 60, minutes_after: 30, min_impact: 'low' } as const;
const M5 = 5 * MS_PER_MINUTE;

function maskOf(
  times: readonly string[],
  events: Parameters<typeof sampleNews>[0],
  filter: Partial<typeof FILTER> = {},
  currencies = ['EUR', 'USD'],
): number[] {
  const openTimes = Float64Array.from(times.map(at));
  return [...buildNewsMask(readNewsEvents(sampleNews(events)), openTimes, M5, { ...FILTER, ...filter }, currencies)];
}

const clock = (times: readonly string[]): string[] => times.map((time) => `2024-01-08T${time}:00Z`);

describe('news mask', () => {
  it('has inclusive edges at the decision time', () => {
    // Vectors of `data-and-config.md` 14.2.
    expect(maskOf(clock(['10:54', '10:55', '12:25', '12:26']), [{ time: '2024-01-08T12:00:00Z' }])).toEqual([
      0, 1, 1, 0,
    ]);
  });

  it('has one element per bar and joins the windows of several events', () => {
    const events = clock(['11:00', '11:00', '14:00', '20:00']).map((time) => ({ time }));
    const bars = clock(['09:50', '09:55', '11:25', '11:30', '12:50', '12:55', '14:25', '14:30', '20:25', '20:30']);
    expect(maskOf(bars, events)).toEqual([0, 1, 1, 0, 0, 1, 1, 0, 1, 0]);
    expect(maskOf(bars, [{ time: '2024-01-01T00:00:00Z' }])).toEqual(new Array(10).fill(0));
  });

  it('agrees with the definition on scattered events', () => {
    const minutes = [3, 17, 18, 90, 91, 300, 333, 334, 700, 701];
    const events = minutes.map((minute) => ({
      time: new Date(at('2024-01-08T00:00:00Z') + minute * MS_PER_MINUTE).toISOString(),
    }));
    const bars = Array.from({ length: 800 }, (_, minute) =>
      new Date(at('2024-01-08T00:00:00Z') + minute * MS_PER_MINUTE).toISOString(),
    );
    for (const [before, after] of [
      [0, 0],
      [7, 2],
      [0, 40],
      [120, 1],
    ] as const) {
      const expected = bars.map((bar) =>
        events.some(
          ({ time }) =>
            at(time) - before * MS_PER_MINUTE <= at(bar) + M5 && at(bar) + M5 <= at(time) + after * MS_PER_MINUTE,
        )
          ? 1
          : 0,
      );
      const filter = { ...FILTER, minutes_before: before, minutes_after: after };
      const openTimes = Float64Array.from(bars.map(at));
      expect([...buildNewsMask(readNewsEvents(sampleNews(events)), openTimes, M5, filter, ['EUR'])]).toEqual(expected);
    }
  });

  it('looks at impact and currency', () => {
    const events = [
      { time: '2024-01-08T06:00:00Z', impact: 'LOW' },
      { time: '2024-01-08T09:00:00Z', impact: 'MEDIUM' },
      { time: '2024-01-08T12:00:00Z', impact: 'HIGH' },
      { time: '2024-01-08T15:00:00Z', impact: 'HIGH', currency: 'JPY' },
    ];
    const bars = clock(['05:55', '08:55', '11:55', '14:55']);
    const withImpact = (min_impact: 'low' | 'medium' | 'high') => [
      ...buildNewsMask(
        readNewsEvents(sampleNews(events)),
        Float64Array.from(bars.map(at)),
        M5,
        { ...FILTER, min_impact },
        ['EUR'],
      ),
    ];
    expect(withImpact('low')).toEqual([1, 1, 1, 0]);
    expect(withImpact('medium')).toEqual([0, 1, 1, 0]);
    expect(withImpact('high')).toEqual([0, 0, 1, 0]);
    expect(maskOf(bars, events, {}, ['JPY'])).toEqual([0, 0, 0, 1]);
    expect(countRelevantEvents(readNewsEvents(sampleNews(events)), 'medium', ['EUR', 'JPY'])).toBe(3);
  });
});

describe('relevant currencies', () => {
  it.each([
    ['EURUSD', ['EUR', 'USD'], ['EUR', 'USD']],
    ['USDJPY', ['JPY', 'USD'], ['JPY', 'USD']],
    ['EURGBP', ['EUR', 'GBP'], ['EUR', 'GBP', 'USD']],
    ['AUDJPY', ['AUD', 'JPY'], ['AUD', 'JPY', 'NZD', 'USD']],
    ['EURNZD', ['EUR', 'NZD'], ['AUD', 'EUR', 'NZD', 'USD']],
    ['AUDNZD', ['AUD', 'NZD'], ['AUD', 'NZD', 'USD']],
    ['XAUUSD', ['USD', 'XAU'], ['USD']],
    ['EURCNY', ['CNY', 'EUR'], ['EUR', 'USD']],
  ])('of %s', (symbol, canonical, parity) => {
    expect(relevantCurrencies(symbol, 'v2', null)).toEqual(canonical);
    expect(relevantCurrencies(symbol, 'v1_parity', null)).toEqual(parity);
  });

  it('are exactly the configured ones', () => {
    expect(relevantCurrencies('EURUSD', 'v1_parity', ['CHF'])).toEqual(['CHF']);
  });
});

describe('coverage', () => {
  const events = readNewsEvents(sampleNews([{ time: '2024-01-08T00:00:00Z' }, { time: '2024-02-08T00:00:00Z' }]));

  it('tolerates seven days at each end', () => {
    expect(
      newsCoverageWarning(events, at('2024-01-01T00:00:00Z'), at('2024-02-15T00:00:00Z'), 'news.parquet'),
    ).toBeNull();
  });

  it.each([
    ['2023-12-31T23:59:00Z', '2024-02-01T00:00:00Z'],
    ['2024-01-08T00:00:00Z', '2024-02-15T00:01:00Z'],
  ])('warns beyond, naming the covered range', (first, last) => {
    expect(newsCoverageWarning(events, at(first), at(last), 'news.parquet')).toMatchObject({
      code: 'WARN_NEWS_COVERAGE',
      details: { covered: { first: '2024-01-08T00:00:00Z', last: '2024-02-08T00:00:00Z' } },
    });
  });
});
