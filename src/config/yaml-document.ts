import { ConfigError } from '../core/types/errors.ts';
import type { JsonValue } from '../core/types/json.ts';

/** A parsed YAML file that still knows the lines of its members. */
export interface YamlDocument {
  readonly value: JsonValue;
  /** Line from 1 of the member at a path of keys, or of the nearest one above it. */
  lineOf(keys: readonly string[]): number;
}

/** Files refer to anchors at most this often; more is an attempt to blow up memory. */
const MAX_ALIASES = 50;

/**
 * Parses YAML 1.2, one document, as plain JSON data. Anything else is `CFG_YAML_PARSE` with the line.
 *
 * @param name how messages call the file
 */
export async function parseYamlDocument(bytes: Uint8Array, name: string): Promise<YamlDocument> {
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(decodeUtf8(bytes, name), { lineCounter: lines, stringKeys: true });
  const error = document.errors[0];
  if (error !== undefined) {
    const position = lines.linePos(error.pos[0]);
    throw yamlProblem(name, firstLine(error.message), position.line, position.col);
  }
  return {
    value: toPlainData(document, name),
    lineOf(keys) {
      for (let length = keys.length; length >= 0; length--) {
        const node = length === 0 ? document.contents : document.getIn(keys.slice(0, length), true);
        const offset = (node as { range?: readonly number[] } | null | undefined)?.range?.[0];
        if (offset !== undefined) return lines.linePos(offset).line;
      }
      return 1;
    },
  };
}

function decodeUtf8(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw yamlProblem(name, 'the file is not UTF-8 text', 1, 1);
  }
}

function toPlainData(document: { toJS(options: { maxAliasCount: number }): unknown }, name: string): JsonValue {
  try {
    return (document.toJS({ maxAliasCount: MAX_ALIASES }) ?? null) as JsonValue;
  } catch (error) {
    throw yamlProblem(name, error instanceof Error ? error.message : String(error), 1, 1);
  }
}

/** Messages of the parser continue with an excerpt of the file. */
function firstLine(message: string): string {
  return message.split('\n')[0].replace(/:$/, '');
}

function yamlProblem(name: string, reason: string, line: number, column: number): ConfigError {
  const where = `${name}:${line}:${column}`;
  const message = `not readable as YAML (line ${line}): ${reason}`;
  return new ConfigError([{ code: 'CFG_YAML_PARSE', where, message, details: { line, column } }]);
}
