import { roundSignificant } from '../../space/decimal.ts';
import type { Axis } from '../axis.ts';

/**
 * The interval a numeric axis is modelled on (`optimizer.md` 10.5): the values themselves or their
 * logarithms; half a step wider on both sides for a stepped range, so that all levels count alike.
 */
export class WorkingRange {
  readonly lower: number;
  readonly upper: number;
  private readonly axis: Axis;

  constructor(axis: Axis) {
    this.axis = axis;
    const margin = axis.kind === 'stepped' ? axis.step / 2 : 0;
    // Logarithmic integers begin at 1; a wide step must not reach down to 0.
    const lowest = axis.isLog && margin > 0 ? Math.max(axis.low - margin, 0.5) : axis.low - margin;
    this.lower = this.scale(lowest);
    this.upper = this.scale(axis.high + margin);
  }

  /** Place of a gene in the interval. */
  coordinateOf(gene: number): number {
    const { kind, low, step } = this.axis;
    return this.scale(kind === 'stepped' ? low + gene * step : gene);
  }

  /** Gene nearest to a place in the interval: the value on the grid, or 12 significant digits. */
  geneAt(coordinate: number): number {
    const { kind, low, high, step, size, isLog } = this.axis;
    const value = isLog ? Math.exp(coordinate) : coordinate;
    if (kind === 'stepped') return Math.min(Math.max(Math.round((value - low) / step), 0), size - 1);
    return Math.min(Math.max(roundSignificant(value), low), high);
  }

  private scale(value: number): number {
    return this.axis.isLog ? Math.log(value) : value;
  }
}
