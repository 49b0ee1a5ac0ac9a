import type { EffectiveConfig } from '../../core/types/config.ts';

/** The configuration on other dates, both inclusive; at the ends of its range it keeps its own instants. */
export function onDates(base: EffectiveConfig, start: string, end: string): EffectiveConfig {
  return {
    ...base,
    start_date: base.start_date.startsWith(start) ? base.start_date : start,
    end_date: base.end_date.startsWith(end) ? base.end_date : end,
  };
}
