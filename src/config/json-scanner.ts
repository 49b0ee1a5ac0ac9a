/** Syntax error with the offset at which it was noticed. */
export class JsonSyntaxError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = 'JsonSyntaxError';
    this.offset = offset;
  }
}

const NUMBER_PATTERN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const FIRST_PRINTABLE = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const WORD_PATTERN = /[A-Za-z_$][\w$]*/y;
const HEX_PATTERN = /^[0-9a-fA-F]{4}$/;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Reads the tokens of RFC 8259 one by one, and nothing beyond them. */
export class JsonScanner {
  readonly text: string;
  offset: number;

  constructor(text: string, offset: number) {
    this.text = text;
    this.offset = offset;
  }

  /** Skips blanks and returns the next character, '' at the end. */
  peek(): string {
    const { text } = this;
    for (;;) {
      const character = text[this.offset];
      if (character === undefined) return '';
      if (character !== ' ' && character !== '\n' && character !== '\r' && character !== '\t') return character;
      this.offset++;
    }
  }

  /** A quoted text; the opening quote is the next character. */
  readText(): string {
    this.offset++;
    let result = '';
    for (;;) {
      result += this.readPlainText();
      const character = this.text[this.offset];
      if (character === '"') {
        this.offset++;
        return result;
      }
      if (character === undefined) throw this.fail('a text is not closed: the file ends before the closing "');
      if (character !== '\\')
        throw this.fail('a text may not contain a line break or control character; write \\n or \\u');
      result += this.readEscape();
    }
  }

  /** Characters up to the next quote, escape or control character. */
  private readPlainText(): string {
    const start = this.offset;
    for (;;) {
      const code = this.text.charCodeAt(this.offset);
      if (Number.isNaN(code) || code < FIRST_PRINTABLE || code === QUOTE || code === BACKSLASH) break;
      this.offset++;
    }
    return this.text.slice(start, this.offset);
  }

  private readEscape(): string {
    const letter = this.text[this.offset + 1] ?? '';
    if (letter === 'u') {
      const digits = this.text.slice(this.offset + 2, this.offset + 6);
      if (!HEX_PATTERN.test(digits)) throw this.fail('\\u needs four hexadecimal digits');
      this.offset += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const character = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
    if (character === undefined) throw this.fail(`unknown escape \\${letter} in a text`);
    this.offset += 2;
    return character;
  }

  readNumber(): number {
    const start = this.offset;
    const literal = this.match(NUMBER_PATTERN);
    if (literal === null) throw this.fail('a number needs a digit after the sign');
    const next = this.text[this.offset] ?? '';
    if (/[\w.+]/.test(next)) throw this.fail(`malformed number "${literal}${next}"`);
    const value = Number(literal);
    if (!Number.isFinite(value)) throw new JsonSyntaxError(`the number ${literal} is too large`, start);
    return value === 0 ? 0 : value;
  }

  /** `true`, `false` or `null`. */
  readWord(): boolean | null {
    const start = this.offset;
    const word = this.match(WORD_PATTERN);
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    throw new JsonSyntaxError(describeForeignToken(word ?? this.text[start] ?? '', this.text[start + 1] ?? ''), start);
  }

  fail(message: string): JsonSyntaxError {
    return new JsonSyntaxError(message, this.offset);
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.offset;
    const matched = pattern.exec(this.text)?.[0] ?? null;
    if (matched !== null) this.offset += matched.length;
    return matched;
  }
}

function describeForeignToken(token: string, next: string): string {
  if (token === '') return 'the file ends where a value was expected';
  if (token === '/' && (next === '/' || next === '*')) return 'comments are not allowed in JSON';
  if (token === "'") return 'texts need double quotes';
  if (token === 'NaN' || token === 'Infinity' || token === 'undefined') return `${token} is not a JSON value`;
  return `expected a value, found ${JSON.stringify(token)}`;
}
