import { MONEY_DECIMALS, RATIO_DECIMALS } from '../../core/backtest/artifacts/format-number.ts';
import { roundHalfAway } from '../../core/math/rounding.ts';
import type { EquityColumns } from '../../core/types/backtest-result.ts';
import { differences, integerText } from '../page/integer-text.ts';
import type { EquityData } from './run-page-data.ts';

/**
 * The equity curve, a row a candle: of the bars of a candle, the last equity and balance and the deepest drawdown.
 *
 * @param firstBar loaded bar of the first row
 * @param width bars of a candle
 */
export function equityData(columns: EquityColumns, firstBar: number, width: number): EquityData {
  const { equity, balance, drawdown } = columns;
  const firstCandle = Math.floor(firstBar / width);
  const count = equity.length === 0 ? 0 : Math.floor((firstBar + equity.length - 1) / width) - firstCandle + 1;
  const equities = new Float64Array(count);
  const balances = new Float64Array(count);
  const drawdowns = new Float64Array(count);
  for (let row = 0; row < equity.length; row++) {
    const candle = Math.floor((firstBar + row) / width) - firstCandle;
    equities[candle] = scaled(equity[row], MONEY_DECIMALS);
    balances[candle] = scaled(balance[row], MONEY_DECIMALS);
    drawdowns[candle] = Math.max(drawdowns[candle], scaled(drawdown[row], RATIO_DECIMALS));
  }
  return {
    firstCandle,
    equity: integerText(differences(equities)),
    balance: integerText(differences(balances)),
    drawdown: integerText(differences(drawdowns)),
  };
}

function scaled(value: number, decimals: number): number {
  return Math.round(roundHalfAway(value, decimals) * 10 ** decimals);
}
