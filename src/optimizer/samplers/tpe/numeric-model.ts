import type { RandomStream } from '../../random/seeds.ts';
import type { Axis } from '../axis.ts';
import type { AxisModel } from './axis-model.ts';
import { Mixture } from './mixture.ts';
import { sortOrder } from './sort-order.ts';
import { WorkingRange } from './working-range.ts';

/** Larger stepped ranges are sorted instead of counted. */
const MAX_COUNTED_LEVELS = 2048;

/**
 * A numeric parameter. Cells are coordinates of the working range for continuous ranges and levels for
 * stepped ones, whose equal values in G are pooled into one component.
 */
export class NumericModel implements AxisModel {
  readonly good: Mixture;
  readonly bad: Mixture;
  private readonly range: WorkingRange;
  private readonly isStepped: boolean;
  /** Sum of weights per level; empty where values are sorted. */
  private readonly levelWeights: Float64Array;
  private readonly keys: Float64Array;
  private readonly keyWeights: Float64Array;
  private readonly order: Int32Array;
  private readonly scratch: Int32Array;

  /** @param maxGood, maxBad largest numbers of members of L and G */
  constructor(axis: Axis, maxGood: number, maxBad: number) {
    this.range = new WorkingRange(axis);
    this.isStepped = axis.kind === 'stepped';
    this.good = new Mixture(this.range.lower, this.range.upper, maxGood);
    this.bad = new Mixture(this.range.lower, this.range.upper, maxBad);
    this.levelWeights = new Float64Array(this.isStepped && axis.size <= MAX_COUNTED_LEVELS ? axis.size : 0);
    const capacity = Math.max(maxGood, maxBad);
    this.keys = new Float64Array(capacity);
    this.keyWeights = new Float64Array(capacity);
    this.order = new Int32Array(capacity);
    this.scratch = new Int32Array(capacity);
  }

  cellOf(gene: number): number {
    return this.isStepped ? gene : this.range.coordinateOf(gene);
  }

  fitGood(cells: Float64Array, rows: Int32Array): void {
    const count = this.sortCells(cells, rows, null, rows.length);
    this.good.clear();
    for (let i = 0; i < count; i++) this.good.add(this.meanOf(this.keys[this.order[i]]), 1);
    this.good.seal(count, false);
  }

  fitBad(cells: Float64Array, rows: Int32Array, weights: Float64Array, count: number): void {
    this.bad.clear();
    const active =
      this.levelWeights.length > 0
        ? this.addCounted(cells, rows, weights, count)
        : this.addSorted(cells, rows, weights, count);
    this.bad.seal(active, this.isStepped);
  }

  draw(random: RandomStream, candidates: number): number {
    const { lower, upper } = this.range;
    if (lower === upper) return this.range.geneAt(lower);
    let chosen = Number.NaN;
    let best = 0;
    for (let candidate = 0; candidate < candidates; candidate++) {
      const x = this.good.draw(random);
      const good = this.good.densityAt(x);
      // ln l - ln g grows with l / g, and l / g > best means g < l / best, where the sum can stop early.
      const limit = good / best;
      const bad = this.bad.densityWithin(x, limit);
      if (bad >= limit) continue;
      best = good / bad;
      chosen = x;
    }
    return this.range.geneAt(chosen);
  }

  private meanOf(cell: number): number {
    return this.isStepped ? this.range.coordinateOf(cell) : cell;
  }

  private addCounted(cells: Float64Array, rows: Int32Array, weights: Float64Array, count: number): number {
    const { levelWeights } = this;
    let active = 0;
    for (let i = 0; i < count; i++) {
      const level = cells[rows[i]];
      if (Number.isNaN(level)) continue;
      levelWeights[level] += weights[i];
      active += 1;
    }
    for (let level = 0; level < levelWeights.length; level++) {
      if (levelWeights[level] === 0) continue;
      this.bad.add(this.range.coordinateOf(level), levelWeights[level]);
      levelWeights[level] = 0;
    }
    return active;
  }

  private addSorted(cells: Float64Array, rows: Int32Array, weights: Float64Array, count: number): number {
    const active = this.sortCells(cells, rows, weights, count);
    for (let i = 0; i < active; ) {
      const cell = this.keys[this.order[i]];
      let weight = this.keyWeights[this.order[i++]];
      while (this.isStepped && i < active && this.keys[this.order[i]] === cell) {
        weight += this.keyWeights[this.order[i++]];
      }
      this.bad.add(this.meanOf(cell), weight);
    }
    return active;
  }

  /** Collects the active cells and sorts `order`; gives their number. */
  private sortCells(cells: Float64Array, rows: Int32Array, weights: Float64Array | null, count: number): number {
    let active = 0;
    for (let i = 0; i < count; i++) {
      const cell = cells[rows[i]];
      if (Number.isNaN(cell)) continue;
      this.keys[active] = cell;
      if (weights !== null) this.keyWeights[active] = weights[i];
      this.order[active] = active;
      active += 1;
    }
    sortOrder(this.keys, this.order, active, this.scratch);
    return active;
  }
}
