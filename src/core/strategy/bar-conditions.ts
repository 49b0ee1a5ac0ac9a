import { type ArenaMemory, ColumnArena } from '../indicators/column-arena.ts';
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
import type { Stopwatch } from '../math/stopwatch.ts';
import { MaskPool } from './mask-pool.ts';

/** A condition on bars: where it holds, and what distinguishes it from other conditions on the data set. */
export interface BarCondition {
  readonly key: string;
  readonly mask: BitMask;
}

const DEFAULT_MAX_BYTES = 16 * 2 ** 20;

/**
 * Conditions on the bars of one data set, as masks that are computed on first request and shared by all
 * trials that ask for the same condition. They tell the engine where a strategy need not be asked.
 * Conditions are found by the columns and conditions they are made of, without building a key.
 */
export class BarConditions {
  private readonly maxBytes: number;
  private bytes = 0;
  private readonly arena: ColumnArena<Int32Array> | null;
  private readonly stopwatch: Stopwatch | null;
  /** By the key of the column, then by the limit. */
  private readonly lowerHalves = new Map<string, Map<number, BarCondition>>();
  private readonly upperHalves = new Map<string, Map<number, BarCondition>>();
  /** Left columns not above right ones, by their keys. */
  private readonly comparisons = new Map<string, Map<string, BarCondition>>();
  private readonly pool = new MaskPool();
  private readonly named = new Map<string, BarCondition>();
  private readonly conjunctions = new Map<BarCondition, Map<BarCondition, BarCondition>>();
  private readonly disjunctions = new Map<BarCondition, Map<BarCondition, BarCondition>>();

  /**
   * @param maxBytes memory for masks; when it is used up all are dropped, and computed again on request
   * @param arena memory shared with other workers, for conditions on columns
   * @param stopwatch measures the time for conditions on columns that have to be computed
   */
  constructor(
    maxBytes: number = DEFAULT_MAX_BYTES,
    arena: ArenaMemory | null = null,
    stopwatch: Stopwatch | null = null,
  ) {
    this.stopwatch = stopwatch;
    this.maxBytes = maxBytes;
    this.arena = arena === null ? null : new ColumnArena(arena, Int32Array);
  }

  /**
   * Ends a run: lets go of shared memory, of which conditions are copies, and of the masks that were dropped
   * during the run, which it may have read to its end.
   */
  release(): void {
    this.arena?.release();
    this.pool.reclaim();
  }

  /** Values at or below a limit; what is not finite never is. */
  atMost({ key, values }: SeriesColumn, limit: number): BarCondition {
    const known = this.lowerHalves.get(key)?.get(limit);
    return known ?? this.limited(this.lowerHalves, key, '<=', limit, () => maskAtMost(values, limit));
  }

  /** Values at or above a limit; what is not finite never is. */
  atLeast({ key, values }: SeriesColumn, limit: number): BarCondition {
    const known = this.upperHalves.get(key)?.get(limit);
    return known ?? this.limited(this.upperHalves, key, '>=', limit, () => maskAtLeast(values, limit));
  }

  /** Values of the left column at or below those of the right one; what is not finite never is. */
  notAbove(left: SeriesColumn, right: SeriesColumn): BarCondition {
    const known = this.comparisons.get(left.key)?.get(right.key);
    return known ?? this.compared(left, right);
  }

  /** Values of the left column above those of the right one; what is not finite never is. */
  above(left: SeriesColumn, right: SeriesColumn): BarCondition {
    return this.find(`${left.key}>${right.key}`, () => maskAbove(left.values, right.values));
  }

  /** Bars whose byte mark equals a value. */
  marked(key: string, marks: Uint8Array, value: number): BarCondition {
    return this.find(key, () => maskOfMarks(marks, value));
  }

  /** No bar at all. */
  never(barCount: number): BarCondition {
    return this.find('never', () => createMask(barCount));
  }

  /** Bars at which every one of the conditions holds; at least one is needed. */
  all(conditions: readonly BarCondition[]): BarCondition {
    return conditions.reduce((left, right) => this.combine(this.conjunctions, left, right, intersect));
  }

  /** Bars at which any of the conditions holds; none without conditions. */
  any(conditions: readonly BarCondition[], barCount: number): BarCondition {
    if (conditions.length === 0) return this.never(barCount);
    return conditions.reduce((left, right) => this.combine(this.disjunctions, left, right, unite));
  }

  private limited(
    halves: Map<string, Map<number, BarCondition>>,
    columnKey: string,
    relation: '<=' | '>=',
    limit: number,
    compute: () => BitMask,
  ): BarCondition {
    const key = `${columnKey}${relation}${limit}`;
    const condition = this.admit({ key, mask: this.compute(key, compute) });
    remember(halves, columnKey, limit, condition);
    return condition;
  }

  private compared(left: SeriesColumn, right: SeriesColumn): BarCondition {
    const key = `${left.key}<=${right.key}`;
    const mask = this.compute(key, () => maskNotAbove(left.values, right.values));
    const condition = this.admit({ key, mask });
    remember(this.comparisons, left.key, right.key, condition);
    return condition;
  }

  private find(key: string, compute: () => BitMask): BarCondition {
    const known = this.named.get(key);
    if (known !== undefined) return known;
    const condition = this.admit({ key, mask: this.compute(key, compute) });
    this.named.set(key, condition);
    return condition;
  }

  /** A condition on columns is computed by one worker; all others copy it. */
  private compute(key: string, compute: () => BitMask): BitMask {
    const { stopwatch } = this;
    const timed = stopwatch === null ? compute : () => stopwatch.time(compute);
    const shared = this.arena?.getOrCompute(key, timed) ?? null;
    return shared === null ? this.pool.adopt(timed()) : this.pool.copyOf(shared);
  }

  private combine(
    combinations: Map<BarCondition, Map<BarCondition, BarCondition>>,
    left: BarCondition,
    right: BarCondition,
    mergeInto: (target: BitMask, other: BitMask) => void,
  ): BarCondition {
    const known = combinations.get(left)?.get(right);
    if (known !== undefined) return known;
    const operator = combinations === this.conjunctions ? '&' : '|';
    const key = `(${left.key}${operator}${right.key})`;
    const mask = this.pool.copyOf(left.mask);
    mergeInto(mask, right.mask);
    const condition = this.admit({ key, mask });
    remember(combinations, left, right, condition);
    return condition;
  }

  /** Counts the memory of a new condition; makes room by dropping all others. */
  private admit(condition: BarCondition): BarCondition {
    const { byteLength } = condition.mask;
    if (this.bytes + byteLength > this.maxBytes) {
      this.bytes = 0;
      this.pool.giveUpAllBut(condition.mask);
      const { lowerHalves, upperHalves, comparisons, named, conjunctions, disjunctions } = this;
      for (const known of [lowerHalves, upperHalves, comparisons, named, conjunctions, disjunctions]) known.clear();
    }
    this.bytes += byteLength;
    return condition;
  }
}

/** To be called after the condition was admitted, which may have emptied the cache. */
function remember<First, Second>(
  cache: Map<First, Map<Second, BarCondition>>,
  first: First,
  second: Second,
  condition: BarCondition,
): void {
  const inner = cache.get(first) ?? new Map<Second, BarCondition>();
  cache.set(first, inner.set(second, condition));
}

function intersect(target: BitMask, other: BitMask): void {
  for (let word = 0; word < target.length; word++) target[word] &= other[word];
}

function unite(target: BitMask, other: BitMask): void {
  for (let word = 0; word < target.length; word++) target[word] |= other[word];
}
