import type { KnownIdentifier, KnownIdentifiers } from './check-types.ts';
import { NUMERIC_FUNCTIONS, type NumericFunction } from './functions.ts';
import type { ArithmeticOperator, BinaryOperator, OrderOperator, SyntaxNode } from './syntax-tree.ts';

/** A value of the language; `undefined` is *missing*. */
export type ExpressionValue = number | string | boolean | undefined;

/**
 * Values of all identifiers by index. NaN, infinities, null, lists and objects read as missing, so a
 * metric vector with NaN for `"n/a"` and a list of parameter values both fit as they are.
 */
type ValueList = ArrayLike<unknown>;

export type Evaluator = (values: ValueList) => ExpressionValue;

/**
 * Turns a checked tree into nested functions. Rules of `optimizer.md` 9.1: any operation on missing is
 * missing except `coalesce` and the untaken branch of `if`; a non-finite result is missing.
 */
export function compileNode(node: SyntaxNode, known: KnownIdentifiers): Evaluator {
  switch (node.kind) {
    case 'literal': {
      const { value } = node;
      return () => value;
    }
    case 'identifier':
      return compileIdentifier((known.get(node.name) as KnownIdentifier).index);
    case 'unary':
      return compileUnary(node.operator, compileNode(node.operand, known));
    case 'binary':
      return compileBinary(node.operator, compileNode(node.left, known), compileNode(node.right, known));
    case 'call':
      return compileCall(
        node.name,
        node.args.map((argument) => compileNode(argument, known)),
      );
  }
}

function compileIdentifier(index: number): Evaluator {
  return (values) => {
    const value = values[index];
    if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
    return typeof value === 'string' || typeof value === 'boolean' ? value : undefined;
  };
}

function compileUnary(operator: '-' | '!', operand: Evaluator): Evaluator {
  if (operator === '-') {
    return (values) => {
      const value = operand(values);
      return typeof value === 'number' ? -value : undefined;
    };
  }
  return (values) => {
    const value = operand(values);
    return typeof value === 'boolean' ? !value : undefined;
  };
}

function compileBinary(operator: BinaryOperator, left: Evaluator, right: Evaluator): Evaluator {
  switch (operator) {
    case '&&':
      return compileLogical(left, right, (a, b) => a && b);
    case '||':
      return compileLogical(left, right, (a, b) => a || b);
    case '==':
    case '!=':
      return compileEquality(operator === '==', left, right);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compileOrder(ORDER[operator], left, right);
    default:
      return compileArithmetic(ARITHMETIC[operator], left, right);
  }
}

const ARITHMETIC: Readonly<Record<ArithmeticOperator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
};

const ORDER: Readonly<Record<OrderOperator, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function compileArithmetic(apply: (a: number, b: number) => number, left: Evaluator, right: Evaluator): Evaluator {
  return (values) => {
    const a = left(values);
    const b = right(values);
    if (typeof a !== 'number' || typeof b !== 'number') return undefined;
    const result = apply(a, b);
    return Number.isFinite(result) ? result : undefined;
  };
}

function compileOrder(apply: (a: number, b: number) => boolean, left: Evaluator, right: Evaluator): Evaluator {
  return (values) => {
    const a = left(values);
    const b = right(values);
    return typeof a === 'number' && typeof b === 'number' ? apply(a, b) : undefined;
  };
}

function compileEquality(expected: boolean, left: Evaluator, right: Evaluator): Evaluator {
  return (values) => {
    const a = left(values);
    const b = right(values);
    return a === undefined || b === undefined ? undefined : (a === b) === expected;
  };
}

// Both sides are looked at: `false && missing` is missing.
function compileLogical(left: Evaluator, right: Evaluator, apply: (a: boolean, b: boolean) => boolean): Evaluator {
  return (values) => {
    const a = left(values);
    const b = right(values);
    return typeof a === 'boolean' && typeof b === 'boolean' ? apply(a, b) : undefined;
  };
}

function compileCall(name: string, args: readonly Evaluator[]): Evaluator {
  if (name === 'coalesce') return compileCoalesce(args);
  if (name === 'if') return compileIf(args[0] as Evaluator, args[1] as Evaluator, args[2] as Evaluator);
  return compileNumericCall(NUMERIC_FUNCTIONS.get(name) as NumericFunction, args);
}

function compileCoalesce(args: readonly Evaluator[]): Evaluator {
  return (values) => {
    for (const argument of args) {
      const value = argument(values);
      if (value !== undefined) return value;
    }
    return undefined;
  };
}

function compileIf(condition: Evaluator, whenTrue: Evaluator, whenFalse: Evaluator): Evaluator {
  return (values) => {
    const chosen = condition(values);
    if (typeof chosen !== 'boolean') return undefined;
    return chosen ? whenTrue(values) : whenFalse(values);
  };
}

function compileNumericCall(numericFunction: NumericFunction, args: readonly Evaluator[]): Evaluator {
  return (values) => {
    const numbers: number[] = [];
    for (const argument of args) {
      const value = argument(values);
      if (typeof value !== 'number') return undefined;
      numbers.push(value);
    }
    const result = numericFunction.apply(numbers);
    return Number.isFinite(result) ? result : undefined;
  };
}
