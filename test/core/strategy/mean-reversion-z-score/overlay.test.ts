import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/types/json.ts';
import { PARITY } from '../environment.ts';
import { above, below } from './neighbour.ts';
import { ask, BID_CLOSE, labelOf, type StretchedBar } from './stretched-bar.ts';

const DIRECTIONS = ['long', 'short'] as const;
type Direction = (typeof DIRECTIONS)[number];
type Values = NonNullable<StretchedBar['values']>;

function overlaid(direction: Direction, parameters: JsonObject, values: Values = {}): StretchedBar {
  return { parameters: { enabled_scenarios: [6], direction_filter: direction, ...parameters }, values };
}

/** Status of M15 while H1 agrees. */
function statusOf(direction: Direction, change: Readonly<Record<string, number>>): unknown {
  const values = Object.fromEntries(
    Object.entries(change).map(([part, value]) => [`${direction}.overlay.M15.${part}`, value]),
  );
  const { details } = ask(overlaid(direction, { scenario6_mode: 'any' }, values));
  const { chain } = details!.meta.scenario6 as { chain: readonly { status: string; ok: boolean }[] };
  expect(chain[0].ok).toBe(chain[0].status === 'ok');
  expect(labelOf(overlaid(direction, { scenario6_mode: 'all' }, values))).toBe(chain[0].ok ? `${direction}_6` : null);
  return chain[0].status;
}

describe.each(DIRECTIONS)('overlay %s', (direction) => {
  const isLong = direction === 'long';
  const threshold = isLong ? -2 : 2;
  const outside = isLong ? above : below;
  const inside = isLong ? below : above;

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('has a status for %d', (missing) => {
    expect(statusOf(direction, { close: missing })).toBe('no_price');
    expect(statusOf(direction, { z: missing })).toBe('no_zscore');
    expect(statusOf(direction, { band: missing })).toBe(isLong ? 'no_lower_band' : 'no_upper_band');
  });

  it('compares the z-score with its threshold, equality passes', () => {
    expect(statusOf(direction, { z: threshold })).toBe('ok');
    expect(statusOf(direction, { z: outside(threshold) })).toBe(isLong ? 'z_above_threshold' : 'z_below_threshold');
  });

  it('compares the close with the band, equality passes', () => {
    expect(statusOf(direction, { band: BID_CLOSE })).toBe('ok');
    expect(statusOf(direction, { band: inside(BID_CLOSE) })).toBe(isLong ? 'price_above_lower' : 'price_below_upper');
  });

  it('reports the first reason', () => {
    const missing = Number.NaN;
    expect(statusOf(direction, { close: missing, z: missing, band: missing })).toBe('no_price');
    expect(statusOf(direction, { z: missing, band: missing })).toBe('no_zscore');
    expect(statusOf(direction, { z: outside(threshold), band: missing })).toBe(
      isLong ? 'z_above_threshold' : 'z_below_threshold',
    );
  });

  it('needs scenario 2 on the primary timeframe', () => {
    expect(labelOf(overlaid(direction, {}, { [`${direction}.kalman_z`]: 0 }))).toBeNull();
    expect(labelOf(overlaid(direction, { htf_filter: 'below' }))).toBeNull();
  });

  it('combines all timeframes, or any', () => {
    const fails = (timeframe: string) => ({ [`${direction}.overlay.${timeframe}.z`]: 0 });
    const mode = (name: string, values: Values) => labelOf(overlaid(direction, { scenario6_mode: name }, values));
    expect(mode('all', {})).toBe(`${direction}_6`);
    expect(mode('all', fails('H1'))).toBeNull();
    expect(mode('any', fails('H1'))).toBe(`${direction}_6`);
    expect(mode('any', fails('M15'))).toBe(`${direction}_6`);
    expect(mode('any', { ...fails('M15'), ...fails('H1') })).toBeNull();
  });

  it('has its own thresholds for each timeframe and direction', () => {
    const name = isLong ? 'z_score_long' : 'z_score_short';
    const strict = { scenario6_params: { M15: { [direction]: { [name]: isLong ? -4 : 4 } } } };
    expect(labelOf(overlaid(direction, strict))).toBeNull();
    const lax = { scenario6_params: { M15: { [direction]: { [name]: isLong ? -3 : 3 } } } };
    expect(labelOf(overlaid(direction, lax))).toBe(`${direction}_6`);
    const other = {
      scenario6_params: {
        M15: { [isLong ? 'short' : 'long']: { [isLong ? 'z_score_short' : 'z_score_long']: isLong ? 4 : -4 } },
      },
    };
    expect(labelOf(overlaid(direction, other))).toBe(`${direction}_6`);
  });

  it('never has a price for a name that is no timeframe', () => {
    const change = overlaid(direction, { scenario6_timeframes: ['H2', 'M15'], scenario6_mode: 'any' });
    const { details, isUndefined } = ask({ ...change, environment: PARITY });
    expect(details?.meta.scenario6).toMatchObject({
      chain: [{ tf: 'H2', status: 'no_price', z: null, price: null, [isLong ? 'lower' : 'upper']: null }, { ok: true }],
    });
    expect(isUndefined).toBe(true);
  });
});
