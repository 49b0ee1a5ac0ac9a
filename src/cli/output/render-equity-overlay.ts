import { formatDate } from '../../core/data/dates.ts';
import type { ComparedInput } from './compared-input.ts';
import { percent } from './figures.ts';
import { type SparkSigns, sparkRow } from './sparkline.ts';
import { wrapLines } from './wrap-text.ts';

/** Room for a label before a curve and its last figure behind it. */
const LABEL_COLUMNS = 3;
const FIGURE_COLUMNS = 14;

/**
 * Growth of the equity of all inputs on one scale and one time axis, a line each, for people; empty where no bar was
 * traded. A column holds the last value up to its end, and nothing before the first bar and after the last.
 */
export function renderEquityOverlay(inputs: readonly ComparedInput[], width: number, signs: SparkSigns): string {
  const traded = inputs.map(({ run }) => run.equity.times).filter((times) => times.length > 0);
  if (traded.length === 0) return '';
  const columns = Math.max(1, width - LABEL_COLUMNS - FIGURE_COLUMNS);
  const start = Math.min(...traded.map((times) => times[0]));
  const end = Math.max(...traded.map((times) => times[times.length - 1]));
  const rows = inputs.map((input) => growthByColumn(input, start, end, columns));
  const known = rows.flat().filter((growth) => !Number.isNaN(growth));
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const scale = `${percent(low)} ${signs[0]} to ${percent(high)} ${signs[signs.length - 1]}`;
  return [
    `\n${wrapLines(`equity since the start, ${formatDate(start)} to ${formatDate(end)}, from ${scale}`, width)}`,
    ...inputs.map((input, place) => {
      const curve = sparkRow(rows[place], low, high, signs);
      return `${input.label.padEnd(LABEL_COLUMNS)}${curve} ${percent(lastGrowth(input)).padStart(FIGURE_COLUMNS - 2)}\n`;
    }),
  ].join('');
}

/** Equity over initial balance less 1 at the end of each column; NaN where there is no bar before or after. */
function growthByColumn({ run }: ComparedInput, start: number, end: number, columns: number): readonly number[] {
  const { times, equity } = run.equity;
  const step = (end - start) / columns;
  let row = -1;
  return Array.from({ length: columns }, (_, column) => {
    const until = column === columns - 1 ? end : start + (column + 1) * step;
    const isOver = row === times.length - 1 && row >= 0;
    while (row + 1 < times.length && times[row + 1] <= until) row++;
    return row < 0 || isOver ? Number.NaN : equity[row] / run.initialBalance - 1;
  });
}

function lastGrowth({ run }: ComparedInput): number {
  const { equity } = run.equity;
  return equity[equity.length - 1] / run.initialBalance - 1;
}
