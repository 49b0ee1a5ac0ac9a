import { canonicalJson } from '../../core/math/canonical-json.ts';
import type { Dimension } from './dimension.ts';
import { buildPoint, PointBuilder, type SpacePoint } from './point-builder.ts';
import type { SearchSpace } from './search-space.ts';

/** One number per searched parameter, in file order; NaN where it is inactive. */
export type Coordinates = ArrayLike<number>;

/**
 * Points of a space as plain numbers, in which they cross a thread border: a number stands for itself, any other
 * value for its place among the values of its parameter. Everything else about a point follows from them.
 */
export class PointCoordinates {
  private readonly space: SearchSpace;
  private readonly builder: PointBuilder;
  /** By searched parameter: places of its values by their text; null where values are numbers. */
  private readonly levels: readonly (Map<string, number> | null)[];
  /** Place in the coordinates by position in the file. */
  private readonly places: readonly number[];

  constructor(space: SearchSpace) {
    this.space = space;
    this.builder = new PointBuilder(space);
    this.levels = space.searched.map((position) => levelsOf(space.dimensions[position] as Dimension));
    this.places = space.parameters.map((_, position) => space.searched.indexOf(position));
  }

  /** Numbers of a point. */
  get count(): number {
    return this.space.searched.length;
  }

  /** Place of each of these searched parameters in the coordinates. */
  placesOf(paths: readonly string[]): readonly number[] {
    return paths.map((path) =>
      this.space.searched.findIndex((position) => this.space.parameters[position].path === path),
    );
  }

  encode({ params }: SpacePoint): number[] {
    return this.space.searched.map((position, place) => {
      const value = params[this.space.parameters[position].path];
      if (value === undefined) return Number.NaN;
      const levels = this.levels[place];
      if (levels === null) return value as number;
      const level = levels.get(canonicalJson(value));
      if (level === undefined) throw new RangeError(`parameter ${position} has no value ${canonicalJson(value)}`);
      return level;
    });
  }

  /** Coordinate of a value by its level, of the parameter at this position in the file. */
  atLevel(position: number, level: number): number {
    if (this.levels[this.places[position]] !== null) return level;
    return this.dimensionAt(position).valueAt(level) as number;
  }

  /** The point of coordinates that `encode` gave. */
  decode(coordinates: Coordinates): SpacePoint {
    const point = buildPoint(this.space, this.builder, (position) => {
      const place = this.places[position];
      const coordinate = coordinates[place];
      return this.levels[place] === null ? coordinate : this.dimensionAt(position).valueAt(coordinate);
    });
    if (point === null) throw new RangeError(`no point of the space is at ${Array.from(coordinates).join(', ')}`);
    return point;
  }

  private dimensionAt(position: number): Dimension {
    return this.space.dimensions[position] as Dimension;
  }
}

function levelsOf({ size, valueType, valueAt }: Dimension): Map<string, number> | null {
  if (valueType === 'number') return null;
  return new Map(Array.from({ length: size as number }, (_, level) => [canonicalJson(valueAt(level)), level]));
}
