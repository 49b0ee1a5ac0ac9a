import { isJsonArray, isJsonObject } from '../../core/math/json-kind.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import type { LegacyBlock } from './legacy-block.ts';
import type { MigrationFindings } from './migration-findings.ts';
import { withoutAbsent } from './without-absent.ts';

const PRICES = ['close', 'open'];

/** `account`: balance, risk, currency and conversion rates; undefined where all of it was left out. */
export function migrateAccount(old: LegacyBlock, findings: MigrationFindings): JsonObject | undefined {
  const account = withoutAbsent({
    initial_balance: old.take('initial_balance'),
    account_currency: old.take('account_currency'),
    risk_per_trade: old.take('risk_per_trade'),
    conversion: migrateConversion(old, findings),
  });
  return Object.keys(account).length === 0 ? undefined : account;
}

/** `account.conversion` from `rates` and `rates_static`; undefined where the old program had no rate at all. */
function migrateConversion(old: LegacyBlock, findings: MigrationFindings): JsonValue | undefined {
  const fixed = old.take('rates_static');
  const rates = old.block('rates');
  const mode = rates.take('mode') ?? (fixed === undefined ? 'timeseries' : 'static');
  const pairs = rates.take('pairs');
  const settings = {
    mode,
    static: fixed,
    pairs,
    timeframe: rates.take('timeframe'),
    use_price: migratePrice(rates, findings),
    stale_limit_bars: rates.take('stale_limit_bars'),
    strict: rates.take('strict'),
  };
  const hasFixed = isJsonObject(fixed) && Object.keys(fixed).length > 0;
  const hasPairs = isJsonArray(pairs) && pairs.length > 0;
  switch (mode) {
    case 'static':
      return hasFixed ? withoutAbsent({ mode, static: fixed }) : undefined;
    case 'timeseries':
      if (hasFixed) {
        findings.notCarried(
          'rates_static',
          'mode "timeseries" does not read fixed rates',
          'none, it had no effect; use mode "composite" to fall back on them',
        );
      }
      return hasPairs ? withoutAbsent({ ...settings, static: undefined }) : undefined;
    case 'composite':
      if (hasPairs) return withoutAbsent(settings);
      return hasFixed ? { mode: 'static', static: fixed } : undefined;
    default:
      // An unknown mode is reported when the new configuration is checked.
      return withoutAbsent(settings);
  }
}

function migratePrice(rates: LegacyBlock, findings: MigrationFindings): JsonValue | undefined {
  const price = rates.take('use_price');
  if (price === undefined || typeof price !== 'string' || PRICES.includes(price.trim().toLowerCase())) return price;
  findings.changed(
    rates.pathOf('use_price'),
    `rates are read from the close or the open, not from the ${price}`,
    '"close" is used; results that need a conversion change',
  );
  return 'close';
}
