import type { ExpressionProblem } from './syntax-tree.ts';

export interface Token {
  readonly kind: 'number' | 'string' | 'name' | 'symbol' | 'end';
  /** Text of a symbol or name, content of a string, digits of a number. */
  readonly text: string;
  readonly at: number;
}

/** Longest expression accepted; anything longer is a mistake or an attack, not a formula. */
const MAX_LENGTH = 10_000;

// A name may hold dots, so that a parameter without a short name can be given by its full path.
const TOKEN =
  /(?<blank>[ \t\r\n]+)|(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|'(?<string>[^'\r\n]*)'|(?<symbol>&&|\|\||[<>=!]=|[-+*/%<>!(),])/y;

/** Cuts a text into tokens, the last of kind `end`; or names the first character that fits nowhere. */
export function tokenize(text: string): readonly Token[] | ExpressionProblem {
  if (text.length > MAX_LENGTH) {
    return problemAt(MAX_LENGTH, `the expression has ${text.length} characters, expected at most ${MAX_LENGTH}`);
  }
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) return problemAt(at, explainCharacter(text, at));
    const token = tokenOf(groups, at);
    if (token?.kind === 'number' && startsName(text, TOKEN.lastIndex)) {
      return problemAt(TOKEN.lastIndex, `unexpected '${text[TOKEN.lastIndex]}' after the number ${token.text}`);
    }
    if (token !== null) tokens.push(token);
    at = TOKEN.lastIndex;
  }
  tokens.push({ kind: 'end', text: '', at: text.length });
  return tokens;
}

function tokenOf(groups: Record<string, string | undefined>, at: number): Token | null {
  for (const kind of ['number', 'name', 'string', 'symbol'] as const) {
    const text = groups[kind];
    if (text !== undefined) return { kind, text, at };
  }
  return null;
}

function startsName(text: string, at: number): boolean {
  return /[A-Za-z_.]/.test(text[at] ?? '');
}

function explainCharacter(text: string, at: number): string {
  const character = String.fromCodePoint(text.codePointAt(at) as number);
  if (character === "'") return 'the text in single quotes has no end';
  if (character === '"') return 'a text needs single quotes, found a double quote';
  if (character === '=') return "a comparison needs '==', found '='";
  if (character === '&' || character === '|') return `expected '${character}${character}', found '${character}'`;
  return `unexpected character '${character}'`;
}

function problemAt(position: number, message: string): ExpressionProblem {
  return { message, position, suggestion: null };
}
