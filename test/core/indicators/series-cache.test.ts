import { describe, expect, it } from 'vitest';
import { SeriesCache } from '../../../src/core/indicators/series-cache.ts';

/** A cache that counts how often each key is computed; a column has 80 bytes. */
function countingCache(maxBytes: number): { read: (key: string) => void; counts: Record<string, number> } {
  const cache = new SeriesCache(maxBytes);
  const counts: Record<string, number> = {};
  const read = (key: string) => {
    cache.getOrCompute(key, () => {
      counts[key] = (counts[key] ?? 0) + 1;
      return [new Float64Array(10)];
    });
  };
  return { read, counts };
}

describe('SeriesCache', () => {
  it('computes a key once while it fits', () => {
    const { read, counts } = countingCache(160);
    for (const key of ['a', 'b', 'a', 'b']) read(key);
    expect(counts).toEqual({ a: 1, b: 1 });
  });

  it('drops the column used longest ago', () => {
    const { read, counts } = countingCache(160);
    for (const key of ['a', 'b', 'a', 'c', 'a', 'c', 'b']) read(key);
    expect(counts).toEqual({ a: 1, b: 2, c: 1 });
  });

  it('still answers when one column is larger than the bound', () => {
    const { read, counts } = countingCache(10);
    for (const key of ['a', 'a', 'b', 'a']) read(key);
    expect(counts).toEqual({ a: 2, b: 1 });
  });
});
