import { countBefore, countUpTo } from '../math/time-search.ts';
import type { Bars } from '../types/bars.ts';
import type { ConversionConfig, ExecutionVariant } from '../types/config.ts';
import type { RateSeries } from '../types/dataset.ts';
import { ExecutionError } from '../types/errors.ts';
import { TIMEFRAME_MS } from '../types/timeframe.ts';

/** Rate of one currency pair at a primary bar; NaN where it is not available. */
export interface RateLookup {
  /** Whether the rate is the same on every bar. */
  readonly isSteady: boolean;
  at(bar: number): number;
}

class StaticRate implements RateLookup {
  readonly isSteady = true;
  private readonly rate: number;

  constructor(rate: number) {
    this.rate = rate;
  }

  at(): number {
    return this.rate;
  }
}

/** Mid close of the traded symbol's own bar: the only rate without `account.conversion`. */
class OwnPairRate implements RateLookup {
  readonly isSteady = false;
  private readonly bars: Bars;

  constructor(bars: Bars) {
    this.bars = bars;
  }

  at(bar: number): number {
    return 0.5 * (this.bars.bid.close[bar]! + this.bars.ask.close[bar]!);
  }
}

/** As-of lookup in a rate series (`execution.md` 10.3; `v1_parity`: 15.10). */
class SeriesRate implements RateLookup {
  readonly isSteady = false;
  private readonly series: RateSeries;
  private readonly openTimes: Float64Array;
  private readonly primaryMs: number;
  private readonly usesOpen: boolean;
  private readonly staleLimitMs: number;
  private readonly failsWhenStale: boolean;
  private readonly isParity: boolean;

  constructor(series: RateSeries, primary: Bars, conversion: ConversionConfig, variant: ExecutionVariant) {
    this.series = series;
    this.openTimes = primary.openTimes;
    this.primaryMs = TIMEFRAME_MS[primary.timeframe];
    this.usesOpen = conversion.use_price === 'open';
    const limit = conversion.stale_limit_bars;
    this.staleLimitMs = limit === null ? Number.POSITIVE_INFINITY : TIMEFRAME_MS[series.timeframe] * Math.max(1, limit);
    this.isParity = variant === 'v1_parity';
    // Parity treats a stale rate as unavailable whatever `strict` says; composite always tries the next provider.
    this.failsWhenStale = !this.isParity && conversion.strict && conversion.mode === 'timeseries';
  }

  at(bar: number): number {
    const open = this.openTimes[bar]!;
    const close = open + this.primaryMs;
    const rateMs = TIMEFRAME_MS[this.series.timeframe];
    if (this.isParity) {
      const index = countUpTo(this.series.openTimes, open) - 1;
      if (index < 0 || open - this.series.openTimes[index]! > this.staleLimitMs) return Number.NaN;
      return this.series.rates[index]!;
    }
    const index = this.usesOpen
      ? countBefore(this.series.openTimes, close) - 1
      : countUpTo(this.series.openTimes, close - rateMs) - 1;
    const age = index < 0 ? Number.NaN : close - (this.series.openTimes[index]! + rateMs);
    if (index >= 0 && age <= this.staleLimitMs) return this.series.rates[index]!;
    if (!this.failsWhenStale) return Number.NaN;
    const found =
      index < 0 ? 'has no completed bar' : `is ${age / 60_000} minutes old, limit ${this.staleLimitMs / 60_000}`;
    throw new ExecutionError('EXEC_FX_RATE_STALE', `rate ${this.series.pair} ${found}`, {
      where: `bar ${bar} (${new Date(open).toISOString()})`,
      hint: 'extend the rate files, raise account.conversion.stale_limit_bars, or set account.conversion.strict to false',
      details: {
        pair: this.series.pair,
        bar,
        time_ms: open,
        reason: index < 0 ? 'no_completed_bar' : 'stale',
        age_ms: index < 0 ? null : age,
        limit_ms: this.staleLimitMs === Number.POSITIVE_INFINITY ? null : this.staleLimitMs,
      },
    });
  }
}

/** Tries providers in order; the first available rate counts (`composite`). */
class FirstAvailableRate implements RateLookup {
  readonly isSteady = false;
  private readonly providers: readonly RateLookup[];

  constructor(providers: readonly RateLookup[]) {
    this.providers = providers;
  }

  at(bar: number): number {
    for (const provider of this.providers) {
      const rate = provider.at(bar);
      if (!Number.isNaN(rate)) return rate;
    }
    return Number.NaN;
  }
}

/** Finds the lookup of a pair, or null if nothing in the configuration could ever provide it. */
export type RateSource = (pair: string) => RateLookup | null;

/** Builds the rate source of a run from `account.conversion` (`execution.md` 10.3). */
export function createRateSource(
  conversion: ConversionConfig | null,
  symbol: string,
  primary: Bars,
  rates: readonly RateSeries[],
  variant: ExecutionVariant,
): RateSource {
  if (conversion === null) {
    const own = variant === 'v2' ? new OwnPairRate(primary) : null;
    return (pair) => (pair === symbol ? own : null);
  }
  const lookups = new Map<string, RateLookup>();
  const pairs = new Set([...Object.keys(conversion.static), ...rates.map((series) => series.pair)]);
  for (const pair of pairs) {
    const providers: RateLookup[] = [];
    const series = rates.find((candidate) => candidate.pair === pair);
    if (series !== undefined && conversion.mode !== 'static') {
      providers.push(new SeriesRate(series, primary, conversion, variant));
    }
    const fixed = conversion.static[pair];
    if (fixed !== undefined && conversion.mode !== 'timeseries') providers.push(new StaticRate(fixed));
    if (providers.length > 0)
      lookups.set(pair, providers.length === 1 ? providers[0]! : new FirstAvailableRate(providers));
  }
  return (pair) => lookups.get(pair) ?? null;
}
