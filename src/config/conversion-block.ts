import type { ConversionConfig } from '../core/types/config.ts';
import type { ProblemList } from './problem-list.ts';

/** Path of the block, which a configuration may leave null. */
export const CONVERSION_PATH = 'account.conversion';

/** What a block that is there need not say (`data-and-config.md` 4); `mode` has no default. */
export const CONVERSION_DEFAULTS = {
  static: {},
  pairs: [],
  timeframe: 'AUTO',
  use_price: 'close',
  stale_limit_bars: 2,
  strict: true,
} as const satisfies Omit<ConversionConfig, 'mode'>;

/**
 * A block of which single members were set, as the configuration file with these members would have it.
 * @returns null where there is no block, or no mode; the missing mode is reported as in a file
 */
export function completeConversion(
  block: Partial<ConversionConfig> | null | undefined,
  problems: ProblemList,
): ConversionConfig | null {
  if (block === null || block === undefined) return null;
  const { mode } = block;
  if (mode === undefined) {
    const where = `${CONVERSION_PATH}.mode`;
    problems.add({ code: 'CFG_MISSING_FIELD', where, message: 'missing; expected string' });
    return null;
  }
  return settleConversion({ mode, ...CONVERSION_DEFAULTS, ...block });
}

/** `static` rates are not read in mode `timeseries`, so that they do not enter the hash either. */
export function settleConversion(conversion: ConversionConfig): ConversionConfig {
  return {
    ...conversion,
    static: conversion.mode === 'timeseries' ? {} : conversion.static,
    pairs: [...new Set(conversion.pairs)].sort(),
  };
}
