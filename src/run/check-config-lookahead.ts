import { resolveLocations } from '../config/locations.ts';
import type { EffectiveConfig } from '../core/types/config.ts';
import { checkLookahead, type LookaheadCheck, type LookaheadReport } from './check-lookahead.ts';
import { checkConfigDocument, readConfigDocument } from './checked-config.ts';
import { loadMarketInputs, requiredTimeframes, symbolSpecOf } from './market-inputs.ts';
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
  const { projectRoot } = locations;
  const { strict } = request;
  const document = await readConfigDocument(request.config);
  const support = await readSupportFiles(locations, strict);
  const { symbolSpecs } = support;
  const checked = await checkConfigDocument(document, { strict, symbolSpecs, projectRoot });
  const { effective: config, strategy, module, warnings } = checked;
  for (const { code, where, message } of [...support.costs.warnings, ...warnings]) {
    onNotice?.(`warning[${code}] ${where}: ${message}`);
  }
  const required = requiredTimeframes(strategy, config, symbolSpecOf(config, support));
  const files = { ...support, strategyModule: module };
  const { dataset, market } = await loadMarketInputs(config, required, files, locations, request);
  for (const { code, message } of dataset.warnings) onNotice?.(`warning[${code}] ${message}`);
  const report = await checkLookahead({
    config,
    dataset,
    market,
    strategy,
    seed: config.rng_seed ?? drawSeed(),
    cuts: request.cuts,
    ...(onCut === undefined ? {} : { onCut }),
  });
  return { ...report, config };
}
