import type { SweepPageData } from '../../report/sweep-page/sweep-page-data.ts';
import { barChart } from '../charts/bar-chart.ts';
import { axisStyle, statisticsChart, tooltipStyle } from '../charts/statistics-chart.ts';
import { element } from '../elements/element.ts';
import { fixed, percent } from '../elements/number-format.ts';
import type { Section } from '../elements/page-frame.ts';

/** How the search went on, and which parameters the score depends on. */
export function searchSection(data: SweepPageData): Section {
  return {
    id: 'search',
    title: 'Search',
    lead: `Objective: ${data.objective}. Scores are turned so that larger is better.`,
    content: () => [element('div', { class: 'grid' }, progressChart(data), importanceChart(data))],
  };
}

function progressChart({ bestSoFar, lastTrial, trials, best }: SweepPageData): HTMLElement {
  const steps = bestSoFar.length === 0 ? [] : [...bestSoFar, [lastTrial, bestSoFar[bestSoFar.length - 1][1]] as const];
  const dots = trials.index.flatMap((index, row) => {
    const score = trials.score[row];
    return score === null || trials.status[row] !== 'complete' ? [] : [[index, score]];
  });
  return statisticsChart({
    title: 'Best score so far',
    description: `Line of the best score against the number of the trial; it ends at ${fixed(best?.score ?? null, 4)}. Dots are single trials.`,
    height: 'short',
    option: (palette) => ({
      grid: { left: 8, right: 16, top: 12, bottom: 26, containLabel: true },
      tooltip: {
        ...tooltipStyle(palette),
        formatter: ({ value }: { readonly value: readonly [number, number] }) =>
          `trial ${value[0]}: score ${fixed(value[1], 4)}`,
      },
      xAxis: { type: 'value', min: 0, max: Math.max(1, lastTrial), ...axisStyle(palette, 'trial') },
      yAxis: { type: 'value', scale: true, ...axisStyle(palette) },
      series: [
        { type: 'scatter', symbolSize: 3, itemStyle: { color: palette.muted, opacity: 0.4 }, data: dots },
        {
          type: 'line',
          step: 'end',
          showSymbol: steps.length < 40,
          symbolSize: 6,
          lineStyle: { color: palette.accent, width: 2 },
          itemStyle: { color: palette.accent },
          data: steps,
        },
      ],
    }),
  });
}

function importanceChart({ insight, parameters }: SweepPageData): HTMLElement {
  const { importance, importanceNote } = insight;
  if (importance === null) return element('p', { class: 'lead' }, `Importance of the parameters: ${importanceNote}.`);
  const nameOf = new Map(parameters.map(({ path, name }) => [path, name]));
  const chart = barChart({
    title: 'Importance of the parameters',
    description: `Share of the variance of the scores that each parameter explains on its own: ${importance
      .map(({ path, share }) => `${nameOf.get(path) ?? path} ${percent(share, 1)}`)
      .join(', ')}.`,
    axis: 'share of the variance of the scores',
    isLying: true,
    formatValue: (value) => `${Math.round(100 * value)} %`,
    bars: importance.map(({ path, share }) => ({
      name: nameOf.get(path) ?? path,
      value: share,
      note: `${nameOf.get(path) ?? path}: ${percent(share, 1)}`,
      tone: 'even',
    })),
  });
  return element('div', {}, chart, element('p', { class: 'lead' }, `${importanceNote}.`));
}
