import { checkTypes, isProblem, type KnownIdentifier, type KnownIdentifiers } from './check-types.ts';
import { compileNode, type Evaluator } from './compile.ts';
import { parseSyntax } from './parser.ts';
import type { ExpressionProblem, OrderOperator, SyntaxNode, ValueType } from './syntax-tree.ts';

/** An expression of the form a >= b, a > b, a <= b or a < b, with its two sides. */
export interface OrderComparison {
  readonly operator: OrderOperator;
  readonly left: Evaluator;
  readonly right: Evaluator;
}

/** A checked expression, ready to be evaluated many times. */
export interface CompiledExpression {
  readonly text: string;
  readonly type: ValueType;
  /** Indices of all identifiers that occur, ascending, each once. */
  readonly identifiers: readonly number[];
  /** Set where the whole expression is one comparison of two numbers. */
  readonly comparison: OrderComparison | null;
  /** Value for one list of identifier values; `undefined` is *missing*. Never throws. */
  readonly evaluate: Evaluator;
}

export type ExpressionResult =
  | { readonly ok: true; readonly expression: CompiledExpression }
  | { readonly ok: false; readonly problem: ExpressionProblem };

/**
 * Parses and checks an expression of `optimizer.md` 9.1 over the given identifiers. `expected` is the
 * type that the place needs: `number` for objectives, `boolean` for gates, conditions and constraints.
 */
export function parseExpression(
  text: string,
  known: KnownIdentifiers,
  expected: 'number' | 'boolean' | 'any' = 'any',
): ExpressionResult {
  const syntax = parseSyntax(text);
  if ('message' in syntax) return { ok: false, problem: syntax };
  const type = checkTypes(syntax, known);
  if (isProblem(type)) return { ok: false, problem: type };
  if (expected !== 'any' && type !== 'any' && type !== expected) {
    const message = `the expression gives a ${type}, expected a ${expected}`;
    return { ok: false, problem: { message, position: 0, suggestion: null } };
  }
  const expression: CompiledExpression = {
    text,
    type,
    identifiers: identifiersOf(syntax, known),
    comparison: comparisonOf(syntax, known),
    evaluate: compileNode(syntax, known),
  };
  return { ok: true, expression };
}

/** Identifier table of names that all have one type, indexed by their place in the list. */
export function identifierTable(names: readonly string[], type: ValueType): KnownIdentifiers {
  return new Map(names.map((name, index) => [name, { index, type }]));
}

function identifiersOf(root: SyntaxNode, known: KnownIdentifiers): readonly number[] {
  const found = new Set<number>();
  const visit = (node: SyntaxNode): void => {
    if (node.kind === 'identifier') found.add((known.get(node.name) as KnownIdentifier).index);
    else if (node.kind === 'unary') visit(node.operand);
    else if (node.kind === 'call') node.args.forEach(visit);
    else if (node.kind === 'binary') {
      visit(node.left);
      visit(node.right);
    }
  };
  visit(root);
  return [...found].sort((a, b) => a - b);
}

function comparisonOf(node: SyntaxNode, known: KnownIdentifiers): OrderComparison | null {
  if (node.kind !== 'binary') return null;
  const { operator } = node;
  if (operator !== '<' && operator !== '<=' && operator !== '>' && operator !== '>=') return null;
  return { operator, left: compileNode(node.left, known), right: compileNode(node.right, known) };
}
