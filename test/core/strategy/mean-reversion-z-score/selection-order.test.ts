import { describe, expect, it } from 'vitest';
import { PARITY } from '../environment.ts';
import { labelOf } from './stretched-bar.ts';

describe('selection', () => {
  /** Both directions hold at once, which only the freely chosen columns of a test can do. */
  const first = (scenarios: readonly number[] | null, direction = 'both') =>
    labelOf({ parameters: { enabled_scenarios: scenarios, direction_filter: direction } });

  it('takes the first scenario in the fixed order', () => {
    expect(first(null)).toBe('short_1');
    expect(first([6, 5, 4, 3, 2, 1])).toBe('short_1');
    expect(first([2, 3, 4, 5, 6])).toBe('short_2');
    expect(first([3, 4, 5, 6])).toBe('short_3');
    expect(first([4, 5, 6])).toBe('short_4');
    expect(first([5, 6])).toBe('long_5');
    expect(first([6])).toBe('long_6');
  });

  it.each(['long', 'short'])('takes %s 1, and without it 2, never 3, 5 or 6', (direction) => {
    expect(first(null, direction)).toBe(`${direction}_1`);
    expect(first([2, 3, 5, 6], direction)).toBe(`${direction}_2`);
    expect(first([3, 5, 6], direction)).toBe(`${direction}_3`);
  });

  it('goes on with the other direction, then with the next scenario', () => {
    const without = (...ids: readonly string[]) =>
      labelOf({ values: Object.fromEntries(ids.map((id) => [id, Number.NaN])) });
    expect(without('short.ema_z')).toBe('long_1');
    expect(without('short.ema_z', 'long.ema_z')).toBe('short_2');
    expect(without('short.ema_z', 'long.ema_z', 'short.kalman_z')).toBe('long_2');
    expect(without('short.ema_z', 'long.ema_z', 'short.kalman_z', 'long.kalman_z')).toBe('short_4');
    const onlyLongFour = ['short.ema_z', 'long.ema_z', 'short.kalman_z', 'long.kalman_z', 'short.kalman_garch_z'];
    expect(without(...onlyLongFour)).toBe('long_4');
    expect(without(...onlyLongFour, 'long.kalman_garch_z')).toBeNull();
  });

  it('follows the same order in parity, where thresholds may have any sign', () => {
    const parameters = { z_score_long: 5, z_score_short: -5, enabled_scenarios: [5, 6] };
    expect(labelOf({ environment: PARITY, parameters })).toBe('long_5');
    expect(labelOf({ environment: PARITY, parameters: { ...parameters, enabled_scenarios: [2, 6] } })).toBe('short_2');
  });

  it('never takes scenario 6 without overlay timeframes', () => {
    const none = { scenario6_timeframes: [], enabled_scenarios: [6] };
    expect(labelOf({ environment: PARITY, parameters: none })).toBeNull();
  });
});
