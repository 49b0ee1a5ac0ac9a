import { SeriesCache } from '../indicators/series-cache.ts';
import type { SeriesColumn } from '../indicators/series-provider.ts';
import {
  type BitMask,
  createMask,
  maskAbove,
  maskAtLeast,
  maskAtMost,
  maskNotAbove,
  maskOfMarks,
} from '../math/bit-mask.ts';

/** A condition on bars: where it holds, and a key that says which condition it is. */
export interface BarCondition {
  readonly key: string;
  readonly mask: BitMask;
}

const DEFAULT_CACHE_BYTES = 64 * 2 ** 20;

/**
 * Conditions on the bars of one data set, as masks that are computed on first request and shared by all
 * trials that ask for the same condition. They tell the engine where a strategy need not be asked.
 */
export class BarConditions {
  private readonly cache: SeriesCache<BitMask>;

  constructor(maxCacheBytes: number = DEFAULT_CACHE_BYTES) {
    this.cache = new SeriesCache<BitMask>(maxCacheBytes);
  }

  /** Values at or below a limit; what is not finite never is. */
  atMost({ key, values }: SeriesColumn, limit: number): BarCondition {
    return this.find(`${key}<=${limit}`, () => maskAtMost(values, limit));
  }

  /** Values at or above a limit; what is not finite never is. */
  atLeast({ key, values }: SeriesColumn, limit: number): BarCondition {
    return this.find(`${key}>=${limit}`, () => maskAtLeast(values, limit));
  }

  /** Values of the left column at or below those of the right one; what is not finite never is. */
  notAbove(left: SeriesColumn, right: SeriesColumn): BarCondition {
    return this.find(`${left.key}<=${right.key}`, () => maskNotAbove(left.values, right.values));
  }

  /** Values of the left column above those of the right one; what is not finite never is. */
  above(left: SeriesColumn, right: SeriesColumn): BarCondition {
    return this.find(`${left.key}>${right.key}`, () => maskAbove(left.values, right.values));
  }

  /** No bar at all. */
  never(barCount: number): BarCondition {
    return this.find('never', () => createMask(barCount));
  }

  /** Bars whose byte mark equals a value. */
  marked(key: string, marks: Uint8Array, value: number): BarCondition {
    return this.find(key, () => maskOfMarks(marks, value));
  }

  /** Bars at which every one of the conditions holds; at least one is needed. */
  all(conditions: readonly BarCondition[]): BarCondition {
    if (conditions.length === 1) return conditions[0];
    return this.find(`(${conditions.map(({ key }) => key).join('&')})`, () => {
      const mask = conditions[0].mask.slice();
      for (const { mask: other } of conditions.slice(1)) {
        for (let word = 0; word < mask.length; word++) mask[word] &= other[word];
      }
      return mask;
    });
  }

  /** Bars at which any of the conditions holds; none without conditions. */
  any(conditions: readonly BarCondition[], barCount: number): BarCondition {
    if (conditions.length === 1) return conditions[0];
    return this.find(`(${conditions.map(({ key }) => key).join('|')})`, () => {
      const mask = createMask(barCount);
      for (const { mask: other } of conditions) {
        for (let word = 0; word < mask.length; word++) mask[word] |= other[word];
      }
      return mask;
    });
  }

  private find(key: string, compute: () => BitMask): BarCondition {
    return { key, mask: this.cache.getOrCompute(key, () => [compute()])[0] };
  }
}
