import { RuntimeFailure } from '../../core/types/errors.ts';
import type { KnownIdentifier } from '../expressions/check-types.ts';
import { type CompiledExpression, parseExpression } from '../expressions/expression.ts';
import { commonType, createDimension, type Dimension } from './dimension.ts';
import { isSearched, type ParameterDefinition } from './parameter.ts';
import type { SpaceIssue, SpacePlace } from './space-issue.ts';
import { orderSpace, type ParameterExpressions, type SpaceOrder } from './space-order.ts';

/** Parameters and constraints, compiled. Immutable; built again from plain data wherever it is needed. */
export interface SearchSpace {
  /** File order. */
  readonly parameters: readonly ParameterDefinition[];
  /** Per parameter; null for fixed and derived ones. */
  readonly dimensions: readonly (Dimension | null)[];
  readonly expressions: readonly ParameterExpressions[];
  readonly order: SpaceOrder;
  /** Positions of the searched parameters, ascending. */
  readonly searched: readonly number[];
  /** Number of raw combinations, exact below 2^53; null with a continuous range. */
  readonly rawPoints: number | null;
  /** True where conditions or constraints can make the number of trials differ from `rawPoints`. */
  readonly isReduced: boolean;
}

type SpaceResult =
  | { readonly ok: true; readonly space: SearchSpace }
  | { readonly ok: false; readonly issues: readonly SpaceIssue[] };

/** Compiles all expressions and orders the work; every finding is reported at once. */
export function buildSearchSpace(
  parameters: readonly ParameterDefinition[],
  constraints: readonly string[],
): SpaceResult {
  const dimensions = parameters.map((parameter) => (isSearched(parameter) ? createDimension(parameter) : null));
  const known = identifiersOf(parameters, dimensions);
  const issues: SpaceIssue[] = [];
  const compile = (text: string, expected: 'boolean' | 'any', place: SpacePlace): CompiledExpression | null => {
    const result = parseExpression(text, known, expected);
    if (result.ok) return result.expression;
    const { message, position, suggestion } = result.problem;
    issues.push({
      code: 'SWEEP_EXPRESSION',
      place,
      message: `${message}, at character ${position + 1} of "${text}"`,
      ...(suggestion === null ? {} : { hint: `did you mean '${suggestion}'?` }),
    });
    return null;
  };
  const expressions = parameters.map((parameter, index): ParameterExpressions => {
    const place = (field: string): SpacePlace => ({ kind: 'parameter', index, field });
    return {
      when: parameter.when === null ? null : compile(parameter.when, 'boolean', place('when')),
      expr: parameter.kind === 'derived' ? compile(parameter.expr, 'any', place('expr')) : null,
    };
  });
  const compiled = constraints.map((text, index) => compile(text, 'boolean', { kind: 'constraint', index }));
  if (issues.length > 0) return { ok: false, issues };

  const nameOf = (index: number): string => (parameters[index] as ParameterDefinition).path;
  const usable = compiled.filter((constraint) => constraint !== null);
  const order = orderSpace(expressions, usable, nameOf);
  if (!('derivedAt' in order)) return { ok: false, issues: order };
  const searched = parameters.flatMap((parameter, index) => (isSearched(parameter) ? [index] : []));
  const isReduced = constraints.length > 0 || parameters.some(({ when, kind }) => when !== null || kind === 'derived');
  const rawPoints = countRawPoints(dimensions);
  return { ok: true, space: { parameters, dimensions, expressions, order, searched, rawPoints, isReduced } };
}

/** Search space of parameters that were checked before, for example of a definition out of the store. */
export function createSearchSpace(
  parameters: readonly ParameterDefinition[],
  constraints: readonly string[],
): SearchSpace {
  const result = buildSearchSpace(parameters, constraints);
  if (result.ok) return result.space;
  const [first] = result.issues;
  throw new RuntimeFailure('RUNTIME_INTERNAL', `a checked search space is not valid: ${first?.message}`);
}

/** Names usable in expressions: the full path of every parameter, and its short name. */
function identifiersOf(
  parameters: readonly ParameterDefinition[],
  dimensions: readonly (Dimension | null)[],
): ReadonlyMap<string, KnownIdentifier> {
  const known = new Map<string, KnownIdentifier>();
  parameters.forEach((parameter, index) => {
    const type = parameter.kind === 'fixed' ? commonType([parameter.value]) : (dimensions[index]?.valueType ?? 'any');
    known.set(parameter.path, { index, type });
  });
  parameters.forEach(({ name, path }) => {
    if (name !== null) known.set(name, known.get(path) as KnownIdentifier);
  });
  return known;
}

function countRawPoints(dimensions: readonly (Dimension | null)[]): number | null {
  let product = 1n;
  for (const dimension of dimensions) {
    if (dimension === null) continue;
    if (dimension.size === null) return null;
    product *= BigInt(dimension.size);
  }
  return Number(product);
}
