import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isJsonObject } from '../core/math/json-kind.ts';
import { sha256Hex } from '../core/math/sha256.ts';
import type { InputFile } from '../core/types/dataset.ts';
import { ConfigError, type Problem } from '../core/types/errors.ts';
import type { CostSpec } from '../core/types/symbol-spec.ts';
import { mergeCosts, readCostSettings } from './costs-file.ts';
import { type ConfigWarning, ProblemList } from './problem-list.ts';
import { readSymbolSpec, type SymbolSpecFile } from './symbol-spec-file.ts';
import { parseYamlDocument, type YamlDocument } from './yaml-document.ts';

/** The costs file (`data-and-config.md` 9.5). */
export interface CostsFile {
  readonly input: InputFile;
  readonly warnings: readonly ConfigWarning[];
  /** Slippage and commission of a symbol; a symbol without an entry has the defaults. */
  costSpecFor(symbol: string): CostSpec;
}

/** Which support file it is, for hashes and messages. */
interface SupportFile {
  readonly kind: 'symbol_specs_yaml' | 'execution_costs_yaml';
  readonly label: string;
  readonly variable: string;
}

const SYMBOL_SPECS: SupportFile = {
  kind: 'symbol_specs_yaml',
  label: 'symbol specification file',
  variable: 'OMEGA_SYMBOL_SPECS_FILE',
};
const COSTS: SupportFile = {
  kind: 'execution_costs_yaml',
  label: 'costs file',
  variable: 'OMEGA_EXECUTION_COSTS_FILE',
};

/** Reads the symbol specification file; problems of single symbols wait until a symbol is used. */
export async function readSymbolSpecFile(file: string): Promise<SymbolSpecFile> {
  const { input, document } = await readSupportFile(file, SYMBOL_SPECS);
  const { value } = document;
  if (!isJsonObject(value)) {
    const where = `${input.path}:${document.lineOf([])}:1`;
    const message = 'expected a mapping from symbol to its specification';
    throw new ConfigError([{ code: 'CFG_YAML_PARSE', where, message }]);
  }
  const entries = Object.entries(value).map(([symbol, entry]) => {
    const read = readSymbolSpec(symbol, entry);
    const line = document.lineOf([symbol]);
    return [symbol, { ...read, problems: read.problems.map((problem) => addPlace(problem, input, line)) }] as const;
  });
  return { input, entries: new Map(entries) };
}

/** Reads the costs file and checks all of it. */
export async function readCostsFile(file: string, options: { readonly strict: boolean }): Promise<CostsFile> {
  const { input, document } = await readSupportFile(file, COSTS);
  const problems = new ProblemList(options.strict);
  const settings = readCostSettings(document.value, problems);
  problems.throwIfAny((problem) => addPlace(problem, input, document.lineOf(problem.where.split('.'))));
  return {
    input,
    warnings: problems.sortedWarnings(),
    costSpecFor: (symbol) => mergeCosts(settings, symbol),
  };
}

async function readSupportFile(file: string, kind: SupportFile): Promise<{ input: InputFile; document: YamlDocument }> {
  const bytes = await readBytes(file, kind);
  const name = path.basename(file);
  const document = await parseYamlDocument(bytes, name);
  const input: InputFile = {
    kind: kind.kind,
    path: name,
    sha256: sha256Hex(bytes),
    sizeBytes: bytes.length,
    rows: null,
    startTimeMs: null,
    endTimeMs: null,
    repair: null,
  };
  return { input, document };
}

async function readBytes(file: string, kind: SupportFile): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code = 'unknown', message: reason } = error as NodeJS.ErrnoException;
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
    const message = isMissing ? `the ${kind.label} does not exist` : `the ${kind.label} cannot be read: ${reason}`;
    const problem: Problem = {
      code: isMissing ? 'CFG_SUPPORT_FILE_NOT_FOUND' : 'CFG_YAML_PARSE',
      where: file,
      message,
      hint: `create it there, or point ${kind.variable} at another file`,
      details: { path: file, variable: kind.variable },
    };
    throw new ConfigError([problem]);
  }
}

function addPlace(problem: Problem, input: InputFile, line: number): Problem {
  return { ...problem, details: { ...problem.details, file: input.path, line, location: `${input.path}:${line}` } };
}
