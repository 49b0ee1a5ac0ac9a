import type { CombinatorialData } from '../../report/sweep-page/choice-page-data.ts';
import { axisStyle, statisticsChart, tooltipStyle } from '../charts/statistics-chart.ts';
import { fixed } from '../elements/number-format.ts';

/** A point a split: what the choice promised in training, and what it kept. */
export function splitChart({ splits, medianTrainSharpe, medianTestSharpe }: CombinatorialData): HTMLElement {
  const all = splits.flatMap(({ trainSharpe, testSharpe }) => [trainSharpe, testSharpe]);
  const low = Math.floor(Math.min(0, ...all));
  const high = Math.ceil(Math.max(0, ...all));
  const dots = (isLoss: boolean, colour: string) => ({
    type: 'scatter' as const,
    symbolSize: 8,
    itemStyle: { color: colour, opacity: 0.85 },
    data: [...splits.entries()]
      .filter(([, { testSharpe }]) => testSharpe < 0 === isLoss)
      .map(([number, { trainSharpe, testSharpe }]) => [trainSharpe, testSharpe, number]),
  });
  return statisticsChart({
    title: 'Sharpe ratio in training and out of sample, by split',
    description: `Scatter plot of ${splits.length} splits, medians ${fixed(medianTrainSharpe, 3)} in training and ${fixed(medianTestSharpe, 3)} out of sample. On the dashed line both are equal. The values are in the table below.`,
    height: 'short',
    option: (palette) => ({
      grid: { left: 8, right: 16, top: 12, bottom: 26, containLabel: true },
      tooltip: {
        ...tooltipStyle(palette),
        formatter: ({ value }: { readonly value: readonly [number, number, number] }) =>
          `split ${value[2]}: ${fixed(value[0], 3)} in training, ${fixed(value[1], 3)} out of sample`,
      },
      xAxis: {
        type: 'value',
        min: low,
        max: high,
        ...axisStyle(palette, 'in training; up: out of sample; dashed: equal'),
      },
      yAxis: { type: 'value', min: low, max: high, ...axisStyle(palette) },
      series: [
        {
          type: 'line',
          showSymbol: false,
          silent: true,
          lineStyle: { color: palette.muted, width: 1, type: 'dashed' },
          data: [
            [low, low],
            [high, high],
          ],
        },
        dots(true, palette.loss),
        dots(false, palette.gain),
      ],
    }),
  });
}
