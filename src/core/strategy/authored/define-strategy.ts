import { ConfigError } from '../../types/errors.ts';
import type { StrategyDefinition } from '../strategy.ts';
import type { AuthoredStrategy } from './authored-strategy.ts';
import { completeStrategy } from './complete-strategy.ts';
import { checkContract } from './strategy-contract.ts';

/**
 * The complete definition of a strategy written as in a strategy module, for `simulateBacktest`,
 * `checkLookahead` and `checkConformance`.
 * @throws ConfigError with everything in which it breaks the contract
 */
export function defineStrategy(authored: AuthoredStrategy): StrategyDefinition {
  const checked = checkContract(authored);
  if ('authored' in checked) return completeStrategy(checked);
  throw new ConfigError(
    checked.problems.map(({ member, message, hint }) => ({
      code: 'CFG_STRATEGY_CONTRACT',
      where: member === '' ? 'strategy' : `strategy.${member}`,
      message,
      ...(hint === undefined ? {} : { hint }),
    })),
  );
}
