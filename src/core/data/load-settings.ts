import type { EffectiveConfig } from '../types/config.ts';
import type { Timeframe } from '../types/timeframe.ts';
import type { WarningLog } from './data-warnings.ts';
import { parityLoadStart, type RunRange } from './load-window.ts';

/** What all series of one load have in common. */
export interface LoadSettings {
  readonly config: Pick<
    EffectiveConfig,
    'symbol' | 'execution_variant' | 'warmup_bars' | 'market_hours' | 'sessions' | 'costs' | 'timeframes'
  >;
  readonly range: RunRange;
  /** Timeframes of which the strategy reads the ask side. */
  readonly askTimeframes: readonly Timeframe[];
  /** Price distance within which the label check calls two prices equal. */
  readonly tickSize: number;
  readonly warnings: WarningLog;
}

/** First instant from which `v1_parity` loads any series; of the higher timeframes only listed ones count. */
export function commonLoadStart(settings: {
  readonly config: Pick<LoadSettings['config'], 'timeframes' | 'warmup_bars'>;
  readonly range: RunRange;
}): number {
  const { primary, additional } = settings.config.timeframes;
  return parityLoadStart(settings.range.startMs, settings.config.warmup_bars, [primary, ...additional]);
}
