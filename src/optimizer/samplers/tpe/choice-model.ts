import type { BulkRandomStream } from '../../random/seeds.ts';
import type { AxisModel } from './axis-model.ts';

/**
 * Trials that every choice counts for without having been tried. `optimizer.md` 10.5 gives all choices together
 * one; then the first choice with a good trial is never left again, because the best ratio of 24 candidates
 * decides. From 1 to 8 the searches of `docs/performance.md` find about the same.
 */
const PRIOR_COUNT = 4;

/** A parameter whose values have no order: smoothed shares of the choices (`optimizer.md` 10.5). */
export class ChoiceModel implements AxisModel {
  private readonly size: number;
  /** Share of every choice in L and in G. */
  private readonly good: Float64Array;
  private readonly bad: Float64Array;
  /** ln l - ln g of every choice. */
  private readonly logRatios: Float64Array;

  /** A uniform number per candidate. */
  private readonly draws: Float64Array;

  constructor(size: number, candidates: number) {
    this.size = size;
    this.draws = new Float64Array(candidates);
    this.good = new Float64Array(size);
    this.bad = new Float64Array(size);
    this.logRatios = new Float64Array(size);
  }

  cellOf(gene: number): number {
    return gene;
  }

  fitGood(cells: Float64Array, rows: Int32Array): void {
    this.fit(this.good, cells, rows, rows.length);
  }

  fitBad(cells: Float64Array, rows: Int32Array, _weights: Float64Array, count: number): void {
    this.fit(this.bad, cells, rows, count);
    for (let choice = 0; choice < this.size; choice++) {
      this.logRatios[choice] = Math.log(this.good[choice]) - Math.log(this.bad[choice]);
    }
  }

  draw(random: BulkRandomStream, candidates: number): number {
    const { draws } = this;
    random.fill(draws, candidates);
    let chosen = -1;
    let best = Number.NEGATIVE_INFINITY;
    for (let candidate = 0; candidate < candidates; candidate++) {
      const choice = this.drawChoice(draws[candidate]);
      if (this.logRatios[choice] > best) {
        best = this.logRatios[choice];
        chosen = choice;
      }
    }
    return chosen;
  }

  /** First choice whose cumulative weight exceeds u; the last one where rounding leaves none. */
  private drawChoice(u: number): number {
    let cumulative = 0;
    for (let choice = 0; choice < this.size - 1; choice++) {
      cumulative += this.good[choice];
      if (cumulative > u) return choice;
    }
    return this.size - 1;
  }

  /** Share of a choice: (count + prior) / (total + k prior). */
  private fit(target: Float64Array, cells: Float64Array, rows: Int32Array, count: number): void {
    target.fill(0);
    let total = 0;
    for (let i = 0; i < count; i++) {
      const choice = cells[rows[i]];
      if (Number.isNaN(choice)) continue;
      target[choice] += 1;
      total += 1;
    }
    const all = total + PRIOR_COUNT * this.size;
    for (let choice = 0; choice < this.size; choice++) target[choice] = (target[choice] + PRIOR_COUNT) / all;
  }
}
