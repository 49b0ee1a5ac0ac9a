import type { RunPageData } from '../../report/run-page/run-page-data.ts';
import { axisStyle, statisticsChart, tooltipStyle } from '../charts/statistics-chart.ts';
import { fixed } from '../elements/number-format.ts';

const NAMES = {
  adverse: {
    title: 'Maximum adverse excursion (MAE) and result in R',
    axis: 'furthest against the trade, in stop distances',
  },
  favourable: {
    title: 'Maximum favourable excursion (MFE) and result in R',
    axis: 'furthest for the trade, in stop distances',
  },
};

/** A point a trade: how far it went one way, and what it came to. */
export function excursionChart({ trades }: RunPageData, kind: 'adverse' | 'favourable'): HTMLElement {
  const { title, axis } = NAMES[kind];
  const points = trades[kind].map((reach, trade) => ({ trade, reach, r: trades.rMultiple[trade] }));
  const seriesOf = (isGain: boolean, colour: string) => ({
    type: 'scatter' as const,
    symbolSize: 5,
    itemStyle: { color: colour, opacity: 0.55 },
    data: points.filter(({ r }) => r > 0 === isGain).map(({ reach, r, trade }) => [reach, r, trade]),
  });
  return statisticsChart({
    title,
    description: `Scatter plot of ${trades.count} trades: ${axis}, against the result in R. The figures are in the trade table.`,
    height: 'short',
    option: (palette) => ({
      grid: { left: 8, right: 16, top: 12, bottom: 26, containLabel: true },
      tooltip: {
        ...tooltipStyle(palette),
        formatter: ({ value }: { readonly value: readonly [number, number, number] }) =>
          `trade ${value[2] + 1}: ${fixed(value[0], 2)} stop distances, ${fixed(value[1], 2)} R`,
      },
      xAxis: { type: 'value', min: 0, ...axisStyle(palette, axis) },
      yAxis: { type: 'value', ...axisStyle(palette) },
      series: [seriesOf(true, palette.gain), seriesOf(false, palette.loss)],
    }),
  });
}
