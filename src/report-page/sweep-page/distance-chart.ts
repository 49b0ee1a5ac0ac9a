import type { NearTrialData, SurroundingsData } from '../../report/sweep-page/choice-page-data.ts';
import { axisStyle, statisticsChart, tooltipStyle } from '../charts/statistics-chart.ts';
import { element } from '../elements/element.ts';
import { fixed, wholeNumber } from '../elements/number-format.ts';

function distanceLegend(): HTMLElement {
  const entries = [
    ['key-diamond', 'the choice, at distance 0'],
    ['key-chosen', 'its neighbours'],
    ['key-even', 'further trials; 1 is as far apart as two trials can be'],
  ] as const;
  return element('ul', { class: 'legend' }, ...entries.map(([key, text]) => element('li', { class: key }, text)));
}

/** A point a trial: its score against its distance from the choice, which lies at 0. */
export function distanceChart({ trialIndex, score, nearest, neighbourMedian }: SurroundingsData): HTMLElement {
  const scored = nearest.filter((trial) => trial.score !== null);
  const points = (trials: readonly NearTrialData[]) =>
    trials.map((trial) => [trial.distance, trial.score, trial.trialIndex]);
  return statisticsChart({
    title: `Score of the ${wholeNumber(nearest.length)} nearest trials by their distance from the choice`,
    description: `Scatter plot of ${wholeNumber(scored.length)} trials with a score. The choice, trial ${trialIndex}, lies at distance 0 with ${fixed(score, 4)}; the median of its neighbours is ${fixed(neighbourMedian, 4)}.`,
    height: 'short',
    below: [distanceLegend()],
    option: (palette) => ({
      grid: { left: 8, right: 16, top: 16, bottom: 26, containLabel: true },
      tooltip: {
        ...tooltipStyle(palette),
        formatter: ({ value }: { readonly value: readonly [number, number, number] }) =>
          `trial ${value[2]}: score ${fixed(value[1], 4)}, distance ${fixed(value[0], 3)}`,
      },
      xAxis: {
        type: 'value',
        min: 0,
        ...axisStyle(palette, 'distance'),
      },
      yAxis: { type: 'value', ...axisStyle(palette) },
      series: [
        {
          type: 'scatter',
          symbolSize: 5,
          itemStyle: { color: palette.muted, opacity: 0.5 },
          data: points(scored.filter(({ isNeighbour }) => !isNeighbour)),
        },
        {
          type: 'scatter',
          symbolSize: 7,
          itemStyle: { color: palette.accent, opacity: 0.9 },
          data: points(scored.filter(({ isNeighbour }) => isNeighbour)),
          markLine:
            neighbourMedian === null
              ? {}
              : {
                  symbol: 'none',
                  silent: true,
                  animation: false,
                  lineStyle: { color: palette.warning, width: 1.5, type: 'dashed' },
                  label: {
                    formatter: () => 'median of the neighbours',
                    color: palette.warning,
                    position: 'insideEndTop',
                  },
                  data: [{ yAxis: neighbourMedian }],
                },
        },
        {
          type: 'scatter',
          symbol: 'diamond',
          symbolSize: 15,
          itemStyle: { color: palette.gain },
          data: [[0, score, trialIndex]],
        },
      ],
    }),
  });
}
