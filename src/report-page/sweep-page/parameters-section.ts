import type { SliceData, SweepPageData } from '../../report/sweep-page/sweep-page-data.ts';
import { axisStyle, statisticsChart, tooltipStyle } from '../charts/statistics-chart.ts';
import { element } from '../elements/element.ts';
import { fixed, wholeNumber } from '../elements/number-format.ts';
import type { Section } from '../elements/page-frame.ts';
import { heatMapFigure } from './heat-map.ts';

/** Scores over pairs of parameters and over each on its own, from all trials of the sweep. */
export function parametersSection(data: SweepPageData): Section {
  const { heatMaps, slices } = data;
  return {
    id: 'parameters',
    title: 'Parameters',
    lead:
      slices.length === 0
        ? 'No parameter takes more than one value.'
        : 'All trials of the sweep, grouped by their values; only trials that may be best have a score here.',
    content: () => [
      heatMaps.length === 0 ? null : heatMapFigure(data),
      element('div', { class: 'grid' }, ...slices.map((slice) => sliceChart(data, slice))),
    ],
  };
}

function sliceChart({ parameters }: SweepPageData, { parameter, labels, trials, best, mean }: SliceData): HTMLElement {
  const { name } = parameters[parameter];
  const line = (title: string, values: SliceData['best'], colour: string, type: 'solid' | 'dashed') => ({
    type: 'line' as const,
    name: title,
    symbolSize: 6,
    lineStyle: { color: colour, width: 2, type },
    itemStyle: { color: colour },
    data: values.map((value) => value ?? '-'),
  });
  return statisticsChart({
    title: `Score by ${name}`,
    description: `Best score by ${name}: ${labels.map((label, at) => `${label}: ${fixed(best[at], 4)}`).join(', ')}.`,
    height: 'short',
    option: (palette) => ({
      grid: { left: 8, right: 16, top: 12, bottom: 26, containLabel: true },
      tooltip: {
        ...tooltipStyle(palette),
        trigger: 'axis',
        formatter: (points: readonly { readonly dataIndex: number }[]) => {
          const at = points[0]?.dataIndex ?? 0;
          return `${name} ${labels[at]}: best ${fixed(best[at], 4)}, mean ${fixed(mean[at], 4)}, ${wholeNumber(trials[at])} trials`;
        },
      },
      xAxis: { type: 'category', data: labels, ...axisStyle(palette, `${name}: best (line) and mean (dashed)`) },
      yAxis: { type: 'value', scale: true, ...axisStyle(palette) },
      series: [line('best', best, palette.accent, 'solid'), line('mean', mean, palette.muted, 'dashed')],
    }),
  });
}
