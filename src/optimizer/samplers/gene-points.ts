import { buildPoint, PointBuilder, type SpacePoint } from '../space/point-builder.ts';
import type { SearchSpace } from '../space/search-space.ts';
import { type Axis, axesOf, valueOfGene } from './axis.ts';

/** Turns genes into points of a space. */
export class GenePoints {
  readonly axes: readonly Axis[];
  private readonly space: SearchSpace;
  private readonly builder: PointBuilder;
  /** Number of the axis of a parameter position. */
  private readonly axisAt: Int32Array;

  constructor(space: SearchSpace) {
    this.space = space;
    this.axes = axesOf(space);
    this.builder = new PointBuilder(space);
    this.axisAt = new Int32Array(space.parameters.length);
    for (let d = 0; d < this.axes.length; d++) this.axisAt[this.axes[d].position] = d;
  }

  /**
   * The point whose genes `geneOf` gives for the active parameters, asked in file order; null if it
   * violates a constraint.
   */
  build(geneOf: (axis: number) => number): SpacePoint | null {
    return buildPoint(this.space, this.builder, (position) => {
      const d = this.axisAt[position];
      return valueOfGene(this.axes[d], geneOf(d));
    });
  }
}
