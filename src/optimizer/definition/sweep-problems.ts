import { LineCounter } from 'yaml';
import { ConfigError, type Problem } from '../../core/types/errors.ts';
import type { JsonObject } from '../../core/types/json.ts';
import { type SourcePath, showPath } from './source-node.ts';

export type SweepCode =
  | 'SWEEP_YAML_PARSE'
  | 'SWEEP_DUPLICATE_KEY'
  | 'SWEEP_UNKNOWN_KEY'
  | 'SWEEP_MISSING_FIELD'
  | 'SWEEP_TYPE'
  | 'SWEEP_RANGE'
  | 'SWEEP_ENUM'
  | 'SWEEP_SPACE'
  | 'SWEEP_EXPRESSION'
  | 'SWEEP_MODE'
  | 'SWEEP_UNSUPPORTED'
  | 'SWEEP_WINDOW'
  | 'SWEEP_SAMPLER_REQUIRED';

/** A finding in the sweep file. */
interface SweepFinding {
  readonly code: SweepCode;
  /** Character of the file, from 0. */
  readonly offset: number;
  readonly path: SourcePath;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly details?: JsonObject;
}

/**
 * Gathers all findings of one sweep file. Every problem names file, line, column and key path; the
 * error lists them in file order, those of the base configuration after them.
 */
export class SweepProblems {
  private readonly file: string;
  private readonly lines = new LineCounter();
  private readonly found: { readonly offset: number; readonly problem: Problem }[] = [];
  private readonly ofBase: Problem[] = [];

  constructor(file: string, text: string) {
    this.file = file;
    // Offsets of line starts; the counter looks lines up by binary search.
    this.lines.addNewLine(0);
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.lines.addNewLine(at + 1);
  }

  get isEmpty(): boolean {
    return this.found.length === 0 && this.ofBase.length === 0;
  }

  add(finding: SweepFinding): void {
    this.found.push({ offset: finding.offset, problem: this.locate(finding) });
  }

  /** A finding with its place in the file; it is not gathered. */
  locate({ code, offset, path, message, hint, details }: SweepFinding): Problem {
    const { line, column } = this.placeOf(offset);
    return {
      code,
      where: this.where(offset, path),
      message,
      ...(hint === undefined ? {} : { hint }),
      details: { ...details, file: this.file, line, column, path: showPath(path) },
    };
  }

  /** Adds a problem of the base configuration, which keeps its own code and place. */
  addBaseProblem(problem: Problem): void {
    this.ofBase.push(problem);
  }

  /** `file:line:column path`. */
  where(offset: number, path: SourcePath): string {
    const { line, column } = this.placeOf(offset);
    const pathText = showPath(path);
    return `${this.file}:${line}:${column}${pathText === '' ? '' : ` ${pathText}`}`;
  }

  lineOf(offset: number): number {
    return this.placeOf(offset).line;
  }

  /** Throws everything found so far as one error. */
  throwIfAny(): void {
    if (!this.isEmpty) this.fail();
  }

  /** Throws; only for places where something was found. */
  fail(): never {
    const sorted = [...this.found].sort((a, b) => a.offset - b.offset || compareText(a.problem.where, b.problem.where));
    throw new ConfigError([...sorted.map(({ problem }) => problem), ...this.ofBase]);
  }

  private placeOf(offset: number): { line: number; column: number } {
    const { line, col } = this.lines.linePos(offset);
    return { line, column: col };
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
