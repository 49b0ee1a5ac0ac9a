import type { EffectiveConfig } from '../core/types/config.ts';
import { checkLookahead, type LookaheadCheck, type LookaheadReport } from './check-lookahead.ts';
import { type ConfigCheckRequest, loadConfiguredMarket } from './configured-market.ts';
import { drawSeed } from './run-identity.ts';

/** What a check of a configuration file for look-ahead is asked for. */
export interface ConfigLookaheadRequest extends ConfigCheckRequest {
  readonly cuts: number;
  readonly onCut?: LookaheadCheck['onCut'];
}

/** A report with the configuration it is about. */
export interface ConfigLookaheadReport extends LookaheadReport {
  readonly config: EffectiveConfig;
}

/** Checks the run of a configuration file for look-ahead: `omega check lookahead` as a function. */
export async function checkConfigLookahead(request: ConfigLookaheadRequest): Promise<ConfigLookaheadReport> {
  const { cuts, onCut } = request;
  const { config, strategy, dataset, market } = await loadConfiguredMarket(request);
  const report = await checkLookahead({
    config,
    dataset,
    market,
    strategy,
    seed: config.rng_seed ?? drawSeed(),
    cuts,
    ...(onCut === undefined ? {} : { onCut }),
  });
  return { ...report, config };
}
