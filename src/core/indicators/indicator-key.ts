import type { PriceSide } from '../types/bars.ts';
import type { JsonObject } from '../types/json.ts';
import type { Timeframe } from '../types/timeframe.ts';

/**
 * Identity of an indicator series within one data set (`indicators.md` 8.1, R-I11): name, timeframe,
 * side and every normalised parameter in its fixed order. Numbers in shortest round-trip form, never
 * quantised; null is a text of its own.
 */
export function indicatorKey(name: string, timeframe: Timeframe, side: PriceSide, normalised: JsonObject): string {
  let key = `${name}|${timeframe}|${side}|`;
  for (const parameter in normalised) key += `${parameter}=${String(normalised[parameter])};`;
  return key;
}
