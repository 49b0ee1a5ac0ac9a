import { getIndicator } from '../../indicators/registry.ts';
import type { IndicatorRequest, StrategyEnvironment } from '../../types/strategy.ts';
import type { ParameterIssues } from './parameter-issues.ts';

/**
 * Every indicator must have its first value when trading starts (`CFG_WARMUP_TOO_SMALL`, `strategy.md` 2.7).
 *
 * @param keyOf parameter that decides how much history a request needs; empty where there is none
 */
export function checkWarmUp(
  requests: readonly IndicatorRequest[],
  environment: StrategyEnvironment,
  issues: ParameterIssues,
  keyOf: (request: IndicatorRequest) => string,
): void {
  const { warmupBars } = environment;
  for (const request of requests) {
    const definition = getIndicator(request.indicator);
    const bars = definition.minBars(definition.normalise(request.params));
    const key = keyOf(request);
    if (bars <= warmupBars || !issues.areKnown(key)) continue;
    const message = `the indicator ${definition.name} needs ${bars} ${request.timeframe} bars, but warmup_bars is ${warmupBars}`;
    issues.violate('CFG_WARMUP_TOO_SMALL', key, { message, hint: `set warmup_bars to at least ${bars}` });
  }
}
