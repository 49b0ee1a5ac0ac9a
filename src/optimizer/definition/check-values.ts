import { canonicalJson } from '../../core/math/canonical-json.ts';
import { isJsonObject } from '../../core/math/json-kind.ts';
import { jsonPath } from '../../core/math/json-path.ts';
import { suggestName } from '../../core/math/suggest.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import { ConfigError, type Problem } from '../../core/types/errors.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import type { ParameterDescriptor } from '../../core/types/strategy.ts';
import { createDimension } from '../space/dimension.ts';
import type { ParameterDefinition, SearchParameter } from '../space/parameter.ts';
import type { Normalise } from './base-config.ts';
import { isPathInside, withValue } from './overrides.ts';
import type { ReadParameter, ValuePlace } from './read-parameter.ts';
import type { PlacedParameter } from './read-space.ts';
import { refusePath, SYMBOL_PATH } from './searchable-paths.ts';
import type { SweepProblems } from './sweep-problems.ts';

/** What the values of a space are checked with. */
interface ValueCheck {
  readonly base: EffectiveConfig;
  readonly normalise: Normalise;
  readonly descriptors: readonly ParameterDescriptor[];
  readonly problems: SweepProblems;
}

/** Findings about one value alone; rules over several fields are left to the trials. */
const VALUE_CODES: ReadonlySet<string> = new Set([
  'CFG_TYPE',
  'CFG_RANGE',
  'CFG_ENUM',
  'CFG_FORMAT',
  'CFG_MISSING_FIELD',
  'CFG_NEWS_CURRENCIES',
  'CFG_UNSUPPORTED',
  'CFG_SPECS_MISSING_SYMBOL',
]);

/** Findings about the specification of a symbol; they stand at the place of the symbol there. */
const SPEC_CODE = 'CFG_SPECS_FIELD';

/** Ranges with more values are checked at both ends and next to the first one. */
const MAX_CHECKED_LEVELS = 256;
/** A place inside a continuous range that is hardly ever an integer. */
const INNER_UNIT = 0.381966;

/** Strategy parameters are brought into form by the strategy itself, in every trial. */
const STRATEGY_ROOT = 'strategy_parameters';

interface Probe {
  readonly value: JsonValue;
  readonly place: ValuePlace;
}

/**
 * Checks that every path of the space exists and that the base configuration accepts each of its values
 * alone. Returns the parameters with listed values in the form of the effective configuration, which is
 * the form in which trials are put together.
 */
export function checkValues(placed: readonly PlacedParameter[], check: ValueCheck): readonly ParameterDefinition[] {
  return placed.map(({ read, parameter }) => checkParameter(read, parameter, check));
}

function checkParameter(read: ReadParameter, parameter: ParameterDefinition, check: ValueCheck): ParameterDefinition {
  const { path } = parameter;
  // Refused as a whole where the space is read.
  if (refusePath(path) !== null) return parameter;
  const probes = probesOf(read, parameter, check.base);
  if (reportUnknownPath(read, probes, check) || parameter.kind === 'derived') return parameter;
  const settled = probes.map((probe) => settleValue(path, probe, check));
  return withSettledValues(parameter, settled);
}

/** The values to try, each with its place in the file. */
function probesOf(
  { entry, valuePlaces }: ReadParameter,
  parameter: ParameterDefinition,
  base: EffectiveConfig,
): readonly Probe[] {
  const here: ValuePlace = { offset: entry.value.offset, path: ['space', parameter.path] };
  const values = valuesOf(parameter, base);
  return values.map((value, index) => ({ value, place: valuePlaces[index] ?? here }));
}

function valuesOf(parameter: ParameterDefinition, base: EffectiveConfig): readonly JsonValue[] {
  switch (parameter.kind) {
    case 'derived':
      // Any value tells whether the path exists; the real ones follow from other parameters.
      return [valueAt(base, parameter.path) ?? 1];
    case 'fixed':
      return [parameter.value];
    case 'int':
    case 'float':
      return rangeProbes(parameter);
    default:
      return parameter.values;
  }
}

function rangeProbes(parameter: SearchParameter): readonly JsonValue[] {
  const { size, valueAt: value, valueAtUnit } = createDimension(parameter);
  if (size === null) return [0, INNER_UNIT, 1 - 2 ** -53].map(valueAtUnit);
  if (size <= MAX_CHECKED_LEVELS) return Array.from({ length: size }, (_, level) => value(level));
  return [0, 1, size - 1].map(value);
}

