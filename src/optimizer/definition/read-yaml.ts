import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  parseDocument,
  type Scalar,
} from 'yaml';
import type { MappingEntry, SourceNode, SourcePath } from './source-node.ts';
import type { SweepCode, SweepProblems } from './sweep-problems.ts';
import { findDeepNesting, MAX_DEPTH, TOO_DEEP } from './yaml-nesting.ts';

/** Uses of aliases and values of one file; a sweep file needs far less. */
const MAX_ALIASES = 1000;
const MAX_VALUES = 200_000;
/** One slip can make the parser complain about every later line. */
const MAX_REPORTED = 20;

/**
 * Parses a sweep file as one YAML 1.2 document. Null where it cannot be read at all; findings inside a
 * readable file (keys twice, unusable numbers) are reported and reading goes on.
 */
export function readYaml(text: string, problems: SweepProblems): SourceNode | null {
  const document = parseText(text, problems);
  if (document === null) return null;
  if (document.contents === null) {
    problems.add({ code: 'SWEEP_TYPE', offset: 0, path: [], message: 'the file is empty, expected a mapping' });
    return null;
  }
  const reader = new TreeReader(document, problems);
  const root = reader.read(document.contents, [], 0);
  return reader.isBroken ? null : root;
}

function parseText(text: string, problems: SweepProblems): Document.Parsed | null {
  const report = (offset: number, message: string): null => {
    problems.add({ code: 'SWEEP_YAML_PARSE', offset, path: [], message });
    return null;
  };
  const deep = findDeepNesting(text);
  if (deep !== null) {
    problems.add({ code: 'SWEEP_YAML_PARSE', offset: deep, path: [], ...TOO_DEEP });
    return null;
  }
  let document: Document.Parsed;
  try {
    document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, resolveKnownTags: false, version: '1.2' });
  } catch (error) {
    return report(0, `the file cannot be parsed: ${error instanceof Error ? error.message : String(error)}`);
  }
  const findings = [...document.errors, ...document.warnings];
  for (const { code, pos, message } of findings.slice(0, MAX_REPORTED)) {
    report(pos[0], code === 'MULTIPLE_DOCS' ? 'the file holds several documents, expected one' : message);
  }
  if (findings.length > 0) return null;
  const { version } = document.directives.yaml;
  if (version !== '1.2') return report(0, `the file says YAML ${version}, expected YAML 1.2`);
  return document;
}

/** Decimal, hexadecimal or octal integer, in distinction from 1e300. */
const INTEGER_TEXT = /^[-+]?(?:\d+|0x[0-9a-fA-F]+|0o[0-7]+)$/;

class TreeReader {
  isBroken = false;
  private readonly document: Document.Parsed;
  private readonly problems: SweepProblems;
  private aliases = 0;
  private values = 0;

  constructor(document: Document.Parsed, problems: SweepProblems) {
    this.document = document;
    this.problems = problems;
  }

  read(node: ParsedNode | null, path: SourcePath, parentOffset: number, depth = 0): SourceNode {
    const offset = node?.range[0] ?? parentOffset;
    if (this.isBroken) return nothingAt(offset);
    if (++this.values > MAX_VALUES) return this.stop(offset, path, `more than ${MAX_VALUES} values, aliases expanded`);
    if (depth > MAX_DEPTH) return this.stop(offset, [], TOO_DEEP.message, TOO_DEEP.hint);
    if (node === null) return nothingAt(offset);
    if (isAlias(node)) {
      if (++this.aliases > MAX_ALIASES) return this.stop(offset, path, `more than ${MAX_ALIASES} aliases`);
      const target = node.resolve(this.document) as ParsedNode | undefined;
      if (target === undefined) return this.stop(offset, path, `the alias '*${node.source}' has no anchor before it`);
      // Shown at the place of the alias, not of the anchor.
      return { ...this.read(target, path, offset, depth + 1), offset };
    }
    if (isSeq(node)) {
      const items = node.items.map((item, i) => this.read(item as ParsedNode, [...path, i], offset, depth + 1));
      return { kind: 'list', items, offset };
    }
    if (isMap(node)) return { kind: 'mapping', entries: this.readEntries(node.items, path, depth), offset };
    return this.readScalar(node as Scalar.Parsed, path, offset);
  }

  private readEntries(pairs: readonly Pair[], path: SourcePath, depth: number): readonly MappingEntry[] {
    const entries = new Map<string, MappingEntry>();
    for (const pair of pairs) {
      const key = pair.key as ParsedNode | null;
      const keyOffset = key?.range[0] ?? 0;
      const name = isScalar(key) ? keyText(key as Scalar.Parsed) : null;
      if (!isPair(pair) || name === null) {
        this.report('SWEEP_YAML_PARSE', keyOffset, path, 'a key must be a plain text');
        continue;
      }
      const childPath = [...path, name];
      const earlier = entries.get(name);
      if (earlier !== undefined) {
        const [first, second] = [this.problems.lineOf(earlier.keyOffset), this.problems.lineOf(keyOffset)];
        const message = `the key '${name}' appears twice, in line ${first} and line ${second}`;
        this.report('SWEEP_DUPLICATE_KEY', keyOffset, childPath, message);
      } else if (name === '__proto__') {
        this.report('SWEEP_UNKNOWN_KEY', keyOffset, childPath, `unknown key '${name}'`);
      } else {
        entries.set(name, {
          key: name,
          keyOffset,
          value: this.read(pair.value as ParsedNode, childPath, keyOffset, depth + 1),
        });
      }
    }
    return [...entries.values()];
  }

  private readScalar(node: Scalar.Parsed, path: SourcePath, offset: number): SourceNode {
    const { value, source } = node;
    if (typeof value !== 'number') {
      return { kind: 'scalar', value: value as null | boolean | string, numberText: null, offset };
    }
    if (!Number.isFinite(value)) {
      this.report('SWEEP_RANGE', offset, path, `found ${source}, expected a finite number`);
      return { kind: 'scalar', value: 0, numberText: '0', offset };
    }
    if (!Number.isSafeInteger(value) && INTEGER_TEXT.test(source)) {
      this.report('SWEEP_RANGE', offset, path, `the integer ${source} is beyond 2^53 - 1 and would lose digits`);
      const limit = Math.sign(value) * Number.MAX_SAFE_INTEGER;
      return { kind: 'scalar', value: limit, numberText: String(limit), offset };
    }
    // The sum turns a negative zero into zero.
    return { kind: 'scalar', value: value + 0, numberText: source, offset };
  }

  private report(code: SweepCode, offset: number, path: SourcePath, message: string): void {
    this.problems.add({ code, offset, path, message });
  }

  private stop(offset: number, path: SourcePath, message: string, hint?: string): SourceNode {
    if (!this.isBroken) this.problems.add({ code: 'SWEEP_YAML_PARSE', offset, path, message, hint });
    this.isBroken = true;
    return nothingAt(offset);
  }
}

function nothingAt(offset: number): SourceNode {
  return { kind: 'scalar', value: null, numberText: null, offset };
}

/** Keys such as `1` or `true` are names here; an empty key is none. */
function keyText({ value, source }: Scalar.Parsed): string | null {
  if (typeof value === 'string') return value;
  return value === null || source === '' ? null : source;
}
