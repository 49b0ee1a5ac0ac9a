import type { Timeframe } from '../../types/timeframe.ts';
import type { BiasTimeframe } from './parameter-set.ts';

/** Timeframe of `AUTO` by primary timeframe (`strategy.md` 2.2); every other primary has none. */
const AUTO_TIMEFRAMES: Readonly<Partial<Record<Timeframe, Timeframe>>> = { M5: 'H1', M15: 'H4', M30: 'H4' };

/** The timeframe that a bias setting means in a run; null where there is none. */
export function resolveBiasTimeframe(setting: BiasTimeframe, primary: Timeframe): Timeframe | null {
  if (setting === 'NONE') return null;
  return setting === 'AUTO' ? (AUTO_TIMEFRAMES[primary] ?? null) : setting;
}
