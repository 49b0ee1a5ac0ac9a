import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import type { CompiledExpression } from '../expressions/expression.ts';
import { roundSignificant } from './decimal.ts';
import { FlatJson } from './flat-json.ts';
import { isSearched, type ParameterDefinition } from './parameter.ts';
import type { SearchSpace } from './search-space.ts';

/** A configuration path and the value written there. */
type ParameterChange = readonly [path: string, value: JsonValue];

/** One parameter set. */
export interface SpacePoint {
  /** Active searched parameters, full path to value, file order: the parameter identity. */
  readonly params: JsonObject;
  /** Everything written into the base configuration, fixed and derived values included, file order. */
  readonly changes: readonly ParameterChange[];
  /** Canonical JSON of `params`, and of `changes` as a flat map. */
  readonly paramsJson: string;
  readonly changesJson: string;
}

/**
 * Puts a point together, one parameter after the other in file order. Conditions, derived values and
 * constraints are worked out as soon as their inputs are there, so a walk can give up early. The same
 * builder serves any number of points: placing a position again replaces what was there.
 */
export class PointBuilder {
  private readonly space: SearchSpace;
  /** By position; undefined where inactive or not known yet. Also the value list of all expressions. */
  private readonly values: (JsonValue | undefined)[];
  private readonly paramsText: FlatJson;
  private readonly changesText: FlatJson;

  constructor(space: SearchSpace) {
    this.space = space;
    this.paramsText = new FlatJson(
      space.parameters.map((parameter) => (isSearched(parameter) ? parameter.path : null)),
    );
    this.changesText = new FlatJson(space.parameters.map(({ path }) => path));
    this.values = new Array<JsonValue | undefined>(space.parameters.length).fill(undefined);
  }

  /** Whether the parameter takes part, given the ones before it (`optimizer.md` 8.2). */
  isActive(position: number): boolean {
    const when = this.space.expressions[position]?.when ?? null;
    return when === null || (this.allActive(when) && when.evaluate(this.values) === true);
  }

  /**
   * Sets a searched or fixed parameter (undefined: inactive), then computes what became computable.
   * False if that violates a constraint or a derived value cannot be computed.
   */
  place(position: number, value: JsonValue | undefined): boolean {
    const { order, parameters } = this.space;
    if (parameters[position]?.kind !== 'derived') this.values[position] = value;
    let isComputed = true;
    for (const derived of order.derivedAt[position] as readonly number[]) {
      // All of them, so that nothing of an earlier point is left to conditions of later parameters.
      if (!this.computeDerived(derived)) isComputed = false;
    }
    if (!isComputed) return false;
    for (const constraint of order.constraintsAt[position] as readonly CompiledExpression[]) {
      if (this.allActive(constraint) && constraint.evaluate(this.values) !== true) return false;
    }
    return true;
  }

  /** The point of all positions placed last. */
  build(): SpacePoint {
    const params: Record<string, JsonValue> = {};
    const changes: ParameterChange[] = [];
    for (let position = 0; position < this.values.length; position++) {
      const value = this.values[position];
      if (value === undefined) continue;
      const parameter = this.space.parameters[position] as ParameterDefinition;
      if (isSearched(parameter)) params[parameter.path] = value;
      changes.push([parameter.path, value]);
    }
    const { values } = this;
    return { params, changes, paramsJson: this.paramsText.write(values), changesJson: this.changesText.write(values) };
  }

  /** False where every input is there and the result is missing all the same. */
  private computeDerived(position: number): boolean {
    this.values[position] = undefined;
    const expression = this.space.expressions[position]?.expr as CompiledExpression;
    if (!this.allActive(expression) || !this.isActive(position)) return true;
    const value = expression.evaluate(this.values);
    // Rounded like every computed value, so that its text is the same on all platforms.
    this.values[position] = typeof value === 'number' ? roundSignificant(value) : value;
    return value !== undefined;
  }

  private allActive(expression: CompiledExpression): boolean {
    for (const index of expression.identifiers) {
      if (this.values[index] === undefined) return false;
    }
    return true;
  }
}

/**
 * Places one value per searched parameter; false if the point violates a constraint. `pick` is asked for
 * active parameters only, and for all of them also where the point is lost already: a sampler that draws in
 * `pick` takes whole points from its random stream.
 */
export function placePoint(space: SearchSpace, builder: PointBuilder, pick: (position: number) => JsonValue): boolean {
  let isValid = true;
  for (let position = 0; position < space.parameters.length; position++) {
    const parameter = space.parameters[position] as ParameterDefinition;
    let value: JsonValue | undefined;
    if (parameter.kind !== 'derived' && builder.isActive(position)) {
      value = parameter.kind === 'fixed' ? parameter.value : pick(position);
    }
    if (!builder.place(position, value)) isValid = false;
  }
  return isValid;
}

/** Builds a point as `placePoint` places it; null if it violates a constraint. */
export function buildPoint(
  space: SearchSpace,
  builder: PointBuilder,
  pick: (position: number) => JsonValue,
): SpacePoint | null {
  return placePoint(space, builder, pick) ? builder.build() : null;
}
