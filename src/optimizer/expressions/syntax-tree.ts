/** Type of a value as far as it is known before evaluation; `any` may hold each of the others. */
export type ValueType = 'number' | 'string' | 'boolean' | 'any';

type UnaryOperator = '-' | '!';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';
export type OrderOperator = '<' | '<=' | '>' | '>=';
type EqualityOperator = '==' | '!=';
type LogicalOperator = '&&' | '||';
export type BinaryOperator = ArithmeticOperator | OrderOperator | EqualityOperator | LogicalOperator;

/** A parsed expression; `at` is the offset of the node's own token in the text. */
export type SyntaxNode =
  | { readonly kind: 'literal'; readonly at: number; readonly value: number | string | boolean }
  | { readonly kind: 'identifier'; readonly at: number; readonly name: string }
  | { readonly kind: 'unary'; readonly at: number; readonly operator: UnaryOperator; readonly operand: SyntaxNode }
  | {
      readonly kind: 'binary';
      readonly at: number;
      readonly operator: BinaryOperator;
      readonly left: SyntaxNode;
      readonly right: SyntaxNode;
    }
  | { readonly kind: 'call'; readonly at: number; readonly name: string; readonly args: readonly SyntaxNode[] };

/** Why a text is no valid expression. */
export interface ExpressionProblem {
  readonly message: string;
  /** Offset of the offending character, 0-based. */
  readonly position: number;
  /** A known name close to an unknown one. */
  readonly suggestion: string | null;
}
