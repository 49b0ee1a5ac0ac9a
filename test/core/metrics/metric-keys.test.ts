import { describe, expect, it } from 'vitest';
import { CONTRACT_METRIC_KEYS, EXTENDED_METRIC_KEYS, METRIC_KEYS } from '../../../src/core/metrics/metric-keys.ts';

describe('metric keys', () => {
  it.each([
    ['contract', CONTRACT_METRIC_KEYS, 25],
    ['extended', EXTENDED_METRIC_KEYS, 16],
  ] as const)('%s keys are complete and ascending', (_name, keys, count) => {
    expect(keys).toHaveLength(count);
    expect([...keys].sort()).toEqual(keys);
    expect(new Set(keys).size).toBe(count);
  });

  it('puts contract keys before extended keys', () => {
    expect(METRIC_KEYS).toEqual([...CONTRACT_METRIC_KEYS, ...EXTENDED_METRIC_KEYS]);
  });
});
