import type { Bars } from '../../core/types/bars.ts';
import { ORDER_TYPES } from '../../core/types/signal.ts';
import { EXIT_REASON, type TradeColumns } from '../../core/types/trade.ts';

/** Columns of the trades that the test of the exit levels reads. */
export type StressedTrades = Pick<
  TradeColumns,
  | 'count'
  | 'direction'
  | 'orderType'
  | 'reason'
  | 'entryBar'
  | 'placedBar'
  | 'exitBar'
  | 'initialStopLoss'
  | 'takeProfit'
>;

export interface LevelStress {
  /** Mean over the examined trades; 1 without any. */
  readonly score: number;
  /** Trades that were closed at their target and have both levels and a spread. */
  readonly examined: number;
}

const MARKET = ORDER_TYPES.indexOf('market');
const SCORE_PER_BAR_OF_DELAY = 0.1;
const LARGEST_DEDUCTION = 0.5;

/**
 * What would have become of the trades that reached their target if both exit levels had been a spread worse
 * (`metrics.md` 9.6). The stop first, or neither level until the end of the data: 0. The target later: a tenth
 * less per bar, down to one half.
 */
export function stressExitLevels(trades: StressedTrades, bars: Bars): LevelStress {
  let sum = 0;
  let examined = 0;
  for (let trade = 0; trade < trades.count; trade++) {
    const score = stressTrade(trades, trade, bars);
    if (score === null) continue;
    sum += score;
    examined++;
  }
  return { score: examined === 0 ? 1 : sum / examined, examined };
}

/** Score of one trade; null where there is nothing to examine. */
function stressTrade(trades: StressedTrades, trade: number, { bid, ask, openTimes }: Bars): number | null {
  if (trades.reason[trade] !== EXIT_REASON.take_profit) return null;
  const signalBar = (trades.orderType[trade] === MARKET ? trades.entryBar : trades.placedBar)[trade];
  const spread = ask.close[signalBar] - bid.close[signalBar];
  const target = trades.takeProfit[trade];
  const stop = trades.initialStopLoss[trade];
  if (!(spread > 0) || !Number.isFinite(target) || !Number.isFinite(stop)) return null;
  const isLong = trades.direction[trade] > 0;
  const { high, low } = isLong ? bid : ask;
  const [worseTarget, worseStop] = isLong ? [target + spread, stop + spread] : [target - spread, stop - spread];
  for (let bar = trades.entryBar[trade] + 1; bar < openTimes.length; bar++) {
    if (isLong ? low[bar] <= worseStop : high[bar] >= worseStop) return 0;
    if (isLong ? high[bar] >= worseTarget : low[bar] <= worseTarget) {
      const delay = Math.max(0, bar - trades.exitBar[trade]);
      return 1 - Math.min(SCORE_PER_BAR_OF_DELAY * delay, LARGEST_DEDUCTION);
    }
  }
  return 0;
}
