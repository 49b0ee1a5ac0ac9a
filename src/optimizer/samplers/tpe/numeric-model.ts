import type { BulkRandomStream } from '../../random/seeds.ts';
import type { Axis } from '../axis.ts';
import type { AxisModel } from './axis-model.ts';
import { Mixture } from './mixture.ts';
import { WeightedValues } from './weighted-values.ts';
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
  private readonly sorted: WeightedValues;
  /** Two uniform numbers per candidate. */
  private readonly draws: Float64Array;

  /** @param maxGood, maxBad largest numbers of members of L and G */
  constructor(axis: Axis, candidates: number, maxGood: number, maxBad: number) {
    this.range = new WorkingRange(axis);
    this.isStepped = axis.kind === 'stepped';
    this.good = new Mixture(this.range.lower, this.range.upper, maxGood);
    this.bad = new Mixture(this.range.lower, this.range.upper, maxBad);
    this.levelWeights = new Float64Array(this.isStepped && axis.size <= MAX_COUNTED_LEVELS ? axis.size : 0);
    const [lowest, highest] = this.isStepped ? [0, axis.size - 1] : [this.range.lower, this.range.upper];
    this.sorted = new WeightedValues(lowest, highest, Math.max(maxGood, maxBad));
    this.draws = new Float64Array(2 * candidates);
  }

  cellOf(gene: number): number {
    return this.isStepped ? gene : this.range.coordinateOf(gene);
  }

  fitGood(cells: Float64Array, rows: Int32Array): void {
    const { sorted, good } = this;
    this.sortCells(cells, rows, null, rows.length);
    good.clear();
    for (let i = 0; i < sorted.count; i++) good.add(this.meanOf(sorted.values[i]), 1);
    good.seal(sorted.count, false);
  }

  fitBad(cells: Float64Array, rows: Int32Array, weights: Float64Array, count: number): void {
    this.bad.clear();
    const active =
      this.levelWeights.length > 0
        ? this.addCounted(cells, rows, weights, count)
        : this.addSorted(cells, rows, weights, count);
    this.bad.seal(active, this.isStepped);
  }

  draw(random: BulkRandomStream, candidates: number): number {
    const { range, draws } = this;
    if (range.lower === range.upper) return range.geneAt(range.lower);
    random.fill(draws, 2 * candidates);
    if (candidates === 1) return range.geneAt(this.candidateAt(0));
    let chosen = Number.NaN;
    let best = 0;
    for (let candidate = 0; candidate < candidates; candidate++) {
      const x = this.candidateAt(candidate);
      const good = this.good.densityAt(x);
      // ln l - ln g grows with l / g, and l / g > best means g < l / best, where the sum can stop early.
      const limit = good / best;
      const bad = this.bad.densityWithin(x, limit);
      if (bad >= limit) continue;
      best = good / bad;
      chosen = x;
    }
    return range.geneAt(chosen);
  }

  private candidateAt(candidate: number): number {
    const component = Math.floor(this.draws[2 * candidate] * this.good.count);
    return this.good.valueAt(component, this.draws[2 * candidate + 1]);
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
    this.sortCells(cells, rows, weights, count);
    const { values, weights: sortedWeights, count: active } = this.sorted;
    for (let i = 0; i < active; ) {
      const cell = values[i];
      let weight = sortedWeights[i++];
      while (this.isStepped && i < active && values[i] === cell) weight += sortedWeights[i++];
      this.bad.add(this.meanOf(cell), weight);
    }
    return active;
  }

  /** Collects the cells of the trials in which the parameter is active. */
  private sortCells(cells: Float64Array, rows: Int32Array, weights: Float64Array | null, count: number): void {
    this.sorted.clear();
    for (let i = 0; i < count; i++) {
      const cell = cells[rows[i]];
      if (!Number.isNaN(cell)) this.sorted.add(cell, weights === null ? 1 : weights[i]);
    }
    this.sorted.sort();
  }
}
