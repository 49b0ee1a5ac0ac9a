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
  const rows: { equity: number[]; balance: number[]; drawdown: number[] } = { equity: [], balance: [], drawdown: [] };
  let candleBefore = -1;
  for (let row = 0; row < equity.length; row++) {
    const candle = Math.floor((firstBar + row) / width) - firstCandle;
    const depth = scaled(drawdown[row], RATIO_DECIMALS);
    rows.equity[candle] = scaled(equity[row], MONEY_DECIMALS);
    rows.balance[candle] = scaled(balance[row], MONEY_DECIMALS);
    rows.drawdown[candle] = candle === candleBefore ? Math.max(rows.drawdown[candle], depth) : depth;
    candleBefore = candle;
  }
  return {
    firstCandle,
    equity: integerText(differences(rows.equity)),
    balance: integerText(differences(rows.balance)),
    drawdown: integerText(differences(rows.drawdown)),
  };
}

function scaled(value: number, decimals: number): number {
  return Math.round(roundHalfAway(value, decimals) * 10 ** decimals);
}
