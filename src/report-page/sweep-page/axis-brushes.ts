import type { EChartsType } from 'echarts/core';
import type { Interval } from './brush-controls.ts';
import type { Axis } from './parallel-axes.ts';

/** Least length of a drawn brush, as a share of the axis: a brush over one value is seen, too. */
const SHORTEST = 0.02;

/** What ECharts tells of a brushed axis. */
interface Brushed {
  readonly parallelAxisId?: string;
  readonly intervals?: readonly Interval[];
}

/** Which parts of the axes are brushed, by the pointer or otherwise; a chart that is drawn anew gets them again. */
export class AxisBrushes {
  readonly #axes: readonly Axis[];
  readonly #rowCount: number;
  readonly #onPointer: (axisId: string, intervals: readonly Interval[]) => void;
  readonly #byAxis = new Map<string, readonly Interval[]>();
  #chart: EChartsType | null = null;
  #isDrawing = false;

  /** @param onPointer called when an axis was brushed with the pointer; without intervals its brush was lifted */
  constructor(
    axes: readonly Axis[],
    rowCount: number,
    onPointer: (axisId: string, intervals: readonly Interval[]) => void,
  ) {
    this.#axes = axes;
    this.#rowCount = rowCount;
    this.#onPointer = onPointer;
  }

  get isEmpty(): boolean {
    return this.#byAxis.size === 0;
  }

  /** Listens to the pointer on a chart. */
  follow(chart: EChartsType): void {
    this.#chart = chart;
    chart.on('axisareaselected', (event) => {
      const { parallelAxisId, intervals = [] } = event as Brushed;
      if (this.#isDrawing || parallelAxisId === undefined) return;
      this.#keep(parallelAxisId, intervals);
      this.#onPointer(parallelAxisId, intervals);
    });
  }

  /** Brushes an axis from `interval[0]` to `interval[1]`; null lifts it. */
  set(axisId: string, interval: Interval | null): void {
    this.#keep(axisId, interval === null ? [] : [interval]);
    this.#draw([axisId]);
  }

  clear(): void {
    this.#byAxis.clear();
  }

  /** Draws the brushes into a chart that has just been drawn without them. */
  restore(): void {
    if (!this.isEmpty) this.#draw([...this.#byAxis.keys()]);
  }

  /** Rows that cross all brushed axes inside a brush; null where nothing is brushed. */
  rows(): ReadonlySet<number> | null {
    if (this.isEmpty) return null;
    const rows = Array.from({ length: this.#rowCount }, (_, row) => row);
    return new Set(rows.filter((row) => this.#axes.every((axis) => this.#isInside(axis, row))));
  }

  #isInside({ id, positionOf }: Axis, row: number): boolean {
    const intervals = this.#byAxis.get(id);
    if (intervals === undefined) return true;
    const at = positionOf(row);
    return at !== null && intervals.some(([low, high]) => at >= low && at <= high);
  }

  #keep(axisId: string, intervals: readonly Interval[]): void {
    if (intervals.length === 0) this.#byAxis.delete(axisId);
    else this.#byAxis.set(axisId, intervals);
  }

  #draw(axisIds: readonly string[]): void {
    const chart = this.#chart;
    if (chart === null) return;
    this.#isDrawing = true;
    for (const parallelAxisId of axisIds) {
      const intervals = (this.#byAxis.get(parallelAxisId) ?? []).map((interval) =>
        this.#visible(parallelAxisId, interval),
      );
      chart.dispatchAction({ type: 'axisAreaSelect', parallelAxisId, intervals });
    }
    // An axis does not draw what it believes to have told itself; a new layout makes it look.
    chart.resize({ silent: true });
    this.#isDrawing = false;
  }

  /** An interval that is long enough to be seen. */
  #visible(axisId: string, [low, high]: Interval): Interval {
    const axis = this.#axes.find(({ id }) => id === axisId);
    if (axis === undefined) return [low, high];
    const margin = Math.max(0, (SHORTEST * extentOf(axis, this.#rowCount) - (high - low)) / 2);
    return [low - margin, high + margin];
  }
}

function extentOf({ positionOf }: Axis, rowCount: number): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < rowCount; row++) {
    const position = positionOf(row);
    if (position === null) continue;
    low = Math.min(low, position);
    high = Math.max(high, position);
  }
  return high - low;
}
