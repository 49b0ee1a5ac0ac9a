import { canonicalJson } from '../../core/math/canonical-json.ts';
import { RuntimeFailure } from '../../core/types/errors.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import { MARKET_PATHS } from '../definition/searchable-paths.ts';
import type { Dimension } from '../space/dimension.ts';
import type { FloatParameter, IntParameter, SearchParameter } from '../space/parameter.ts';
import type { SearchSpace } from '../space/search-space.ts';
import { shareNumbers } from './pieces/shared-numbers.ts';

/** Where trials lie in the search space; one list per searched parameter, one element per trial. */
export interface ParameterPoints {
  /** Number of trials. */
  readonly count: number;
  readonly axes: readonly ParameterAxis[];
}

export interface ParameterAxis {
  readonly path: string;
  /**
   * False where values have no distance but "equal" and "different": categories, booleans, and the market,
   * however it is listed. What a trial earns elsewhere says nothing about its neighbourhood.
   */
  readonly isOrdered: boolean;
  /** Position on the value list; -1 where the parameter is inactive, 0 in a continuous range. */
  readonly levels: Int32Array;
  /** Unit coordinate, the middle of the cell for discrete values (`optimizer.md` 8.5); NaN where inactive. */
  readonly coordinates: Float64Array;
}

/** Places trials by their active search parameters (`params` of a point: full path to value). */
export function placeParameters(space: SearchSpace, trials: readonly JsonObject[]): ParameterPoints {
  const axes = space.searched.map((position) => {
    const parameter = space.parameters[position] as SearchParameter;
    return placeOnAxis(parameter, space.dimensions[position] as Dimension, trials);
  });
  return { count: trials.length, axes };
}

function placeOnAxis(parameter: SearchParameter, dimension: Dimension, trials: readonly JsonObject[]): ParameterAxis {
  const { path, kind } = parameter;
  const levels = new Int32Array(trials.length).fill(-1);
  const coordinates = new Float64Array(trials.length).fill(Number.NaN);
  const levelOf = createLevelSearch(parameter, dimension);
  trials.forEach((params, trial) => {
    const value = params[path];
    if (value === undefined) return;
    const level = levelOf(value);
    if (level === undefined) {
      throw new RuntimeFailure('RUNTIME_INTERNAL', `${canonicalJson(value)} is no value of parameter '${path}'`);
    }
    levels[trial] = level;
    coordinates[trial] = coordinateOf(parameter, dimension, value, level);
  });
  const isOrdered = kind !== 'categorical' && kind !== 'bool' && !MARKET_PATHS.includes(path);
  return { path, isOrdered, levels, coordinates };
}

/** Up to this many values are looked up, more are computed. */
const MAX_LISTED = 100_000;

function createLevelSearch(
  parameter: SearchParameter,
  { size, valueAt }: Dimension,
): (value: JsonValue) => number | undefined {
  if (size === null) return () => 0;
  if (parameter.kind === 'int') return (value) => ((value as number) - parameter.low) / parameter.step;
  if (parameter.kind === 'float' && size > MAX_LISTED) {
    const [low, step] = [Number(parameter.low), Number(parameter.step)];
    return (value) => Math.round(((value as number) - low) / step);
  }
  const known = new Map<string, number>();
  for (let level = 0; level < size; level++) known.set(canonicalJson(valueAt(level)), level);
  return (value) => known.get(canonicalJson(value));
}

function coordinateOf(parameter: SearchParameter, { size }: Dimension, value: JsonValue, level: number): number {
  if (size === null) return continuousCoordinate(parameter as FloatParameter, value as number);
  if (parameter.kind === 'int' && parameter.log) return logCellMiddle(parameter, value as number);
  return (level + 0.5) / size;
}

/** Inverse of the map of a range without steps; the middle where the range is one value. */
function continuousCoordinate({ low, high, log }: FloatParameter, value: number): number {
  const scale = log ? Math.log : (x: number) => x;
  const [start, end] = [scale(Number(low)), scale(Number(high))];
  return end === start ? 0.5 : (scale(value) - start) / (end - start);
}

/** Middle, in the logarithm, of the coordinates that lead to an integer. */
function logCellMiddle({ low, high, step }: IntParameter, value: number): number {
  const start = Math.log(low - 0.5);
  const end = Math.log(high + 0.5);
  const below = Math.log(Math.max(value - step / 2, low - 0.5));
  const above = Math.log(Math.min(value + step / 2, high + 0.5));
  return ((below + above) / 2 - start) / (end - start);
}

/** The same points in shared memory. */
export function sharePoints({ count, axes }: ParameterPoints): ParameterPoints {
  return {
    count,
    axes: axes.map((axis) => {
      const levels = new Int32Array(new SharedArrayBuffer(axis.levels.byteLength));
      levels.set(axis.levels);
      return { ...axis, levels, coordinates: shareNumbers(axis.coordinates) };
    }),
  };
}

/** The trials at the given positions only. */
export function pickTrials({ axes }: ParameterPoints, positions: Int32Array): ParameterPoints {
  return {
    count: positions.length,
    axes: axes.map((axis) => ({
      ...axis,
      levels: Int32Array.from(positions, (position) => axis.levels[position]),
      coordinates: Float64Array.from(positions, (position) => axis.coordinates[position]),
    })),
  };
}
