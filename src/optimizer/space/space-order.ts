import type { CompiledExpression } from '../expressions/expression.ts';
import type { SpaceIssue } from './space-issue.ts';

/** Compiled `when` and `expr` of one parameter, null where it has none. */
export interface ParameterExpressions {
  readonly when: CompiledExpression | null;
  readonly expr: CompiledExpression | null;
}

/** Order in which derived values and constraints can be worked out while parameters are placed in file order. */
export interface SpaceOrder {
  /** Per position: derived parameters whose inputs are complete once this position is placed, inputs first. */
  readonly derivedAt: readonly (readonly number[])[];
  /** Per position: constraints whose parameters are all known then. */
  readonly constraintsAt: readonly (readonly CompiledExpression[])[];
}

/**
 * Finds for every derived parameter and constraint the first position at which it can be computed.
 * Reports cycles of derived parameters and conditions that need a later parameter, directly or
 * through a derived one: with these excluded, activity depends on earlier parameters only.
 */
export function orderSpace(
  parameters: readonly ParameterExpressions[],
  constraints: readonly CompiledExpression[],
  nameOf: (index: number) => string,
): SpaceOrder | readonly SpaceIssue[] {
  const issues: SpaceIssue[] = [];
  const readyAt = new Array<number | undefined>(parameters.length);
  const derivedAt: number[][] = parameters.map(() => []);
  const open = new Set<number>();

  const visit = (index: number): number => {
    const known = readyAt[index];
    if (known !== undefined) return known;
    const { expr, when } = parameters[index] as ParameterExpressions;
    if (expr === null) return index;
    if (open.has(index)) {
      issues.push(cycleIssue([...open].slice([...open].indexOf(index)), nameOf));
      return index;
    }
    open.add(index);
    const inputs = [...expr.identifiers, ...(when?.identifiers ?? [])];
    const ready = Math.max(index, ...inputs.map(visit));
    open.delete(index);
    readyAt[index] = ready;
    (derivedAt[ready] as number[]).push(index);
    return ready;
  };
  for (let index = 0; index < parameters.length; index++) visit(index);
  if (issues.length > 0) return issues;

  parameters.forEach(({ when }, index) => {
    const late = when?.identifiers.find((used) => visit(used) >= index);
    if (late !== undefined) issues.push(lateIssue(index, late, nameOf));
  });
  if (issues.length > 0) return issues;

  const constraintsAt: CompiledExpression[][] = parameters.map(() => []);
  for (const constraint of constraints)
    constraintsAt[Math.max(0, ...constraint.identifiers.map(visit))]?.push(constraint);
  return { derivedAt, constraintsAt };
}

function cycleIssue(cycle: readonly number[], nameOf: (index: number) => string): SpaceIssue {
  const names = [...cycle, cycle[0] as number].map(nameOf).join(' -> ');
  return {
    code: 'SWEEP_EXPRESSION',
    place: { kind: 'parameter', index: cycle[0] as number, field: 'expr' },
    message: `derived parameters depend on each other: ${names}`,
    hint: 'compute one of them from searched parameters only',
  };
}

function lateIssue(index: number, late: number, nameOf: (index: number) => string): SpaceIssue {
  const message =
    late === index
      ? `the condition of '${nameOf(index)}' uses the parameter itself`
      : `the condition uses '${nameOf(late)}', which is known only after '${nameOf(index)}'`;
  return {
    code: 'SWEEP_EXPRESSION',
    place: { kind: 'parameter', index, field: 'when' },
    message,
    hint: 'a condition may use parameters that appear earlier in the file',
  };
}
