import type { Axis } from './axis.ts';

/** Equal for two points of a space exactly if the same parameters are active with the same values. */
export type PointIdentity = number | string;

/** Names points by their genes, which is much cheaper than by their canonical text. */
export class GeneIdentity {
  /** Levels of every axis and one for "not active"; empty where a point is no exact integer of mixed radix. */
  private readonly radices: readonly number[];

  constructor(axes: readonly Axis[]) {
    const radices = axes.map(({ size }) => size + 1);
    const isExact = radices.reduce((product, radix) => product * radix, 1) <= Number.MAX_SAFE_INTEGER;
    this.radices = isExact ? radices : [];
  }

  /** @param genes one per axis; NaN: not active */
  of(genes: Float64Array): PointIdentity {
    if (this.radices.length < genes.length) return genes.join();
    let identity = 0;
    for (let d = 0; d < genes.length; d++) {
      const radix = this.radices[d];
      identity = identity * radix + (Number.isNaN(genes[d]) ? radix - 1 : genes[d]);
    }
    return identity;
  }
}
