import type { EffectiveConfig } from '../../../src/core/types/config.ts';
import type { Dataset, RateSeries } from '../../../src/core/types/dataset.ts';
import { TIMEFRAME_MS } from '../../../src/core/types/timeframe.ts';
import { PlainFailure } from './plain-failure.ts';

/** Currency conversion at a bar (`execution.md` 10.2 and 10.3, `v1_parity`: 15.10). */
export class PlainRates {
  private readonly config: EffectiveConfig;
  private readonly dataset: Dataset;

  constructor(config: EffectiveConfig, dataset: Dataset) {
    this.config = config;
    this.dataset = dataset;
  }

  convert(amount: number, from: string, to: string, bar: number): number {
    if (from === to) return amount;
    const straight = this.convertStraight(amount, from, to, bar);
    if (straight !== null) return straight;
    if (from !== 'USD' && to !== 'USD') {
      const dollars = this.convertStraight(amount, from, 'USD', bar);
      const bridged = dollars === null ? null : this.convertStraight(dollars, 'USD', to, bar);
      if (bridged !== null) return bridged;
    }
    throw new PlainFailure('EXEC_NO_FX_PATH', bar);
  }

  /** Direct pair, then inverse pair. */
  private convertStraight(amount: number, from: string, to: string, bar: number): number | null {
    const direct = this.rate(from + to, bar);
    if (direct !== null) return amount * direct;
    const inverse = this.rate(to + from, bar);
    if (inverse !== null && inverse !== 0) return amount / inverse;
    return null;
  }

  private rate(pair: string, bar: number): number | null {
    const { conversion } = this.config.account;
    const { primary, rates, symbol } = this.dataset;
    const isParity = this.config.execution_variant === 'v1_parity';
    if (conversion === null) {
      if (isParity || pair !== symbol) return null;
      return 0.5 * (primary.bid.close[bar] + primary.ask.close[bar]);
    }
    if (conversion.mode !== 'static') {
      const series = rates.find((candidate) => candidate.pair === pair);
      const rate = series === undefined ? null : this.rateAsOf(series, bar);
      if (rate !== null) return rate;
    }
    if (conversion.mode !== 'timeseries') return conversion.static[pair] ?? null;
    return null;
  }

  private rateAsOf(series: RateSeries, bar: number): number | null {
    const conversion = this.config.account.conversion;
    if (conversion === null) return null;
    const isParity = this.config.execution_variant === 'v1_parity';
    const { primary } = this.dataset;
    const open = primary.openTimes[bar];
    const close = open + TIMEFRAME_MS[primary.timeframe];
    const length = TIMEFRAME_MS[series.timeframe];
    const isVisible = (rateOpen: number): boolean => {
      if (isParity) return rateOpen <= open;
      return conversion.use_price === 'open' ? rateOpen < close : rateOpen + length <= close;
    };
    const index = series.openTimes.findLastIndex(isVisible);
    const rateOpen = series.openTimes[index];
    const age = isParity ? open - rateOpen : close - (rateOpen + length);
    const { stale_limit_bars: limit } = conversion;
    const isStale = limit !== null && age > length * Math.max(1, limit);
    if (index >= 0 && !isStale) return series.rates[index];
    const mustFail = !isParity && conversion.mode === 'timeseries' && conversion.strict;
    if (mustFail) throw new PlainFailure('EXEC_FX_RATE_STALE', bar);
    return null;
  }
}
