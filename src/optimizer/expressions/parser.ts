import type { BinaryOperator, ExpressionProblem, SyntaxNode } from './syntax-tree.ts';
import { type Token, tokenize } from './tokens.ts';

/** Nesting of parentheses, calls and signs; keeps every recursion shallow. */
const MAX_DEPTH = 64;
/** Nodes of one expression; also bounds the depth of long chains such as a + b + c + ... */
const MAX_NODES = 1000;

/** Binding strength; operators of equal strength group from the left. */
const STRENGTH: Readonly<Record<BinaryOperator, number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
};

/** Parses by operator precedence (Pratt 1973); a problem is a value, nothing is thrown. */
export function parseSyntax(text: string): SyntaxNode | ExpressionProblem {
  const tokens = tokenize(text);
  if (!isTokenList(tokens)) return tokens;
  const parser = new SyntaxParser(tokens);
  const node = parser.parseAll();
  return parser.problem ?? node;
}

function isTokenList(result: readonly Token[] | ExpressionProblem): result is readonly Token[] {
  return Array.isArray(result);
}

/** Stands for whatever could not be parsed; never leaves this file. */
const NOTHING: SyntaxNode = { kind: 'literal', at: 0, value: 0 };

class SyntaxParser {
  problem: ExpressionProblem | null = null;
  private readonly tokens: readonly Token[];
  private next = 0;
  private depth = 0;
  private nodes = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  parseAll(): SyntaxNode {
    const node = this.parseFrom(0);
    const rest = this.peek();
    if (rest.kind !== 'end') return this.fail(rest.at, `unexpected '${rest.text}', expected an operator or the end`);
    return node;
  }

  /** Parses operands joined by operators stronger than `minimum`. */
  private parseFrom(minimum: number): SyntaxNode {
    if (++this.depth > MAX_DEPTH) return this.fail(this.peek().at, `nested deeper than ${MAX_DEPTH} levels`);
    let left = this.parseOperand();
    for (;;) {
      const { text, kind, at } = this.peek();
      const operator = text as BinaryOperator;
      const strength = kind === 'symbol' ? STRENGTH[operator] : undefined;
      if (this.problem !== null || strength === undefined || strength <= minimum) break;
      this.next++;
      const right = this.parseFrom(strength);
      left = this.count({ kind: 'binary', at, operator, left, right });
    }
    this.depth--;
    return left;
  }

  private parseOperand(): SyntaxNode {
    const token = this.peek();
    if (this.problem !== null) return NOTHING;
    if (token.kind === 'end') return this.fail(token.at, 'the expression ends where a value is expected');
    this.next++;
    if (token.kind === 'number') return this.parseNumber(token);
    if (token.kind === 'string') return this.count({ kind: 'literal', at: token.at, value: token.text });
    if (token.kind === 'name') return this.parseName(token);
    if (token.text === '(') return this.parseGroup();
    // A sign binds tighter than every binary operator.
    if (token.text === '-' || token.text === '!') {
      const operand = this.parseSigned();
      return this.count({ kind: 'unary', at: token.at, operator: token.text, operand });
    }
    return this.fail(token.at, `unexpected '${token.text}', expected a value`);
  }

  private parseSigned(): SyntaxNode {
    if (++this.depth > MAX_DEPTH) return this.fail(this.peek().at, `nested deeper than ${MAX_DEPTH} levels`);
    const operand = this.parseOperand();
    this.depth--;
    return operand;
  }

  private parseNumber(token: Token): SyntaxNode {
    const value = Number(token.text);
    if (!Number.isFinite(value)) return this.fail(token.at, `the number ${token.text} is too large`);
    return this.count({ kind: 'literal', at: token.at, value });
  }

  private parseName(token: Token): SyntaxNode {
    if (this.peek().text === '(' && this.peek().kind === 'symbol') {
      this.next++;
      return this.count({ kind: 'call', at: token.at, name: token.text, args: this.parseArguments() });
    }
    if (token.text === 'true' || token.text === 'false') {
      return this.count({ kind: 'literal', at: token.at, value: token.text === 'true' });
    }
    return this.count({ kind: 'identifier', at: token.at, name: token.text });
  }

  private parseGroup(): SyntaxNode {
    const node = this.parseFrom(0);
    this.expect(')');
    return node;
  }

  private parseArguments(): readonly SyntaxNode[] {
    if (this.accept(')')) return [];
    const args = [this.parseFrom(0)];
    while (this.problem === null && this.accept(',')) args.push(this.parseFrom(0));
    this.expect(')');
    return args;
  }

  private peek(): Token {
    return this.tokens[Math.min(this.next, this.tokens.length - 1)] as Token;
  }

  private accept(symbol: string): boolean {
    const token = this.peek();
    if (token.kind !== 'symbol' || token.text !== symbol) return false;
    this.next++;
    return true;
  }

  private expect(symbol: string): void {
    const token = this.peek();
    if (this.problem !== null || this.accept(symbol)) return;
    const found = token.kind === 'end' ? 'the end' : `'${token.text}'`;
    this.fail(token.at, `expected '${symbol}', found ${found}`);
  }

  private count(node: SyntaxNode): SyntaxNode {
    if (++this.nodes > MAX_NODES) return this.fail(node.at, `more than ${MAX_NODES} values and operators`);
    return node;
  }

  /** Keeps the first problem; the callers unwind because nothing more is read. */
  private fail(position: number, message: string): SyntaxNode {
    this.problem ??= { message, position, suggestion: null };
    return NOTHING;
  }
}
