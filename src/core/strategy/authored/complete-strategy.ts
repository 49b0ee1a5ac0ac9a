import { OmegaError, StrategyError } from '../../types/errors.ts';
import type { JsonObject } from '../../types/json.ts';
import type { StrategyEnvironment } from '../../types/strategy.ts';
import { mergeParameters } from '../parameter-merge.ts';
import { createMemberResolver } from '../parameters/member-resolver.ts';
import { ParameterTable } from '../parameters/parameter-table.ts';
import { type ParameterCheck, resolveParameters, variantDefault } from '../parameters/resolve-parameters.ts';
import type { StrategyDefinition } from '../strategy.ts';
import { checkAuthored } from './authored-checks.ts';
import { authoredInputs } from './authored-inputs.ts';
import { CheckedInstance, contractError, type ErrorPlace, withPlace } from './authored-instance.ts';
import type { AuthoredStrategy } from './authored-strategy.ts';
import { RequirementError, readRequirements } from './declared-requirements.ts';
import type { CheckedStrategy } from './strategy-contract.ts';

/**
 * The complete definition of a strategy that an author wrote: parameters resolved by their descriptors,
 * declarations written out, and everything the author's functions return checked before the engine sees it.
 * They get parameters with the overrides of the symbol and timeframe merged in.
 */
export function completeStrategy(
  { authored, descriptors }: CheckedStrategy,
  placeOf: ErrorPlace = () => '',
): StrategyDefinition {
  const { name, version } = authored;
  const table = new ParameterTable(descriptors);
  const check: ParameterCheck = (parameters, environment, issues) => {
    checkAuthored(authored, merged(parameters, environment), environment, issues, placeOf);
  };
  return {
    name,
    version,
    parameterDescriptors: descriptors,

    resolve(raw, environment) {
      return resolveParameters(table, raw, environment, check);
    },

    memberResolver(keys) {
      return createMemberResolver(table, keys, variantDefault, check);
    },

    requirements(parameters, environment) {
      const declared = call('requirements', placeOf, () =>
        authored.requirements?.(merged(parameters, environment), environment),
      );
      try {
        return readRequirements(declared, environment);
      } catch (error) {
        if (error instanceof RequirementError) throw contractError(`requirements: ${error.message}`);
        throw error;
      }
    },

    create(parameters, environment, inputs) {
      const instance = call('create', placeOf, () =>
        authored.create(merged(parameters, environment), environment, authoredInputs(inputs)),
      );
      return new CheckedInstance(instance, name, inputs.primary.openTimes.length, placeOf);
    },
  };
}

function merged(parameters: JsonObject, { symbol, primary }: StrategyEnvironment): JsonObject {
  return mergeParameters(parameters, null, symbol, primary);
}

function call<Result>(member: keyof AuthoredStrategy, placeOf: ErrorPlace, ask: () => Result): Result {
  try {
    return ask();
  } catch (error) {
    if (error instanceof OmegaError) throw error;
    const { message, cause } = withPlace(error, placeOf);
    throw new StrategyError('STRAT_EXCEPTION', `the strategy threw in ${member}: ${message}`, { where: member, cause });
  }
}
