import type { FinishedTrial } from '../sampler.ts';
import type { AxisModel } from './axis-model.ts';
import { BestTrials } from './best-trials.ts';

/** Largest number of trials that count as good (`optimizer.md` 10.5, step 2). */
export const MAX_GOOD = 25;
/** One good trial per so many. */
const TRIALS_PER_GOOD = 10;

/** All trials of a search by row = trial index: their cells, and which finished ones are the best. */
export class TrialHistory {
  /** Per axis, one cell per row. */
  readonly cells: Float64Array[];
  /** Proposed so far, and finished ones among them. */
  proposed = 0;
  finished = 0;
  private readonly models: readonly AxisModel[];
  private readonly best: BestTrials;

  constructor(models: readonly AxisModel[], decimals: number) {
    this.models = models;
    this.best = new BestTrials(MAX_GOOD, decimals);
    this.cells = models.map(() => new Float64Array(1024));
  }

  /** Adds a proposal; NaN: not active. */
  add(genes: Float64Array): void {
    for (let d = 0; d < this.cells.length; d++) {
      if (this.proposed === this.cells[d].length) this.cells[d] = enlarged(this.cells[d]);
      this.cells[d][this.proposed] = Number.isNaN(genes[d]) ? Number.NaN : this.models[d].cellOf(genes[d]);
    }
    this.proposed += 1;
  }

  /** Notes results, ascending and without holes. */
  finish(trials: readonly FinishedTrial[]): void {
    this.best.add(trials);
    this.finished += trials.length;
  }

  /** Rows of the good trials, ascending. */
  goodRows(): Int32Array {
    const count = Math.min(Math.ceil(this.finished / TRIALS_PER_GOOD), MAX_GOOD);
    return Int32Array.from(this.best.rows(count)).sort();
  }
}

function enlarged(column: Float64Array): Float64Array {
  const larger = new Float64Array(column.length * 2);
  larger.set(column);
  return larger;
}
