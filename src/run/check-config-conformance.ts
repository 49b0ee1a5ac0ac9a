import { strategyEnvironment } from '../core/strategy/strategy-environment.ts';
import type { EffectiveConfig } from '../core/types/config.ts';
import { type ConfigCheckRequest, loadConfiguredMarket } from './configured-market.ts';
import { type ConformanceReport, checkConformance } from './conformance/check-conformance.ts';

/** A report with the configuration it is about. */
export interface ConfigConformanceReport extends ConformanceReport {
  readonly config: EffectiveConfig;
}

/** Checks the strategy of a configuration file with its parameters on its data: `omega check strategy` as a function. */
export async function checkConfigConformance(request: ConfigCheckRequest): Promise<ConfigConformanceReport> {
  const { config, strategy, dataset, market } = await loadConfiguredMarket(request);
  const { strategy_parameters: parameters, account } = config;
  const environment = strategyEnvironment(config, market.symbolSpec);
  return { ...checkConformance({ strategy, parameters, environment, dataset, account }), config };
}
