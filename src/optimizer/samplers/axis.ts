import type { JsonValue } from '../../core/types/json.ts';
import type { Dimension } from '../space/dimension.ts';
import { isSearched, type ParameterDefinition, type SearchParameter } from '../space/parameter.ts';
import type { SearchSpace } from '../space/search-space.ts';

/**
 * How an adaptive sampler sees a searched parameter. A value is one number, its *gene*: the level of a
 * choice or stepped range, the value itself of a continuous range.
 */
export interface Axis {
  /** `choice`: no order is assumed (categorical, bool and list). */
  readonly kind: 'choice' | 'stepped' | 'continuous';
  /** Place among all parameters of the space. */
  readonly position: number;
  readonly dimension: Dimension;
  /** Number of levels; infinity for a continuous range. */
  readonly size: number;
  /** First and last value, and step, of a range; NaN where there is none. */
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly isLog: boolean;
}

/** One axis per searched parameter, in file order. */
export function axesOf({ parameters, dimensions, searched }: SearchSpace): readonly Axis[] {
  return searched.map((position) => {
    const parameter = parameters[position] as ParameterDefinition;
    if (!isSearched(parameter)) throw new RangeError(`'${parameter.path}' is not searched`);
    return createAxis(parameter, position, dimensions[position] as Dimension);
  });
}

function createAxis(parameter: SearchParameter, position: number, dimension: Dimension): Axis {
  const size = dimension.size ?? Number.POSITIVE_INFINITY;
  const base = { position, dimension, size };
  if (parameter.kind !== 'int' && parameter.kind !== 'float') {
    return { ...base, kind: 'choice', low: Number.NaN, high: Number.NaN, step: Number.NaN, isLog: false };
  }
  const { log: isLog } = parameter;
  if (dimension.size === null) {
    const { low, high } = parameter;
    return { ...base, kind: 'continuous', low: Number(low), high: Number(high), step: Number.NaN, isLog };
  }
  // The end of the file's range may lie off the grid and is no value then.
  const low = dimension.valueAt(0) as number;
  const high = dimension.valueAt(size - 1) as number;
  return { ...base, kind: 'stepped', low, high, step: Number(parameter.step), isLog };
}

/** Gene of a unit coordinate in [0, 1), by the unit map (`optimizer.md` 8.5). */
export function geneAtUnit({ kind, dimension, size, low, step, isLog }: Axis, u: number): number {
  if (kind === 'continuous') return dimension.valueAtUnit(u) as number;
  if (!isLog) return Math.floor(u * size);
  return Math.round(((dimension.valueAtUnit(u) as number) - low) / step);
}

/** Parameter value of a gene. */
export function valueOfGene({ kind, dimension }: Axis, gene: number): JsonValue {
  return kind === 'continuous' ? gene : dimension.valueAt(gene);
}
