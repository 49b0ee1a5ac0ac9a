import { describe, expect, it } from 'vitest';
import { isCoreWeek, isMarketOpen, keepMarketHours } from '../../../src/core/data/market-hours.ts';
import type { SideBars } from '../../../src/core/types/bars.ts';
import { at, sampleBars } from './sample-series.ts';

function side(isoTimes: readonly string[], bars?: SideBars) {
  const times = isoTimes.map(at);
  return { openTimes: Float64Array.from(times), bars: bars ?? sampleBars(times) };
}

const isoOf = (times: Float64Array): string[] => [...times].map((time) => new Date(time).toISOString().slice(0, 16));

describe('trading week of v2', () => {
  it.each([
    ['2024-01-07T19:59:00Z', false],
    ['2024-01-07T20:00:00Z', true],
    ['2024-01-10T03:00:00Z', true],
    ['2024-01-12T21:59:00Z', true],
    ['2024-01-12T22:00:00Z', false],
    ['2024-01-13T12:00:00Z', false],
    ['1969-12-28T19:59:00Z', false],
    ['1969-12-28T20:00:00Z', true],
  ])('%s open: %s', (iso, open) => expect(isMarketOpen(at(iso), 'v2')).toBe(open));
});

describe('trading week of v1_parity', () => {
  it.each([
    ['standard time, Sunday', '2024-07-07T20:59:00Z', false],
    ['standard time, Sunday', '2024-07-07T21:00:00Z', true],
    ['standard time, Friday', '2024-07-12T20:59:00Z', true],
    ['standard time, Friday', '2024-07-12T21:00:00Z', false],
    ['daylight time, Sunday', '2024-01-07T19:59:00Z', false],
    ['daylight time, Sunday', '2024-01-07T20:00:00Z', true],
    ['daylight time, Friday', '2024-01-12T19:59:00Z', true],
    ['daylight time, Friday', '2024-01-12T20:00:00Z', false],
    ['last week of daylight time', '2024-04-05T20:00:00Z', false],
    ['first week of standard time', '2024-04-07T20:59:00Z', false],
    ['first week of standard time', '2024-04-07T21:00:00Z', true],
    ['last week of standard time', '2024-10-04T20:59:00Z', true],
    ['first week of daylight time', '2024-10-06T20:00:00Z', true],
  ])('%s, %s open: %s', (_, iso, open) => expect(isMarketOpen(at(iso), 'v1_parity')).toBe(open));
});

describe('core week', () => {
  it.each([
    ['2024-01-07T21:59:00Z', false],
    ['2024-01-07T22:00:00Z', true],
    ['2024-01-12T19:59:00Z', true],
    ['2024-01-12T20:00:00Z', false],
  ])('%s: %s', (iso, core) => expect(isCoreWeek(at(iso))).toBe(core));
});

describe('clean-up of intraday bars', () => {
  const weekend = ['2024-01-12T19:55:00Z', '2024-01-12T21:55:00Z', '2024-01-13T10:00:00Z', '2024-01-14T20:00:00Z'];

  it('keeps everything without a copy where nothing is dropped', () => {
    const file = side(['2024-01-12T19:55:00Z', '2024-01-14T20:00:00Z']);
    const clean = keepMarketHours(file, 'M5', 'v2', 'fx_24_5');
    expect(clean.rows).toBeNull();
    expect(clean.times).toBe(file.openTimes);
  });

  it('counts what it drops', () => {
    const clean = keepMarketHours(side(weekend), 'M5', 'v2', 'fx_24_5');
    expect([...(clean.rows ?? [])]).toEqual([0, 1, 3]);
    expect(isoOf(clean.times)).toEqual(['2024-01-12T19:55', '2024-01-12T21:55', '2024-01-14T20:00']);
    expect(clean.outOfHoursDropped).toBe(1);
    expect(clean.flatDailyDropped).toBe(0);
  });

  it('follows the Sydney clock across its changes in v1_parity, also for H4', () => {
    expect([...(keepMarketHours(side(weekend), 'H4', 'v1_parity', 'fx_24_5').rows ?? [])]).toEqual([0, 3]);
    const changes = side([
      '2024-04-05T20:00:00Z',
      '2024-04-07T20:00:00Z',
      '2024-04-07T21:00:00Z',
      '2024-04-12T20:00:00Z',
    ]);
    expect([...(keepMarketHours(changes, 'H1', 'v1_parity', 'fx_24_5').rows ?? [])]).toEqual([2, 3]);
  });

  it('is off with market_hours none', () => {
    expect(keepMarketHours(side(weekend), 'M5', 'v2', 'none').rows).toBeNull();
  });
});

describe('clean-up of daily bars', () => {
  it('judges the middle of the day in v2 and the label in v1_parity', () => {
    const brokerWeek = side([
      '2024-01-11T22:00:00Z',
      '2024-01-12T22:00:00Z',
      '2024-01-13T22:00:00Z',
      '2024-01-14T22:00:00Z',
    ]);
    expect([...(keepMarketHours(brokerWeek, 'D1', 'v2', 'fx_24_5').rows ?? [])]).toEqual([0, 3]);
    expect([...(keepMarketHours(brokerWeek, 'D1', 'v1_parity', 'fx_24_5').rows ?? [])]).toEqual([0, 1]);
  });

  it('drops the short Sunday bar of UTC days in both variants', () => {
    const utcWeek = side([
      '2024-01-12T00:00:00Z',
      '2024-01-13T00:00:00Z',
      '2024-01-14T00:00:00Z',
      '2024-01-15T00:00:00Z',
    ]);
    for (const variant of ['v2', 'v1_parity'] as const) {
      const clean = keepMarketHours(utcWeek, 'D1', variant, 'fx_24_5');
      expect([...(clean.rows ?? [])]).toEqual([0, 3]);
      expect(clean.outOfHoursDropped).toBe(2);
    }
  });

  it('drops flat days without volume and counts them apart', () => {
    const times = ['2024-01-08T00:00:00Z', '2024-01-09T00:00:00Z', '2024-01-10T00:00:00Z', '2024-01-13T00:00:00Z'];
    const flat = new Float64Array(4).fill(1.1);
    const bars = { open: flat, high: flat, low: flat, close: flat, volume: Float64Array.of(5, 0, 5, 0) };
    const clean = keepMarketHours(side(times, bars), 'D1', 'v2', 'fx_24_5');
    expect([...(clean.rows ?? [])]).toEqual([0, 2]);
    expect(clean).toMatchObject({ outOfHoursDropped: 1, flatDailyDropped: 1 });
    const moving = side(times.slice(0, 3), { ...bars, high: Float64Array.of(1.2, 1.2, 1.2) });
    expect(keepMarketHours(moving, 'D1', 'v2', 'fx_24_5').rows).toBeNull();
  });
});
