import { relevantCurrencies } from '../../core/data/news-events.ts';
import { isJsonArray } from '../../core/math/json-kind.ts';
import type { ExecutionVariant } from '../../core/types/config.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import type { LegacyBlock } from './legacy-block.ts';
import type { MigrationFindings } from './migration-findings.ts';
import { withoutAbsent } from './without-absent.ts';

const SHORT_TIME = /^\d:\d\d$/;

/** `sessions` from the fixed windows; undefined where trading was always allowed. */
export function migrateSessions(
  blocks: readonly LegacyBlock[],
  variant: ExecutionVariant,
  findings: MigrationFindings,
): JsonValue | undefined {
  for (const block of blocks) {
    if (block.take('anchored_session_filter') === undefined) continue;
    findings.notCarried(
      block.pathOf('anchored_session_filter'),
      'sessions bound to a trading centre are not supported',
      'write fixed windows in UTC as sessions: without them entries are allowed at any time',
    );
  }
  // The filter of the strategy beat the one of the configuration.
  const taken = blocks.map((block) => block.block('session_filter').take('fixed_times'));
  const windows = taken.find((value) => value !== undefined);
  if (!isJsonArray(windows) || windows.length === 0) return undefined;
  if (variant === 'v2') {
    findings.changed(
      'session_filter.fixed_times',
      'the end of a window was inclusive and is exclusive in v2',
      'end each window one bar later if the bar that closes exactly at its end is meant',
    );
  }
  return windows.map(toWindow);
}

/** Anything that is no pair of times is refused when the new configuration is checked. */
function toWindow(window: JsonValue): JsonValue {
  if (!isJsonArray(window) || window.length !== 2) return window;
  const [start, end] = window.map((time) => (typeof time === 'string' && SHORT_TIME.test(time) ? `0${time}` : time));
  return { start, end };
}

/** `cooldown` from the three top-level keys. */
export function migrateCooldown(old: LegacyBlock): JsonObject | undefined {
  const cooldown = withoutAbsent({
    bars: old.take('cooldown_candles'),
    minutes_after_entry: old.take('cooldown_minutes'),
    minutes_after_exit: old.take('cooldown_minutes_trade'),
  });
  return Object.keys(cooldown).length === 0 ? undefined : cooldown;
}

/** `news_filter`: built in and always on before, with windows that could not be set; a filter needs a calendar. */
export function migrateNews(
  symbol: JsonValue | undefined,
  hasNewsCalendar: boolean,
  variant: ExecutionVariant,
  findings: MigrationFindings,
): JsonObject {
  findings.changed(
    'news filter',
    'it was built in and always on: 60 minutes before and 30 after every event of the calendar',
    hasNewsCalendar
      ? 'news_filter.enabled is true, because there is a calendar; set it to false if the old runs had none'
      : 'news_filter.enabled is false, because there is no calendar; set it to true if the old runs had one with events',
  );
  const window = { enabled: hasNewsCalendar, minutes_before: 60, minutes_after: 30, min_impact: 'low' };
  // v2 derives other currencies from the symbol than the old program did.
  if (variant === 'v1_parity' || typeof symbol !== 'string') return window;
  return { ...window, currencies: relevantCurrencies(symbol.trim().toUpperCase(), 'v1_parity', null) };
}

/** `trade_management`: the old program applied the time limit only where session windows were configured. */
export function migrateTradeManagement(
  parameters: JsonObject,
  hasSessions: boolean,
  variant: ExecutionVariant,
  findings: MigrationFindings,
): JsonObject {
  const { use_position_manager: isUsed = true, max_holding_minutes: minutes } = parameters;
  const rules = withoutAbsent({
    max_holding_time:
      typeof minutes === 'number' && minutes > 0 ? { enabled: true, max_holding_minutes: minutes } : undefined,
  });
  if (variant === 'v2' && isUsed !== false && !hasSessions) {
    findings.changed(
      'strategy.parameters.use_position_manager',
      'without session windows the time limit had no effect',
      'trade_management.enabled is false, so that it stays without effect; set it to true to apply the limit',
    );
    return { enabled: false, rules };
  }
  if (variant === 'v2' && minutes === 0) {
    findings.changed(
      'strategy.parameters.max_holding_minutes',
      '0 closed every trade on its entry bar; in v2 it switches the limit off',
      'set a number of minutes, for example the length of a bar',
    );
    return { enabled: false, rules };
  }
  return { enabled: isUsed, rules };
}
