import type { GroupTableData, RunPageData } from '../../report/run-page/run-page-data.ts';
import { type Bar, barChart } from '../charts/bar-chart.ts';
import { histogramBins } from '../charts/histogram.ts';
import { element } from '../elements/element.ts';
import { fixed, money, percent, toneOf, wholeNumber } from '../elements/number-format.ts';
import type { Section } from '../elements/page-frame.ts';
import { plainTable } from '../elements/plain-table.ts';
import { excursionChart } from './excursion-chart.ts';

const MOST_BINS = 40;

/** How the trades are spread: over R, length, hour, weekday, and how far each went for and against. */
export function distributionSection(data: RunPageData): Section {
  const { trades, groups, currency } = data;
  const [direction, reason, scenario, hour, weekday] = groups;
  const spans = histogramBins(trades.holdingBars, MOST_BINS, 1);
  return {
    id: 'distributions',
    title: 'Distributions',
    lead: 'R is the result of a trade before fees over the configured risk per trade.',
    content: () => [
      element(
        'div',
        { class: 'grid' },
        barChart({
          title: 'Results in R',
          description: `Histogram of the results of ${trades.count} trades in R.`,
          axis: 'R',
          bars: histogramBins(trades.rMultiple, MOST_BINS).map(
            ({ from, to, count }): Bar => ({
              name: plain(from),
              value: count,
              note: `${plain(from)} to ${plain(to)} R: ${count} trades`,
              tone: from < 0 ? 'loss' : 'gain',
            }),
          ),
        }),
        barChart({
          title: 'Holding time',
          description: `Histogram of the holding times of ${trades.count} trades in bars.`,
          axis: `bars of ${data.timeframe}`,
          bars: spans.map(
            ({ from, to, count }): Bar => ({
              name: plain(from),
              value: count,
              note: `${plain(from)} to ${plain(to - 1)} bars: ${count} trades`,
              tone: 'even',
            }),
          ),
        }),
        resultChart(hour, currency),
        resultChart(weekday, currency),
        excursionChart(data, 'adverse'),
        excursionChart(data, 'favourable'),
      ),
      element(
        'div',
        { class: 'grid' },
        element('div', {}, ...[direction, reason, scenario, weekday].map((group) => groupTable(group, currency))),
        element('div', {}, groupTable(hour, currency)),
      ),
    ],
  };
}

function resultChart({ title, rows }: GroupTableData, currency: string): HTMLElement {
  return barChart({
    title: `Result by ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
    description: `Sum of results before fees in ${currency} by ${title}. The figures are in the table below.`,
    axis: currency,
    formatValue: wholeNumber,
    bars: rows.map(
      ({ name, trades, result, averageR }): Bar => ({
        name: /day$/.test(name) ? name.slice(0, 3) : name,
        value: result,
        note: `${name}: ${money(result)} ${currency}\n${trades} trades, ${fixed(averageR, 2)} R on average`,
        tone: result < 0 ? 'loss' : 'gain',
      }),
    ),
  });
}

function groupTable({ title, rows }: GroupTableData, currency: string): HTMLElement {
  return plainTable(
    title,
    [
      { title, align: 'left', cell: ({ name }) => name },
      { title: 'Trades', cell: ({ trades }) => wholeNumber(trades) },
      { title: 'Won', cell: ({ trades, wins }) => percent(wins / trades, 1) },
      { title: `Result (${currency})`, cell: ({ result }) => money(result), tone: ({ result }) => toneOf(result) },
      { title: 'Average R', cell: ({ averageR }) => fixed(averageR, 3), tone: ({ averageR }) => toneOf(averageR) },
    ],
    rows,
  );
}

function plain(value: number): string {
  return String(Number(value.toPrecision(6)));
}
