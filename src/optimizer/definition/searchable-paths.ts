/** Paths whose listed values choose the market of a trial; its data are loaded once for all its trials. */
export const SYMBOL_PATH = 'symbol';
export const TIMEFRAME_PATH = 'timeframes.primary';
export const MARKET_PATHS: readonly string[] = [SYMBOL_PATH, TIMEFRAME_PATH];

/**
 * Other configuration paths whose value decides which market data a run reads, or how it is cut and aligned.
 * These cannot differ between trials.
 */
const DATA_PATHS: readonly string[] = [
  'schema_version',
  'strategy_name',
  'strategy_module',
  'strategy_module_sha256',
  'start_date',
  'end_date',
  'run_mode',
  'data_mode',
  'timeframes.additional',
  'timeframes.additional_source',
  'execution_variant',
  'warmup_bars',
  'market_hours',
  'account.conversion',
  'costs.spread_multiplier',
];

/** Paths that cannot change the result of a run. */
const NEUTRAL_PATHS: readonly string[] = ['logging', 'observability', 'metrics'];

export interface PathRefusal {
  readonly code: 'SWEEP_UNSUPPORTED' | 'SWEEP_SPACE';
  readonly message: string;
  readonly hint?: string;
}

/** Why a path cannot be searched whatever its values are; null where it can. */
export function refusePath(path: string): PathRefusal | null {
  const inside = DATA_PATHS.find((data) => isAtOrBelow(path, data));
  if (inside !== undefined) {
    const message = `'${path}' changes the market data of a trial and cannot be searched in this version`;
    return { code: 'SWEEP_UNSUPPORTED', message, hint: 'write one sweep per value and set it under overrides' };
  }
  const member = DATA_PATHS.find((data) => isAtOrBelow(data, path));
  if (member !== undefined) {
    const message = `'${path}' contains '${member}', which cannot be searched in this version`;
    return { code: 'SWEEP_UNSUPPORTED', message, hint: `search single members of '${path}' instead` };
  }
  if (isAtOrBelow(path, 'rng_seed')) {
    const message = "'rng_seed' is the seed of each trial and set by the sweep";
    return { code: 'SWEEP_SPACE', message, hint: "use 'seed' and 'seed_policy'" };
  }
  if (NEUTRAL_PATHS.some((neutral) => isAtOrBelow(path, neutral))) {
    return {
      code: 'SWEEP_SPACE',
      message: `'${path}' cannot change the result of a run`,
      hint: 'set it under overrides',
    };
  }
  return null;
}

function isAtOrBelow(path: string, top: string): boolean {
  return path === top || path.startsWith(`${top}.`);
}
