import type { JsonValue } from '../../core/types/json.ts';
import type { Dimension } from '../space/dimension.ts';
import type { ParameterDefinition } from '../space/parameter.ts';
import { PointBuilder } from '../space/point-builder.ts';
import type { PointCoordinates } from '../space/point-coordinates.ts';
import type { SearchSpace } from '../space/search-space.ts';

/**
 * Walks over a grid in mixed radix order, the last parameter fastest (`optimizer.md` 8.4), in constant
 * memory: it backtracks as soon as a constraint fails, and never leaves the first level of an inactive
 * parameter.
 *
 * The latter drops exactly the repeated identities. Activity, derived values and constraints depend on
 * active parameters only, so setting the inactive ones of a raw point to their first level keeps its
 * active set and values: the same identity at an equal or earlier place. And two points of one identity
 * have the same active set and, because the values of a dimension differ, the same active levels, so
 * they lead to the same such point. It is therefore the first occurrence of its identity, and the only
 * one visited.
 */
export class GridWalk {
  /** Raw combinations passed over because of a constraint, and because they repeat an identity. */
  violating = 0;
  repeated = 0;
  private readonly space: SearchSpace;
  private readonly builder: PointBuilder;
  /** Per position: number of levels (1 for fixed and derived), and raw combinations of all later ones. */
  private readonly sizes: readonly number[];
  private readonly strides: readonly number[];
  private readonly levels: number[];
  private readonly active: boolean[];
  private hasStarted = false;
  private stepsLeft: number;

  /** @param maxSteps parameters placed before the walk gives up; a point takes one to a few */
  constructor(space: SearchSpace, maxSteps = Number.POSITIVE_INFINITY) {
    this.space = space;
    this.stepsLeft = maxSteps;
    this.builder = new PointBuilder(space);
    this.sizes = space.dimensions.map((dimension) => (dimension === null ? 1 : (dimension.size as number)));
    this.strides = suffixProducts(this.sizes);
    this.levels = this.sizes.map(() => 0);
    this.active = this.sizes.map(() => false);
  }

  /** True once the walk gave up before its end. */
  get isCutOff(): boolean {
    return this.stepsLeft < 0;
  }

  /** Goes to the next point; false at the end, and where the walk gives up. */
  next(): boolean {
    const last = this.sizes.length - 1;
    let position = this.hasStarted ? this.backtrack(last) : 0;
    this.hasStarted = true;
    while (position >= 0 && --this.stepsLeft >= 0) {
      if (!this.enter(position)) {
        this.violating += this.strides[position] as number;
        position = this.backtrack(position);
      } else if (position === last) {
        return true;
      } else {
        position += 1;
        this.levels[position] = 0;
      }
    }
    return false;
  }

  /** Place of the current point among all raw combinations, from 0. */
  rank(): number {
    let rank = 0;
    for (let position = 0; position < this.sizes.length; position++) {
      rank += (this.levels[position] as number) * (this.strides[position] as number);
    }
    return rank;
  }

  /** Jumps to a point that `next` has visited before. */
  moveTo(rank: number): void {
    let rest = rank;
    for (let position = 0; position < this.sizes.length; position++) {
      const stride = this.strides[position] as number;
      const level = Math.floor(rest / stride);
      rest -= level * stride;
      this.levels[position] = level;
      this.activate(position);
    }
  }

  /** Coordinates of the current point. */
  coordinates(points: PointCoordinates): number[] {
    const { searched } = this.space;
    const coordinates = new Array<number>(searched.length);
    for (let place = 0; place < searched.length; place++) {
      const position = searched[place];
      coordinates[place] = this.active[position] ? points.atLevel(position, this.levels[position]) : Number.NaN;
    }
    return coordinates;
  }

  private enter(position: number): boolean {
    const isKept = this.activate(position);
    if (!this.active[position] && this.levels[position] === 0) {
      this.repeated += ((this.sizes[position] as number) - 1) * (this.strides[position] as number);
    }
    return isKept;
  }

  private activate(position: number): boolean {
    const isActive = this.builder.isActive(position);
    this.active[position] = isActive;
    return this.builder.place(position, isActive ? this.valueAt(position) : undefined);
  }

  private valueAt(position: number): JsonValue | undefined {
    const dimension = this.space.dimensions[position] as Dimension | null;
    if (dimension !== null) return dimension.valueAt(this.levels[position] as number);
    const parameter = this.space.parameters[position] as ParameterDefinition;
    return parameter.kind === 'fixed' ? parameter.value : undefined;
  }

  /** Moves the last active parameter up to `position` that has a further level; -1 where none has. */
  private backtrack(from: number): number {
    let position = from;
    while (position >= 0 && !this.hasFurtherLevel(position)) position -= 1;
    if (position >= 0) (this.levels[position] as number) += 1;
    return position;
  }

  private hasFurtherLevel(position: number): boolean {
    return this.active[position] === true && (this.levels[position] as number) + 1 < (this.sizes[position] as number);
  }
}

function suffixProducts(sizes: readonly number[]): readonly number[] {
  const products = sizes.map(() => 1);
  for (let position = sizes.length - 2; position >= 0; position--) {
    products[position] = (products[position + 1] as number) * (sizes[position + 1] as number);
  }
  return products;
}
