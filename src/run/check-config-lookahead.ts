import { resolveLocations } from '../config/locations.ts';
import { readConfig } from '../config/read-config.ts';
import type { EffectiveConfig } from '../core/types/config.ts';
import { checkLookahead, type LookaheadCheck, type LookaheadReport } from './check-lookahead.ts';
import { loadMarketInputs, requiredTimeframes, strategyOf, symbolSpecOf } from './market-inputs.ts';
import { drawSeed } from './run-identity.ts';
import { readSupportFiles } from './support.ts';

/** What a check of a configuration file is asked for. */
export interface ConfigLookaheadRequest {
  readonly config: string;
  readonly cuts: number;
  /** Base of relative locations. */
  readonly projectRoot: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Unknown keys are errors. */
  readonly strict: boolean;
  /** Data warnings are errors. */
  readonly strictData: boolean;
  /** Read and write the column cache. */
  readonly useCache: boolean;
  /** Told what deserves a line on standard error. */
  readonly onNotice?: (notice: string) => void;
  readonly onCut?: LookaheadCheck['onCut'];
}

/** A report with the configuration it is about. */
export interface ConfigLookaheadReport extends LookaheadReport {
  readonly config: EffectiveConfig;
}

/** Checks the run of a configuration file for look-ahead: `omega check lookahead` as a function. */
export async function checkConfigLookahead(request: ConfigLookaheadRequest): Promise<ConfigLookaheadReport> {
  const { onNotice, onCut } = request;
  const locations = resolveLocations(request.environment, request.projectRoot);
  for (const notice of locations.notices) onNotice?.(notice);
  const support = await readSupportFiles(locations, request.strict);
  const options = { strict: request.strict, symbolSpecs: support.symbolSpecs };
  const { effective: config, warnings } = await readConfig(request.config, options);
  for (const { code, where, message } of [...support.costs.warnings, ...warnings]) {
    onNotice?.(`warning[${code}] ${where}: ${message}`);
  }
  const required = requiredTimeframes(config, symbolSpecOf(config, support));
  const { dataset, market } = await loadMarketInputs(config, required, support, locations, request);
  for (const { code, message } of dataset.warnings) onNotice?.(`warning[${code}] ${message}`);
  const report = await checkLookahead({
    config,
    dataset,
    market,
    strategy: strategyOf(config),
    seed: config.rng_seed ?? drawSeed(),
    cuts: request.cuts,
    ...(onCut === undefined ? {} : { onCut }),
  });
  return { ...report, config };
}
