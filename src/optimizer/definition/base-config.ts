import { isJsonObject } from '../../core/math/json-kind.ts';
import { jsonPath } from '../../core/math/json-path.ts';
import type { StrategyDefinition } from '../../core/strategy/strategy.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import { ConfigError, type Problem } from '../../core/types/errors.ts';
import type { JsonValue } from '../../core/types/json.ts';
import { applyOverrides, collectOverrides, findOverride, isPathInside, type Override } from './overrides.ts';
import { findEntry, findNode, type SourcePath, toJson } from './source-node.ts';
import type { SweepSource } from './sweep-source.ts';

/** A base configuration file as parsed. */
export interface BaseDocument {
  readonly value: JsonValue;
  /** `file:line:column` of a JSON path. */
  locate(path: string): string;
}

/** The single-run checks of a configuration document; throws a `ConfigError` with every problem. */
export type Normalise = (document: JsonValue) => {
  readonly effective: EffectiveConfig;
  readonly strategy: StrategyDefinition;
  readonly warnings: readonly Problem[];
};

export interface CheckedBase {
  readonly effective: EffectiveConfig;
  readonly strategy: StrategyDefinition;
  readonly warnings: readonly Problem[];
}

const UNKNOWN_KEY_CODES: ReadonlySet<string> = new Set(['WARN_UNKNOWN_KEY', 'CFG_UNKNOWN_KEY']);

/**
 * Merges the overrides into the base configuration and puts it through the single-run checks. Findings
 * keep their codes; those that an override or the inline base causes are shown at their place in the
 * sweep file. An unknown key among the overrides is an error here. Null where the base is not valid.
 */
export function checkBase(source: SweepSource, base: BaseDocument | null, normalise: Normalise): CheckedBase | null {
  const { root, problems } = source;
  const inline = findEntry(root, 'base_config')?.value;
  const document = inline === undefined ? base?.value : toJson(inline);
  const overrides = collectOverrides(root, problems).filter((override) => !isReported(override, source));
  // With both kinds of base there is no telling which one is meant.
  const isAmbiguous = inline !== undefined && findEntry(root, 'base') !== undefined;
  if (document === undefined || isAmbiguous || source.broken.has('base_config')) return null;
  const merged = isJsonObject(document) ? applyOverrides(document, overrides) : document;
  const place = (problem: Problem): void => reportBaseProblem(problem, source, base, overrides);
  try {
    const { effective, strategy, warnings } = normalise(merged);
    const misspelt = warnings.filter(({ code, where }) => UNKNOWN_KEY_CODES.has(code) && ownerOf(overrides, where));
    misspelt.forEach(place);
    return { effective, strategy, warnings: warnings.filter((warning) => !misspelt.includes(warning)) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    error.problems.forEach(place);
    return null;
  }
}

/** A block `robustness` that was refused already; the base must not report it again. */
function isReported({ sourcePath: [block] }: Override, { broken }: SweepSource): boolean {
  return block === 'robustness' && broken.has(block);
}

function reportBaseProblem(
  problem: Problem,
  { problems, root }: SweepSource,
  base: BaseDocument | null,
  overrides: readonly Override[],
): void {
  const { code, where, message, hint } = problem;
  const override = ownerOf(overrides, where);
  if (override !== undefined) {
    const { offset, sourcePath } = override;
    if (UNKNOWN_KEY_CODES.has(code)) {
      problems.add({ code: 'SWEEP_UNKNOWN_KEY', offset, path: sourcePath, message: `${where}: ${message}`, hint });
    } else {
      problems.addBaseProblem(movedProblem(problem, problems.where(offset, sourcePath)));
    }
    return;
  }
  const inline = findEntry(root, 'base_config');
  if (inline !== undefined) {
    const path: SourcePath = ['base_config', ...stepsOf(where)];
    const offset = closestOffset(root, path, inline.keyOffset);
    problems.addBaseProblem(movedProblem(problem, problems.where(offset, path)));
  } else {
    const details = base === null ? {} : { location: base.locate(where) };
    problems.addBaseProblem({ ...problem, details: { ...problem.details, ...details } });
  }
}

/** A problem shown in the sweep file; its place in the configuration stays among the details. */
function movedProblem(problem: Problem, where: string): Problem {
  return { ...problem, where, details: { ...problem.details, path: problem.where } };
}

/** The override at, above or below a place of the configuration. */
function ownerOf(overrides: readonly Override[], where: string): Override | undefined {
  return findOverride(overrides, where) ?? overrides.find(({ keys }) => isPathInside(jsonPath(keys), where));
}

function closestOffset(root: SweepSource['root'], path: SourcePath, fallback: number): number {
  for (let length = path.length; length > 1; length--) {
    const node = findNode(root, path.slice(0, length));
    if (node !== undefined) return node.offset;
  }
  return fallback;
}

/** Keys and indices of a JSON path. */
function stepsOf(path: string): SourcePath {
  return [...path.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g)].map(([, index, quoted, plain]) =>
    index !== undefined ? Number(index) : (quoted ?? plain ?? ''),
  );
}
