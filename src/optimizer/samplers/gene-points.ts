import type { JsonValue } from '../../core/types/json.ts';
import { PointBuilder, placePoint, type SpacePoint } from '../space/point-builder.ts';
import type { SearchSpace } from '../space/search-space.ts';
import { type Axis, axesOf, valueOfGene } from './axis.ts';
import { GeneIdentity, type PointIdentity } from './gene-identity.ts';

/** Turns genes into points of a space. */
export class GenePoints {
  readonly axes: readonly Axis[];
  /** Genes of the active parameters of the point placed last; NaN: not active. */
  readonly genes: Float64Array;
  private readonly space: SearchSpace;
  private readonly builder: PointBuilder;
  private readonly identity: GeneIdentity;
  /** Number of the axis of a parameter position. */
  private readonly axisAt: Int32Array;
  private geneOf: (axis: number) => number = () => Number.NaN;
  private readonly pick = (position: number): JsonValue => {
    const d = this.axisAt[position];
    const gene = this.geneOf(d);
    this.genes[d] = gene;
    return valueOfGene(this.axes[d], gene);
  };

  constructor(space: SearchSpace) {
    this.space = space;
    this.axes = axesOf(space);
    this.genes = new Float64Array(this.axes.length);
    this.builder = new PointBuilder(space);
    this.identity = new GeneIdentity(this.axes);
    this.axisAt = new Int32Array(space.parameters.length);
    for (let d = 0; d < this.axes.length; d++) this.axisAt[this.axes[d].position] = d;
  }

  /**
   * Places the point whose genes `geneOf` gives for the active parameters, asked in file order; null if it
   * violates a constraint.
   */
  place(geneOf: (axis: number) => number): PointIdentity | null {
    this.genes.fill(Number.NaN);
    this.geneOf = geneOf;
    return placePoint(this.space, this.builder, this.pick) ? this.identity.of(this.genes) : null;
  }

  /** The point placed last. */
  build(): SpacePoint {
    return this.builder.build();
  }
}
