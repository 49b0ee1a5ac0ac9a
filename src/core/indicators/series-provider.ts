import type { Stopwatch } from '../math/stopwatch.ts';
import type { PriceSide } from '../types/bars.ts';
import type { ExecutionVariant } from '../types/config.ts';
import type { Dataset } from '../types/dataset.ts';
import type { JsonObject } from '../types/json.ts';
import type { AlignedCloseRequest, IndicatorRequest } from '../types/strategy.ts';
import type { Timeframe } from '../types/timeframe.ts';
import { alignCloses } from './aligned-close.ts';
import { type ArenaMemory, ColumnArena } from './column-arena.ts';
import type { IndicatorDefinition } from './indicator.ts';
import { indicatorKey } from './indicator-key.ts';
import { getIndicator } from './registry.ts';
import { SeriesCache } from './series-cache.ts';
import { projectNative, projectVisible, readThroughMap } from './stepwise.ts';
import { TimeframeGrid } from './timeframe-grid.ts';

const DEFAULT_CACHE_BYTES = 256 * 2 ** 20;

/** A column on the primary grid and its identity within the data set. */
export interface SeriesColumn {
  readonly key: string;
  readonly values: Float64Array;
}

interface ResolvedRequest {
  readonly request: IndicatorRequest;
  readonly definition: IndicatorDefinition;
  readonly params: JsonObject;
  /** Of the indicator with all its outputs. */
  readonly key: string;
  /** Of its first output, and of the one asked for. */
  readonly firstKey: string;
  readonly outputKey: string;
  readonly position: number;
}

/**
 * Indicator columns of one data set on its primary grid, one element per loaded primary bar. Computed
 * on first request and shared between requests that are equal after normalisation; callers must not
 * write them. The values depend on the data set, the variant and the request only, never on what was
 * asked before.
 */
export class SeriesProvider {
  readonly #dataset: Dataset;
  readonly #variant: ExecutionVariant;
  readonly #cache: SeriesCache;
  readonly #grids = new Map<Timeframe, TimeframeGrid>();
  readonly #undefinedColumn: SeriesColumn;
  /** Last request under each local name: the next run mostly asks for the same again. */
  readonly #lastRequests = new Map<string, ResolvedRequest>();
  readonly #arena: ColumnArena<Float64Array> | null;

  readonly #stopwatch: Stopwatch | null;

  /**
   * @param arena memory shared with other workers, used before the private cache
   * @param stopwatch measures the time for series that have to be computed
   */
  constructor(
    dataset: Dataset,
    variant: ExecutionVariant,
    maxCacheBytes: number = DEFAULT_CACHE_BYTES,
    arena: ArenaMemory | null = null,
    stopwatch: Stopwatch | null = null,
  ) {
    this.#stopwatch = stopwatch;
    this.#arena = arena === null ? null : new ColumnArena(arena, Float64Array);
    this.#dataset = dataset;
    this.#variant = variant;
    this.#cache = new SeriesCache(maxCacheBytes);
    for (const bars of dataset.additional) this.#grids.set(bars.timeframe, new TimeframeGrid(dataset.primary, bars));
    const undefinedValues = new Float64Array(dataset.primary.openTimes.length).fill(Number.NaN);
    this.#undefinedColumn = { key: 'not loaded', values: undefinedValues };
  }

  /** One output of an indicator; all NaN if its timeframe is not loaded. */
  series(request: IndicatorRequest): SeriesColumn {
    const last = this.#lastRequests.get(request.id);
    if (last !== undefined && isSameRequest(last.request, request)) return this.#lookUp(last);
    const resolved = this.#resolve(request);
    this.#lastRequests.set(request.id, resolved);
    return this.#lookUp(resolved);
  }

