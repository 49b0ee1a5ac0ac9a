import { describeJsonKind, isJsonObject } from '../core/math/json-kind.ts';
import type { StrategyDefinition } from '../core/strategy/strategy.ts';
import type { EffectiveConfig } from '../core/types/config.ts';
import type { Problem } from '../core/types/errors.ts';
import type { JsonObject, JsonValue } from '../core/types/json.ts';
import { applyAliases } from './aliases.ts';
import { configSchema, type ParsedConfig } from './config-schema.ts';
import { checkConfig, overlaps } from './cross-checks.ts';
import { freezeDeeply } from './freeze-deeply.ts';
import { type ConfigWarning, ProblemList } from './problem-list.ts';
import { refuseKeys } from './refused-keys.ts';
import { repairDocument } from './repair-document.ts';
import { toProblems } from './schema-problems.ts';
import { settleConfig } from './settle-config.ts';
import { chooseStrategy, type StrategyModuleOutcome } from './strategy-choice.ts';
import { resolveStrategyParameters } from './strategy-parameters.ts';
import { checkSymbolSpec, type SymbolSpecFile } from './symbol-spec-file.ts';
import { tidyDocument } from './tidy-values.ts';

export interface NormaliseOptions {
  /** Unknown keys are problems instead of warnings. */
  readonly strict: boolean;
  /** Null: checks that need the symbol specification are skipped. */
  readonly symbolSpecs: SymbolSpecFile | null;
  /** What `strategy_module` of the document led to; absent or null where none is read. */
  readonly strategyModule?: StrategyModuleOutcome | null;
}

export interface NormalisedConfig {
  /** Complete, checked and frozen. */
  readonly effective: EffectiveConfig;
  /** The strategy it names. */
  readonly strategy: StrategyDefinition;
  /** Sorted by place. */
  readonly warnings: readonly ConfigWarning[];
}

/**
 * The pipeline of `data-and-config.md` 5: refused keys, aliases, unknown keys, types, one form for
 * texts and lists, defaults, ranges, rules over several fields, the strategy's parameters. Throws one
 * `ConfigError` with every problem of the document, sorted by place. Normalising an effective
 * configuration changes nothing.
 *
 * @param locate turns a JSON path into `file:line:column`; problems then carry it in their details
 */
export function normaliseConfig(
  document: JsonValue,
  options: NormaliseOptions,
  locate?: (path: string) => string,
): NormalisedConfig {
  const problems = new ProblemList(options.strict);
  const annotate = locate === undefined ? undefined : (problem: Problem) => addLocation(problem, locate);
  if (!isJsonObject(document)) {
    const message = `expected an object, got ${describeJsonKind(document)}`;
    problems.add({ code: 'CFG_ROOT_NOT_OBJECT', where: '$', message });
    problems.throwIfAny(annotate);
  }
  const { parsed, replaced } = parseDocument(document as JsonObject, problems);
  if (parsed === null) {
    problems.throwIfAny(annotate);
    throw new Error('the repaired document was refused without a problem');
  }
  const { effective, strategy } = checkParsed(parsed, replaced, options, problems);
  problems.throwIfAny(annotate);
  if (strategy === null) throw new Error('there is no strategy and no problem');
  return { effective: freezeDeeply(effective), strategy, warnings: problems.sortedWarnings() };
}

interface ParsedDocument {
  /** Null where even the repaired document cannot be read. */
  readonly parsed: ParsedConfig | null;
  readonly replaced: readonly string[];
}

/** Steps 2 to 8: what can be said about each field alone. */
function parseDocument(document: JsonObject, problems: ProblemList): ParsedDocument {
  const refused = refuseKeys(document, problems);
  const tidy = tidyDocument(applyAliases(refused.document, problems), problems);
  const first = configSchema.safeParse(tidy);
  if (first.success) return { parsed: first.data, replaced: [] };
  const { issues } = first.error;
  for (const problem of toProblems(issues, tidy)) {
    // Such a document has its fields under other names, and each of these names is reported already.
    const isExpected = refused.isFirstGeneration && problem.code === 'CFG_MISSING_FIELD';
    if (!isExpected) problems.add(problem);
  }
  const repaired = repairDocument(
    tidy,
    issues.map((issue) => issue.path),
  );
  const second = configSchema.safeParse(repaired.document);
  return { parsed: second.success ? second.data : null, replaced: repaired.replaced };
}

/** Steps 9 and 10: rules over several fields, symbol specification, strategy. */
function checkParsed(
  parsed: ParsedConfig,
  replaced: readonly string[],
  { symbolSpecs, strategyModule = null }: NormaliseOptions,
  problems: ProblemList,
): { readonly effective: EffectiveConfig; readonly strategy: StrategyDefinition | null } {
  const isKnown = (path: string): boolean => !replaced.some((other) => overlaps(path, other));
  const config = settleConfig(parsed);
  warnUnusedRates(parsed, problems);
  const spec =
    symbolSpecs !== null && isKnown('symbol') && isKnown('costs.pip_size')
      ? checkSymbolSpec(config, symbolSpecs, problems)
      : null;
  const canChoose = ['strategy_name', 'strategy_module', 'strategy_module_sha256'].every(isKnown);
  const strategy = canChoose ? chooseStrategy(config, strategyModule, problems) : null;
  const canResolve = canChoose && isKnown('execution_variant') && isKnown('strategy_parameters');
  const resolved =
    canResolve && strategy !== null
      ? resolveStrategyParameters(strategy, config, spec, problems, (problem) => isAboutKnown(problem, isKnown))
      : config;
  checkConfig(resolved, problems, canResolve ? replaced : [...replaced, 'strategy_parameters']);
  return { effective: locateModule(resolved, strategyModule), strategy };
}

/** Whether a finding of the strategy depends on nothing that was replaced. */
function isAboutKnown(problem: Problem, isKnown: (path: string) => boolean): boolean {
  if (problem.code === 'CFG_WARMUP_TOO_SMALL') return isKnown('warmup_bars');
  return problem.code !== 'CFG_TIMEFRAME_LOWER' || isKnown('timeframes.primary');
}

/** Names the module as it was read: by its place in the project and by its content. */
function locateModule(config: EffectiveConfig, module: StrategyModuleOutcome | null): EffectiveConfig {
  if (config.strategy_module === undefined || module === null || 'problems' in module) return config;
  const { path, input } = module.file;
  return { ...config, strategy_module: path, strategy_module_sha256: input.sha256 };
}

function warnUnusedRates(parsed: ParsedConfig, problems: ProblemList): void {
  const { conversion } = parsed.account;
  if (conversion?.mode !== 'timeseries' || Object.keys(conversion.static).length === 0) return;
  problems.warn({
    code: 'WARN_UNKNOWN_KEY',
    where: 'account.conversion.static',
    message: 'static rates have no effect in mode "timeseries"',
    hint: 'use mode "composite" to fall back on them',
  });
}

function addLocation(problem: Problem, locate: (path: string) => string): Problem {
  // Such a problem stands in another file.
  if (problem.code === 'CFG_SPECS_FIELD') return problem;
  return { ...problem, details: { ...problem.details, location: locate(problem.where) } };
}
