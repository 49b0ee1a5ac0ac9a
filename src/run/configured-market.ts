import { resolveLocations } from '../config/locations.ts';
import { warningNotice } from '../config/warning-notice.ts';
import type { StrategyDefinition } from '../core/strategy/strategy.ts';
import type { EffectiveConfig } from '../core/types/config.ts';
import { checkConfigDocument, readConfigDocument } from './checked-config.ts';
import { loadMarketInputs, type MarketInputs, requiredTimeframes, symbolSpecOf } from './market-inputs.ts';
import { readSupportFiles } from './support.ts';

/** What a check of a configuration file is asked for. */
export interface ConfigCheckRequest {
  readonly config: string;
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
}

/** A configuration with its strategy and the data that it trades on. */
export interface ConfiguredMarket extends MarketInputs {
  readonly config: EffectiveConfig;
  readonly strategy: StrategyDefinition;
}

/** Reads a configuration file and everything that a run of it reads. */
export async function loadConfiguredMarket(request: ConfigCheckRequest): Promise<ConfiguredMarket> {
  const { onNotice, strict } = request;
  const locations = resolveLocations(request.environment, request.projectRoot);
  for (const notice of locations.notices) onNotice?.(notice);
  const { projectRoot } = locations;
  const document = await readConfigDocument(request.config);
  const support = await readSupportFiles(locations, strict);
  const { symbolSpecs } = support;
  const checked = await checkConfigDocument(document, { strict, symbolSpecs, projectRoot });
  const { effective: config, strategy, module, warnings } = checked;
  for (const warning of [...support.costs.warnings, ...warnings]) onNotice?.(warningNotice(warning));
  const required = requiredTimeframes(strategy, config, symbolSpecOf(config, support));
  const files = { ...support, strategyModule: module };
  const inputs = await loadMarketInputs(config, required, files, locations, request);
  for (const { code, message } of inputs.dataset.warnings) onNotice?.(`warning[${code}] ${message}`);
  return { ...inputs, config, strategy };
}
