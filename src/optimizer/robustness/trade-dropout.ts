import { sharpeRatio } from '../../core/metrics/risk-ratios.ts';
import { describeSample } from '../../core/metrics/sample-moments.ts';
import { cumulativeDrawdown } from '../../core/metrics/trade-drawdown.ts';
import { sampleWithoutReplacement } from '../random/draws.ts';
import { stream } from '../random/seeds.ts';
import { type Figure, notAvailable } from '../statistics/figure.ts';
import type { TradeSample } from '../statistics/sweep-statistics-input.ts';
import { deteriorationOfRatios, meanOfScores, type StressFigures } from './deterioration.ts';

export interface DropoutSettings {
  /** Share of the trades that a draw removes. */
  readonly fraction: number;
  readonly runs: number;
  readonly penaltyCap: number;
}

/**
 * What is left of a result without some of its trades, chosen at random (`metrics.md` 9.5): one draw after the
 * other from a stream of its own, the rest in its order.
 */
export function tradeDropoutScore(trades: TradeSample, trialSeed: number, settings: DropoutSettings): Figure {
  const { fraction, runs, penaltyCap } = settings;
  const count = trades.net.length;
  if (count === 0) return notAvailable('the candidate has no closed trade');
  if (!(fraction > 0)) return notAvailable('metrics.robustness.dropout_frac is 0');
  if (runs === 0) return notAvailable('metrics.robustness.dropout_runs is 0');
  const base = figuresOf(trades);
  const dropped = Math.min(Math.max(Math.ceil(count * fraction), 1), count);
  const deteriorations = Array.from({ length: runs }, (_, run) => {
    const gone = new Set(sampleWithoutReplacement(stream(trialSeed, 'trade_dropout', run), count, dropped));
    const isLeft = (_value: number, trade: number) => !gone.has(trade);
    return deteriorationOfRatios(base, figuresOf({ net: trades.net.filter(isLeft), r: trades.r.filter(isLeft) }));
  });
  return meanOfScores(deteriorations, penaltyCap);
}

function figuresOf({ net, r }: TradeSample): Pick<StressFigures, 'profit' | 'drawdown' | 'sharpe'> {
  const sharpe = sharpeRatio(describeSample(r));
  return {
    profit: net.reduce((sum, value) => sum + value, 0),
    drawdown: cumulativeDrawdown(net),
    sharpe: Number.isNaN(sharpe) ? 0 : sharpe,
  };
}
