import { describe, expect, it } from 'vitest';
import { readNewsEvents } from '../../../src/core/data/news-rules.ts';
import { catchMarketDataError } from './catch-error.ts';
import { sampleNews } from './sample-series.ts';

const TIME = '2024-01-08T12:00:00Z';

describe('value rules of the calendar', () => {
  it('normalises impact and currency', () => {
    const events = readNewsEvents(
      sampleNews([
        { time: TIME, impact: ' low ', currency: 'eur' },
        { time: TIME, impact: 'Medium', currency: ' USD' },
        { time: TIME, impact: 'HIGH', currency: 'Jpy' },
      ]),
    );
    expect([...events.impacts]).toEqual([1, 2, 3]);
    expect(events.currencies).toEqual(['EUR', 'USD', 'JPY']);
    expect(events.times.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(events.impacts.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it.each(['NONE', 'Holiday', '', 'constructor'])('refuses impact %j', (impact) => {
    const error = catchMarketDataError(() => readNewsEvents(sampleNews([{ time: TIME }, { time: TIME, impact }])));
    expect(error).toMatchObject({
      code: 'DATA_NEWS_VALUE',
      where: 'news.parquet row 1 (2024-01-08T12:00:00Z)',
      details: { row: 1, column: 'Impact', value: impact, allowed: 'LOW, MEDIUM or HIGH' },
    });
  });

  it.each(['EURO', 'E1R', '', 'all'.repeat(2)])('refuses currency %j', (currency) => {
    const error = catchMarketDataError(() => readNewsEvents(sampleNews([{ time: TIME, currency }])));
    expect(error).toMatchObject({ code: 'DATA_NEWS_VALUE', details: { column: 'Currency', value: currency } });
  });

  it('allows equal times and refuses decreasing ones', () => {
    expect(readNewsEvents(sampleNews([{ time: TIME }, { time: TIME }])).times).toHaveLength(2);
    const error = catchMarketDataError(() =>
      readNewsEvents(sampleNews([{ time: TIME }, { time: '2024-01-08T11:59:00Z' }])),
    );
    expect(error).toMatchObject({ code: 'DATA_OUT_OF_ORDER', details: { row: 1, previous_time: TIME } });
  });

  it('drops and counts an event repeated under its id', () => {
    const events = readNewsEvents(
      sampleNews([
        { time: TIME, id: 'a', impact: 'HIGH' },
        { time: TIME, id: 'b' },
        { time: TIME, id: 'a', impact: 'high' },
        { time: '2024-01-09T00:00:00Z', id: 'c', currency: 'USD' },
      ]),
    );
    expect(events.duplicatesDropped).toBe(1);
    expect(events.currencies).toEqual(['EUR', 'EUR', 'USD']);
    expect(events.times[2]).toBe(Date.parse('2024-01-09T00:00:00Z'));
  });

  it.each([
    ['time', { time: '2024-01-08T12:30:00Z' }],
    ['impact', { time: TIME, impact: 'LOW' }],
    ['currency', { time: TIME, currency: 'USD' }],
  ])('refuses an id that returns with another %s', (_, change) => {
    const table = sampleNews([
      { time: TIME, id: 'a' },
      { id: 'a', ...change },
    ]);
    expect(catchMarketDataError(() => readNewsEvents(table))).toMatchObject({
      code: 'DATA_DUPLICATE_DIVERGENT',
      details: { id: 'a', row: 1, first_time: TIME },
    });
  });
});
