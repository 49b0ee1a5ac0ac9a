import type { BulkRandomStream } from '../../random/seeds.ts';

/**
 * Densities of the good and the bad trials along one axis, and the choice between candidates. A *cell* is
 * how a model keeps a gene; NaN stands for a trial in which the parameter is not active.
 */
export interface AxisModel {
  cellOf(gene: number): number;
  /** Fits the density of L, all of whose members count alike. */
  fitGood(cells: Float64Array, rows: Int32Array): void;
  /** Fits the density of G. */
  fitBad(cells: Float64Array, rows: Int32Array, weights: Float64Array, count: number): void;
  /** Gene of the best of `candidates` drawn from L, at most as many as the model was made for. */
  draw(random: BulkRandomStream, candidates: number): number;
}
