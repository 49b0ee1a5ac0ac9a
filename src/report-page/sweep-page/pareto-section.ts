import type { ParetoData } from '../../report/sweep-page/sweep-page-data.ts';
import { axisStyle, statisticsChart, tooltipStyle } from '../charts/statistics-chart.ts';
import { element } from '../elements/element.ts';
import { fixed, wholeNumber } from '../elements/number-format.ts';
import type { Section } from '../elements/page-frame.ts';

/** Trials in the space of their objectives, two at a time. */
export function paretoSection({ objectives, points }: ParetoData): Section {
  const front = points.filter(({ isFront }) => isFront);
  const pairs = objectives.flatMap((_, second) =>
    objectives.slice(0, second).map((_, first) => [first, second] as const),
  );
  return {
    id: 'front',
    title: 'Front',
    lead: `${wholeNumber(front.length)} trials are on the front: no other trial is at least as good in every objective and better in one.`,
    content: () => [
      element(
        'div',
        { class: 'grid' },
        ...pairs.map(([first, second]) => pairChart(objectives, points, first, second)),
      ),
    ],
  };
}

function pairChart(
  objectives: readonly string[],
  points: ParetoData['points'],
  first: number,
  second: number,
): HTMLElement {
  const dots = (isFront: boolean, colour: string) => ({
    type: 'scatter' as const,
    symbolSize: isFront ? 7 : 4,
    itemStyle: { color: colour, opacity: isFront ? 0.95 : 0.4 },
    data: points
      .filter((point) => point.isFront === isFront)
      .map(({ values, trialIndex }) => [values[first], values[second], trialIndex]),
  });
  return statisticsChart({
    title: `${objectives[second]} by ${objectives[first]}`,
    description: `Scatter plot of ${points.length} trials; those of the front are larger and coloured.`,
    height: 'medium',
    option: (palette) => ({
      grid: { left: 8, right: 16, top: 12, bottom: 26, containLabel: true },
      tooltip: {
        ...tooltipStyle(palette),
        formatter: ({ value }: { readonly value: readonly [number, number, number] }) =>
          `trial ${value[2]}: ${fixed(value[0], 4)}, ${fixed(value[1], 4)}`,
      },
      xAxis: { type: 'value', scale: true, ...axisStyle(palette, objectives[first]) },
      yAxis: { type: 'value', scale: true, ...axisStyle(palette) },
      series: [dots(false, palette.muted), dots(true, palette.accent)],
    }),
  });
}
