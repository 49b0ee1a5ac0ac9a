import type { DataWarning } from '../types/dataset.ts';
import { MarketDataError } from '../types/errors.ts';
import type { JsonObject } from '../types/json.ts';
import type { Timeframe } from '../types/timeframe.ts';

/** Warnings that `--strict-data` turns into errors (`data-and-config.md` 12.3), besides all `WARN_HTF_*`. */
const STRICT_WARNINGS: readonly string[] = [
  'WARN_GAPS',
  'WARN_ALIGN_LOSS',
  'WARN_CROSSED_QUOTES',
  'WARN_NEWS_COVERAGE',
];
const STRICT_PREFIX = 'WARN_HTF_';

/** A bar series in messages and error details. */
export interface SeriesPlace {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  /** Set where the series serves for currency conversion only. */
  readonly role?: 'rates';
}

/** A warning with what an error made of it needs in addition. */
export interface WarningFacts extends DataWarning {
  readonly where: string;
  readonly details: JsonObject;
}

/** `EURUSD M5`, or `EURUSD M5 rates`. */
export function placeText(place: SeriesPlace): string {
  const series = `${place.symbol} ${place.timeframe}`;
  return place.role === undefined ? series : `${series} ${place.role}`;
}

/** Details that every finding about a series carries. */
export function placeDetails(place: SeriesPlace): { readonly symbol: string; readonly timeframe: Timeframe } {
  return { symbol: place.symbol, timeframe: place.timeframe };
}

/** Whether strict data checking makes an error of this warning. */
export function isStrictWarning(code: string): boolean {
  return STRICT_WARNINGS.includes(code) || code.startsWith(STRICT_PREFIX);
}

/** The error a warning becomes under `--strict-data`: its code is `DATA_STRICT_` and the warning's whole code. */
export function strictDataError(warning: WarningFacts): MarketDataError {
  return new MarketDataError(`DATA_STRICT_${warning.code}`, warning.message, {
    where: warning.where,
    hint: 'strict data checks are on; without --strict-data this is a warning',
    details: { ...warning.details, count: warning.count },
  });
}

/**
 * Warnings of one load in the order in which they were found. `count` is the number of bars or events
 * concerned, 1 where a warning concerns a series as a whole.
 */
export class WarningLog {
  readonly #isStrict: boolean;
  readonly #warnings: DataWarning[] = [];

  constructor(isStrict: boolean) {
    this.#isStrict = isStrict;
  }

  get list(): readonly DataWarning[] {
    return this.#warnings;
  }

  /** Keeps the warning, or throws it where strict checks make it an error. */
  add(warning: WarningFacts): void {
    if (this.#isStrict && isStrictWarning(warning.code)) throw strictDataError(warning);
    this.#warnings.push({
      code: warning.code,
      message: `${warning.where}: ${warning.message}`,
      count: warning.count,
    });
  }
}
