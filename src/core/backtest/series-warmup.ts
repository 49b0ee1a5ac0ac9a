import type { SeriesColumn } from '../indicators/series-provider.ts';
import { StrategyError } from '../types/errors.ts';
import type { StrategyRequirements } from '../types/strategy.ts';
import type { BacktestContext } from './backtest-context.ts';

/**
 * Refuses a run in which an indicator has no value yet when trading starts (`strategy.md` 4.3).
 * Emptiness later on is ordinary and means no signal on that bar. Timeframes that are optional and
 * not loaded stay empty for the whole run; their consumers read them as not available.
 */
export function requireWarmSeries(
  context: BacktestContext,
  requirements: StrategyRequirements,
  series: ReadonlyMap<string, SeriesColumn>,
): void {
  const { dataset } = context;
  for (const request of requirements.indicators) {
    if (!context.loadedTimeframes.has(request.timeframe)) continue;
    const first = context.firstAvailable(series.get(request.id)!);
    if (first >= 0 && first <= dataset.firstTradingBar) continue;
    const found = first < 0 ? 'never has a value' : `has its first value at bar ${first}`;
    throw new StrategyError(
      'STRAT_INDICATOR_WARMUP',
      `${request.indicator} on ${request.timeframe} ${found}, but trading starts at bar ${dataset.firstTradingBar}`,
      {
        where: request.id,
        hint: 'raise warmup_bars, shorten the indicator, or start later',
        details: {
          indicator: request.indicator,
          timeframe: request.timeframe,
          parameters: request.params,
          first_available_bar: first < 0 ? null : first,
          first_trading_bar: dataset.firstTradingBar,
        },
      },
    );
  }
}
