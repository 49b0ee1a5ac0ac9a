import { ConfigError } from '../../types/errors.ts';
import type { JsonObject } from '../../types/json.ts';
import type { StrategyEnvironment } from '../../types/strategy.ts';
import type { ParameterIssues } from '../parameters/parameter-issues.ts';
import { checkWarmUp } from '../parameters/warm-up-check.ts';
import { type ErrorPlace, withPlace } from './authored-instance.ts';
import type { AuthoredProblem, AuthoredStrategy } from './authored-strategy.ts';
import { RequirementError, readRequirements } from './declared-requirements.ts';
import { kindOf } from './strategy-contract.ts';

const CONTRACT_CODE = 'CFG_STRATEGY_CONTRACT';

/**
 * The author's own rules, and whether what the strategy declares for these parameters can be read. Skipped
 * where a value was refused: the default that stands in its place is nobody's choice.
 */
export function checkAuthored(
  authored: AuthoredStrategy,
  parameters: JsonObject,
  environment: StrategyEnvironment,
  issues: ParameterIssues,
  placeOf: ErrorPlace,
): void {
  if (issues.list.some(({ severity }) => severity === 'error')) return;
  try {
    for (const { key = '', message, hint } of readProblems(authored.check?.(parameters, environment))) {
      issues.violate('CFG_PARAM_CROSS', key, { message, ...(hint === undefined ? {} : { hint }) });
    }
  } catch (error) {
    issues.refuse(CONTRACT_CODE, '', { message: `check: ${withPlace(error, placeOf).message}` });
    return;
  }
  try {
    const { indicators } = readRequirements(authored.requirements?.(parameters, environment), environment);
    checkWarmUp(indicators, environment, issues, () => '');
  } catch (error) {
    const code = error instanceof ConfigError ? error.code : CONTRACT_CODE;
    const place: ErrorPlace = error instanceof RequirementError ? () => '' : placeOf;
    issues.refuse(code, '', { message: `requirements: ${withPlace(error, place).message}` });
  }
}

/** @throws TypeError where `check` returned something else than a list of problems */
function readProblems(returned: unknown): readonly AuthoredProblem[] {
  if (returned === undefined || returned === null) return [];
  if (!Array.isArray(returned)) throw new TypeError(`returned ${kindOf(returned)}, expected a list of problems`);
  for (const problem of returned as readonly Partial<AuthoredProblem>[]) {
    if (typeof problem?.message !== 'string') throw new TypeError('a problem has no message');
    for (const member of ['key', 'hint'] as const) {
      const value = problem[member];
      if (value !== undefined && typeof value !== 'string')
        throw new TypeError(`${member} of a problem is ${kindOf(value)}`);
    }
  }
  return returned as readonly AuthoredProblem[];
}
