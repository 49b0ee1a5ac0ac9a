import { elementPath, memberPath } from '../core/math/json-path.ts';
import { ConfigError, type Problem } from '../core/types/errors.ts';
import type { JsonValue } from '../core/types/json.ts';
import { JsonScanner, JsonSyntaxError } from './json-scanner.ts';
import { sortProblems } from './problem-list.ts';
import { BYTE_ORDER_MARK, type TextPosition, TextPositions } from './text-positions.ts';

/** A parsed document that still knows where everything stood. */
export interface JsonDocument {
  readonly value: JsonValue;
  /** `name:line:column` of a JSON path, or of the nearest place above it that the text contains. */
  locate(path: string): string;
}

/** Far deeper than any configuration, far shallower than the call stack. */
const MAX_DEPTH = 128;

/**
 * Parses RFC 8259 text strictly: no comments, no trailing commas, no repeated keys (`data-and-config.md`
 * 2). Throws a `ConfigError` with `CFG_JSON_PARSE` or one `CFG_DUPLICATE_KEY` per repeated key.
 *
 * @param name how messages call the file
 */
export function parseJsonDocument(text: string, name: string): JsonDocument {
  const positions = new TextPositions(text);
  const reader = new DocumentReader(text, positions);
  try {
    const value = reader.read();
    if (reader.duplicates.length > 0) throw new ConfigError(sortProblems(reader.duplicates));
    return { value, locate: (path) => formatPosition(name, positions.at(findOffset(reader.offsets, path))) };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    const position = positions.at(error.offset);
    throw new ConfigError([
      {
        code: 'CFG_JSON_PARSE',
        where: formatPosition(name, position),
        message: `${error.message} (line ${position.line}, column ${position.column})`,
        details: { line: position.line, column: position.column },
      },
    ]);
  }
}

class DocumentReader {
  readonly offsets = new Map<string, number>();
  readonly duplicates: Problem[] = [];
  private readonly scanner: JsonScanner;
  private readonly positions: TextPositions;
  private depth = 0;

  constructor(text: string, positions: TextPositions) {
    this.scanner = new JsonScanner(text, text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0);
    this.positions = positions;
  }

  read(): JsonValue {
    this.scanner.peek();
    this.offsets.set('', this.scanner.offset);
    const value = this.readValue('');
    const rest = this.scanner.peek();
    if (rest !== '') throw this.scanner.fail(`found ${JSON.stringify(rest)} after the end of the document`);
    return value;
  }

  private readValue(path: string): JsonValue {
    const character = this.scanner.peek();
    if (character === '"') return this.scanner.readText();
    if (character === '-' || (character >= '0' && character <= '9')) return this.scanner.readNumber();
    if (character !== '{' && character !== '[') return this.scanner.readWord();
    if (this.depth === MAX_DEPTH) throw this.scanner.fail(`nested deeper than ${MAX_DEPTH} levels`);
    this.depth++;
    this.scanner.offset++;
    const value = character === '{' ? this.readObject(path) : this.readArray(path);
    this.depth--;
    return value;
  }

  private readObject(path: string): JsonValue {
    const result: Record<string, JsonValue> = {};
    if (this.closes('}', true)) return result;
    do {
      if (this.scanner.peek() !== '"') throw this.scanner.fail(this.describeMissingKey());
      const offset = this.scanner.offset;
      const key = this.scanner.readText();
      const place = memberPath(path, key);
      if (Object.hasOwn(result, key)) this.reportDuplicate(place, offset);
      else this.offsets.set(place, offset);
      if (this.scanner.peek() !== ':') throw this.scanner.fail(`expected ":" after the key ${JSON.stringify(key)}`);
      this.scanner.offset++;
      defineMember(result, key, this.readValue(place));
    } while (!this.closes('}', false));
    return result;
  }

  private readArray(path: string): JsonValue {
    const result: JsonValue[] = [];
    if (this.closes(']', true)) return result;
    do {
      if (this.scanner.peek() === ']') throw this.scanner.fail('trailing comma before "]"');
      const place = elementPath(path, result.length);
      this.offsets.set(place, this.scanner.offset);
      result.push(this.readValue(place));
    } while (!this.closes(']', false));
    return result;
  }

  /** Reads a closing bracket, or the comma before the next element. */
  private closes(bracket: string, isFirst: boolean): boolean {
    const character = this.scanner.peek();
    if (character === bracket) {
      this.scanner.offset++;
      return true;
    }
    if (isFirst) return false;
    if (character === '/') throw this.scanner.fail('comments are not allowed in JSON');
    if (character !== ',') {
      const found = character === '' ? 'the file ends' : `found ${JSON.stringify(character)}`;
      throw this.scanner.fail(`${found} where "," or "${bracket}" was expected`);
    }
    this.scanner.offset++;
    return false;
  }

  private describeMissingKey(): string {
    const character = this.scanner.peek();
    if (character === '}') return 'trailing comma before "}"';
    if (character === '') return 'the file ends where a key was expected';
    if (character === '/') return 'comments are not allowed in JSON';
    return `expected a key in double quotes, found ${JSON.stringify(character)}`;
  }

  private reportDuplicate(path: string, offset: number): void {
    const first = this.positions.at(this.offsets.get(path) ?? 0);
    const second = this.positions.at(offset);
    const message =
      `the key is written twice: line ${first.line}, column ${first.column}` +
      ` and line ${second.line}, column ${second.column}`;
    const details = { first: { ...first }, second: { ...second } };
    this.duplicates.push({ code: 'CFG_DUPLICATE_KEY', where: path, message, hint: 'keep one of them', details });
  }
}

/** An assignment would change the prototype for the key `__proto__`. */
function defineMember(target: Record<string, JsonValue>, key: string, value: JsonValue): void {
  if (key !== '__proto__') target[key] = value;
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Offset of a path; where the text has no such place, of the nearest place above it. */
function findOffset(offsets: ReadonlyMap<string, number>, path: string): number {
  for (let place = path; place !== ''; place = parentPath(place)) {
    const offset = offsets.get(place);
    if (offset !== undefined) return offset;
  }
  return offsets.get('') ?? 0;
}

function parentPath(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.'), path.lastIndexOf('[')));
}

function formatPosition(name: string, position: TextPosition): string {
  return `${name}:${position.line}:${position.column}`;
}
