import type { JsonObject } from '../../types/json.ts';
import type { ResolvedParameters, StrategyEnvironment } from '../../types/strategy.ts';
import { BLOCK_KEYS } from '../parameter-merge.ts';
import { createMemberResolver, type MemberResolver } from '../parameters/member-resolver.ts';
import { ParameterIssues } from '../parameters/parameter-issues.ts';
import { readBlocks } from '../parameters/read-blocks.ts';
import { readValues } from '../parameters/resolve-parameters.ts';
import { parseFlatKey } from './overlay-flat-keys.ts';
import { type FlatValue, resolveOverlay } from './overlay-parameters.ts';
import { checkParameters, parameterCheckOf } from './parameter-checks.ts';
import { defaultOf } from './parameter-descriptors.ts';
import { parameterTable } from './parameter-table.ts';
import { reportUnknown, reportUnknownInBlock } from './parameter-unknown.ts';

export { directionParameters, type MeanReversionParameters } from './parameter-set.ts';

/**
 * Resolves `strategy_parameters` (`strategy.md` 2 and 3): defaults of the variant filled in, texts and
 * lists in one form, flat overlay keys folded in, unknown names dropped, every rule checked. What
 * depends on other parts of the run stays as written ("AUTO", a null `tp_min_distance`), so that the
 * configuration hash does not move with them. Resolving a resolved object changes nothing. Where a
 * value was refused the default stands in its place and an error is listed.
 */
export function resolveParameters(raw: JsonObject, environment: StrategyEnvironment): ResolvedParameters {
  const issues = new ParameterIssues(environment.variant);
  const { scenario6_params: overlay, ...others } = raw;
  const values = readValues(parameterTable, others, issues, (descriptor) => defaultOf(descriptor, environment));
  values.scenario6_params = resolveOverlay(overlay ?? {}, readNames(raw, issues), 'scenario6_params', issues);
  const parameters = Object.assign(values, readBlocks(parameterTable, raw, issues, reportUnknownInBlock));
  checkParameters(parameters, environment, issues);
  return { parameters, issues: issues.list };
}

/**
 * The short way to the same parameters where only some members change; the overlay's may be spread over several
 * keys, so that it calls for the whole.
 */
export function memberResolver(keys: readonly string[]): MemberResolver | null {
  if (keys.includes('scenario6_params')) return null;
  return createMemberResolver(parameterTable, keys, defaultOf, parameterCheckOf(keys));
}

/** Finds the flat overlay keys among the names and reports those that mean nothing. */
function readNames(raw: JsonObject, issues: ParameterIssues): FlatValue[] {
  const flatValues: FlatValue[] = [];
  for (const key of Object.keys(raw)) {
    if (parameterTable.find(key) !== undefined || BLOCK_KEYS.has(key)) continue;
    const flatKey = parseFlatKey(key);
    if (flatKey === null) reportUnknown(key, '', issues);
    else flatValues.push([flatKey, raw[key]]);
  }
  return flatValues;
}
