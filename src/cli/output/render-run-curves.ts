import type { SingleRunReport } from '../../run/run-single.ts';
import { money, percent } from './figures.ts';
import { type SparkSigns, sparkline } from './sparkline.ts';

/** Room for the words on both sides of a curve. */
const LABEL_COLUMNS = 16;
const FIGURE_COLUMNS = 24;

/** Equity and drawdown of a recorded run in two lines, for people; empty where no bar was traded. */
export function renderRunCurves({ result, config }: SingleRunReport, width: number, signs: SparkSigns): string {
  const { equity: curves } = result;
  if (curves === null || curves.equity.length === 0) return '';
  const { equity, drawdown } = curves;
  const columns = Math.max(1, width - LABEL_COLUMNS - FIGURE_COLUMNS);
  const line = (label: string, curve: string, figure: string) => `${label.padEnd(LABEL_COLUMNS)}${curve} ${figure}\n`;
  const deepest = drawdown.reduce((largest, depth) => Math.max(largest, depth), 0);
  const last = `${money(equity[equity.length - 1]!)} ${config.account.account_currency}`;
  return [
    '\n',
    line('equity', sparkline(equity, columns, 'last', signs), last),
    line('drawdown', sparkline(drawdown, columns, 'largest', signs), `at most ${percent(deepest)}`),
  ].join('');
}
