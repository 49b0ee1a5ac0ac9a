import type { BulkRandomStream } from '../../random/seeds.ts';
import type { Axis } from '../axis.ts';
import type { AxisModel } from './axis-model.ts';
import { CandidateScreen } from './candidate-screen.ts';
import { Mixture } from './mixture.ts';
import { WeightedValues } from './weighted-values.ts';
import { WorkingRange } from './working-range.ts';

/** Larger stepped ranges are sorted instead of counted. */
const MAX_COUNTED_LEVELS = 2048;
/** Draws of one trial before screening the candidates pays for its preparation. */
const UNSCREENED_DRAWS = 1;

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
  private readonly candidates: number;
  /** Two uniform numbers per candidate, and the numbers of all candidates. */
  private readonly draws: Float64Array;
  private readonly all: Int32Array;
  /** Null where repeated proposals are too rare to prepare for. */
  private readonly screen: CandidateScreen | null;
  /** Draws since G was fitted. */
  private drawsOfFit = 0;

  /** @param maxGood, maxBad largest numbers of members of L and G */
  constructor(axis: Axis, candidates: number, maxGood: number, maxBad: number) {
    this.range = new WorkingRange(axis);
    this.isStepped = axis.kind === 'stepped';
    this.good = new Mixture(this.range.lower, this.range.upper, maxGood);
    this.bad = new Mixture(this.range.lower, this.range.upper, maxBad);
    this.levelWeights = new Float64Array(this.isStepped && axis.size <= MAX_COUNTED_LEVELS ? axis.size : 0);
    const [lowest, highest] = this.isStepped ? [0, axis.size - 1] : [this.range.lower, this.range.upper];
    this.sorted = new WeightedValues(lowest, highest, Math.max(maxGood, maxBad));
    this.candidates = candidates;
    this.draws = new Float64Array(2 * candidates);
    this.all = Int32Array.from({ length: candidates }, (_, number) => number);
    this.screen =
      this.levelWeights.length > 0
        ? new CandidateScreen(this.range, axis.size, this.good, this.bad, maxGood, candidates)
        : null;
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
    this.screen?.noteGoodFit();
  }

  fitBad(cells: Float64Array, rows: Int32Array, weights: Float64Array, count: number): void {
    this.bad.clear();
    const active =
      this.levelWeights.length > 0
        ? this.addCounted(cells, rows, weights, count)
        : this.addSorted(cells, rows, weights, count);
    this.bad.seal(active, this.isStepped);
    this.screen?.noteBadFit();
    this.drawsOfFit = 0;
  }

  draw(random: BulkRandomStream): number {
    const { lower, upper } = this.range;
    if (lower === upper) return this.range.geneAt(lower);
    random.fill(this.draws, 2 * this.candidates);
    this.drawsOfFit += 1;
    if (this.screen === null || this.drawsOfFit <= UNSCREENED_DRAWS) return this.bestOf(this.all, this.candidates);
    const gene = this.screen.choose(this.draws, this.candidates);
    return gene < 0 ? this.bestOf(this.screen.survivors, this.screen.survivorCount) : gene;
  }

  /** Gene of the candidate with the largest ratio of densities among those of the given numbers, ascending. */
  private bestOf(numbers: Int32Array, count: number): number {
    let chosen = Number.NaN;
    let best = 0;
    for (let i = 0; i < count; i++) {
      const component = Math.floor(this.draws[2 * numbers[i]] * this.good.count);
      const x = this.good.valueAt(component, this.draws[2 * numbers[i] + 1]);
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