/** A path exists if the complete base has it, or if setting it is not answered with "unknown key". */
function reportUnknownPath({ path, entry }: ReadParameter, probes: readonly Probe[], check: ValueCheck): boolean {
  if (valueAt(check.base, path) !== undefined) return false;
  const place = jsonPath(path.split('.'));
  for (const { value } of probes) {
    const unknown = tryValue(path, value, check).findings.find(
      ({ code, where }) => (code === 'WARN_UNKNOWN_KEY' || code === 'CFG_UNKNOWN_KEY') && isPathInside(place, where),
    );
    if (unknown === undefined) continue;
    const suggestion = suggestPath(path, check);
    check.problems.add({
      code: 'SWEEP_SPACE',
      offset: entry.keyOffset,
      path: ['space', path],
      message: `there is no configuration value '${path}'`,
      hint: suggestion === undefined ? unknown.hint : `did you mean '${suggestion}'?`,
    });
    return true;
  }
  return false;
}

interface Trial {
  /** Problems or, where the document is valid, warnings. */
  readonly findings: readonly Problem[];
  readonly effective: EffectiveConfig | null;
}

function tryValue(path: string, value: JsonValue, { base, normalise }: ValueCheck): Trial {
  try {
    const { effective, warnings } = normalise(withValue(asJson(base), path.split('.'), value));
    return { findings: warnings, effective };
  } catch (error) {
    if (error instanceof ConfigError) return { findings: error.problems, effective: null };
    throw error;
  }
}

/** Reports a value that the base does not accept; returns it in the form of the effective configuration. */
function settleValue(path: string, { value, place }: Probe, check: ValueCheck): JsonValue {
  const { findings, effective } = tryValue(path, value, check);
  if (effective !== null) {
    const settled = path.startsWith(`${STRATEGY_ROOT}.`) ? undefined : valueAt(effective, path);
    return settled === undefined ? value : settled;
  }
  const target = jsonPath(path.split('.'));
  const problem = findings.find(
    ({ code, where }) =>
      (VALUE_CODES.has(code) && isPathInside(where, target)) || (path === SYMBOL_PATH && code === SPEC_CODE),
  );
  if (problem === undefined) return value;
  check.problems.add({
    ...place,
    code: 'SWEEP_SPACE',
    message: `'${path}' cannot be ${JSON.stringify(value)}: ${problem.message}`,
    hint: problem.hint,
    details: { cause: problem.code },
  });
  return value;
}

/** Listed values replaced by their settled form; values that became equal count once. */
function withSettledValues(
  parameter: Exclude<ParameterDefinition, { kind: 'derived' }>,
  settled: readonly JsonValue[],
): ParameterDefinition {
  if (parameter.kind === 'fixed') return { ...parameter, value: settled[0] as JsonValue };
  if (parameter.kind === 'int' || parameter.kind === 'float') return parameter;
  return { ...parameter, values: [...new Map(settled.map((value) => [canonicalJson(value), value])).values()] };
}

function valueAt(config: EffectiveConfig, path: string): JsonValue | undefined {
  let value: JsonValue | undefined = asJson(config);
  for (const key of path.split('.')) {
    if (!isJsonObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

/** The closest of all paths that the configuration and the strategy know. */
function suggestPath(path: string, { base, descriptors }: ValueCheck): string | undefined {
  const known = new Set(descriptors.map(({ key }) => `${STRATEGY_ROOT}.${key}`));
  const collect = (node: JsonObject, prefix: string): void => {
    for (const [key, value] of Object.entries(node)) {
      known.add(`${prefix}${key}`);
      if (isJsonObject(value)) collect(value, `${prefix}${key}.`);
    }
  };
  collect(asJson(base), '');
  const candidates = [...known].filter((candidate) => refusePath(candidate) === null);
  const sameName = candidates.find((candidate) => candidate.endsWith(`.${path}`));
  return sameName ?? suggestName(path, candidates);
}

/** An effective configuration is plain JSON by contract. */
function asJson(config: EffectiveConfig): JsonObject {
  return config as unknown as JsonObject;
}
