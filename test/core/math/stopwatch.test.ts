import { describe, expect, it } from 'vitest';
import { Stopwatch } from '../../../src/core/math/stopwatch.ts';

describe('a stopwatch', () => {
  it('adds up pieces of work and counts what runs inside another once', () => {
    let now = 100;
    const take = (microseconds: number) => {
      now += microseconds;
      return now;
    };
    const watch = new Stopwatch(() => now);
    expect(watch.time(() => take(5))).toBe(105);
    take(1000);
    watch.time(() => {
      take(2);
      watch.time(() => take(3));
    });
    expect(watch.totalUs).toBe(10);
  });

  it('goes on after a piece that fails', () => {
    let now = 0;
    const watch = new Stopwatch(() => now);
    expect(() =>
      watch.time(() => {
        now += 4;
        throw new Error('no');
      }),
    ).toThrow('no');
    watch.time(() => (now += 2));
    expect(watch.totalUs).toBe(6);
  });
});