  /** Checks a request and finds the keys of its indicator and its output. */
  #resolve(request: IndicatorRequest): ResolvedRequest {
    const definition = getIndicator(request.indicator);
    const position = definition.outputs.indexOf(request.output);
    if (position < 0) {
      const outputs = definition.outputs.join(', ');
      throw new RangeError(`${definition.name}: output "${request.output}" is not known, expected one of ${outputs}`);
    }
    const params = definition.normalise(request.params);
    const key = indicatorKey(definition.name, request.timeframe, request.side, params);
    const [firstKey, outputKey] = [`${key}${definition.outputs[0]}`, `${key}${request.output}`];
    return { request, definition, params, key, firstKey, outputKey, position };
  }

  /** Lets go of the columns handed out so far; they may be overwritten from then on. */
  release(): void {
    this.#arena?.release();
  }

  /** One of the columns that `compute` gives: out of the shared arena, else out of the private cache. */
  #column(
    key: string,
    firstKey: string,
    outputKey: string,
    position: number,
    compute: () => readonly Float64Array[],
  ): Float64Array {
    const arena = this.#arena;
    if (arena === null) return this.#cache.getOrCompute(key, compute)[position];
    let computed: readonly Float64Array[] | undefined;
    const once = () => (computed ??= compute());
    if (position > 0) {
      // Whoever computes the columns claims the first one for as long as that takes.
      arena.getOrCompute(firstKey, () => {
        arena.getOrCompute(outputKey, () => once()[position]);
        return once()[0];
      });
    }
    return arena.getOrCompute(outputKey, () => once()[position]) ?? this.#cache.getOrCompute(key, once)[position];
  }

  #lookUp({ request, definition, params, key, firstKey, outputKey, position }: ResolvedRequest): SeriesColumn {
    const { timeframe, side } = request;
    if (!this.#isLoaded(timeframe)) return this.#undefinedColumn;
    const known = this.#arena?.get(outputKey) ?? null;
    if (known !== null) return { key: outputKey, values: known };
    const compute = () => {
      const work = () => this.#compute(definition, timeframe, side, params);
      return this.#stopwatch === null ? work() : this.#stopwatch.time(work);
    };
    return { key: outputKey, values: this.#column(key, firstKey, outputKey, position, compute) };
  }

  /**
   * Close of the last completed bar of a timeframe, NaN while there is none or it is stale; on the
   * primary timeframe the closes themselves.
   */
  alignedClose(request: AlignedCloseRequest): SeriesColumn {
    const { timeframe, side } = request;
    const key = `aligned close|${timeframe}|${side}`;
    if (timeframe === this.#dataset.primary.timeframe) return { key, values: this.#dataset.primary[side].close };
    const grid = this.#grids.get(timeframe);
    if (grid === undefined) return this.#undefinedColumn;
    const align = () => [alignCloses(grid.bars[side].close, grid.visible)];
    return { key, values: this.#column(key, key, key, 0, align) };
  }

  #isLoaded(timeframe: Timeframe): boolean {
    return timeframe === this.#dataset.primary.timeframe || this.#grids.has(timeframe);
  }

  #compute(
    definition: IndicatorDefinition,
    timeframe: Timeframe,
    side: PriceSide,
    params: JsonObject,
  ): readonly Float64Array[] {
    const grid = this.#grids.get(timeframe);
    if (timeframe === this.#dataset.primary.timeframe || grid === undefined) {
      return definition.compute(this.#dataset.primary[side], params);
    }
    if (definition.projection === 'mapped') {
      return definition.compute(grid.bars[side], params).map((column) => readThroughMap(column, grid.visible));
    }
    if (this.#variant === 'v2') {
      return definition.compute(grid.bars[side], params).map((column) => projectNative(column, grid.completed));
    }
    const { updatePoints, bars } = grid.stepsOf(side);
    const length = grid.completed.length;
    return definition.compute(bars, params).map((column) => projectVisible(column, updatePoints, length));
  }
}

function isSameRequest(left: IndicatorRequest, right: IndicatorRequest): boolean {
  if (left.indicator !== right.indicator || left.output !== right.output) return false;
  if (left.timeframe !== right.timeframe || left.side !== right.side) return false;
  let count = 0;
  for (const name in right.params) {
    if (left.params[name] !== right.params[name]) return false;
    count++;
  }
  for (const _name in left.params) count--;
  return count === 0;
}
