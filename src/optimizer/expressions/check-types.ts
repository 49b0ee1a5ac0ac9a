import { suggestName } from '../../core/math/suggest.ts';
import { FUNCTION_NAMES, NUMERIC_FUNCTIONS, SPECIAL_FUNCTIONS } from './functions.ts';
import type { BinaryOperator, ExpressionProblem, SyntaxNode, ValueType } from './syntax-tree.ts';

/** An identifier that an expression may use: its place in the value list and its type. */
export interface KnownIdentifier {
  readonly index: number;
  readonly type: ValueType;
}

export type KnownIdentifiers = ReadonlyMap<string, KnownIdentifier>;

type Checked = ValueType | ExpressionProblem;

/** Type of a tree, or the first name, argument count or type in it that cannot be right. */
export function checkTypes(node: SyntaxNode, known: KnownIdentifiers): Checked {
  switch (node.kind) {
    case 'literal':
      return typeof node.value as ValueType;
    case 'identifier':
      return known.get(node.name)?.type ?? unknownIdentifier(node.name, node.at, known);
    case 'unary':
      return expectType(node.operand, node.operator === '-' ? 'number' : 'boolean', `'${node.operator}'`, known);
    case 'binary':
      return checkBinary(node.operator, node.left, node.right, known);
    case 'call':
      return checkCall(node, known);
  }
}

/** True for a problem, false for a type. */
export function isProblem(result: Checked): result is ExpressionProblem {
  return typeof result === 'object';
}

function checkBinary(operator: BinaryOperator, left: SyntaxNode, right: SyntaxNode, known: KnownIdentifiers): Checked {
  if (operator === '==' || operator === '!=') {
    const common = unify([left, right], `'${operator}' compares`, known);
    return isProblem(common) ? common : 'boolean';
  }
  const isLogical = operator === '&&' || operator === '||';
  const wanted = isLogical ? 'boolean' : 'number';
  const first = expectType(left, wanted, `'${operator}'`, known);
  if (isProblem(first)) return first;
  const second = expectType(right, wanted, `'${operator}'`, known);
  if (isProblem(second)) return second;
  return isLogical || operator.startsWith('<') || operator.startsWith('>') ? 'boolean' : 'number';
}

function checkCall(node: SyntaxNode & { kind: 'call' }, known: KnownIdentifiers): Checked {
  const { name, args, at } = node;
  const signature = NUMERIC_FUNCTIONS.get(name) ?? SPECIAL_FUNCTIONS.get(name);
  if (signature === undefined) {
    return {
      message: `unknown function '${name}'`,
      position: at,
      suggestion: suggestName(name, FUNCTION_NAMES) ?? null,
    };
  }
  const { minArguments, maxArguments } = signature;
  if (args.length < minArguments || args.length > maxArguments) {
    const expected = minArguments === maxArguments ? `${minArguments}` : `${minArguments} to ${maxArguments}`;
    return problem(at, `${name} takes ${expected} argument(s), found ${args.length}`);
  }
  if (name === 'coalesce') return unify(args, 'coalesce mixes', known);
  if (name === 'if') {
    const condition = expectType(args[0] as SyntaxNode, 'boolean', 'the condition of if', known);
    return isProblem(condition) ? condition : unify(args.slice(1), 'if mixes', known);
  }
  for (const argument of args) {
    const type = expectType(argument, 'number', name, known);
    if (isProblem(type)) return type;
  }
  return 'number';
}

function expectType(node: SyntaxNode, wanted: ValueType, what: string, known: KnownIdentifiers): Checked {
  const type = checkTypes(node, known);
  if (isProblem(type)) return type;
  if (type !== wanted && type !== 'any') return problem(node.at, `${what} needs a ${wanted}, found a ${type}`);
  return wanted;
}

/** Common type of several operands: `any` gives way to what is known. */
function unify(nodes: readonly SyntaxNode[], what: string, known: KnownIdentifiers): Checked {
  let common: ValueType = 'any';
  for (const node of nodes) {
    const type = checkTypes(node, known);
    if (isProblem(type)) return type;
    if (type === 'any' || type === common) continue;
    if (common !== 'any') return problem(node.at, `${what} a ${common} and a ${type}`);
    common = type;
  }
  return common;
}

function unknownIdentifier(name: string, position: number, known: KnownIdentifiers): ExpressionProblem {
  if (FUNCTION_NAMES.includes(name)) return problem(position, `the function '${name}' needs arguments in parentheses`);
  return { message: `unknown name '${name}'`, position, suggestion: suggestName(name, known.keys()) ?? null };
}

function problem(position: number, message: string): ExpressionProblem {
  return { message, position, suggestion: null };
}
