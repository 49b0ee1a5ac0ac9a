import type { ProfileData, ProfileStepData } from '../../report/sweep-page/choice-page-data.ts';
import { axisStyle, statisticsChart, tooltipStyle } from '../charts/statistics-chart.ts';
import { fixed } from '../elements/number-format.ts';
import type { Palette } from '../theme/theme.ts';

const GAP = '-';

/**
 * Bars of the scores along one parameter, the choice among them; values without a score are marked gaps.
 *
 * @param profiles those of all parameters: they have one scale, with 0 in it, so that heights can be compared
 */
export function profileChart({ steps }: ProfileData, name: string, profiles: readonly ProfileData[]): HTMLElement {
  const scores = profiles.flatMap((profile) => profile.steps.flatMap(({ score }) => (score === null ? [] : [score])));
  return statisticsChart({
    title: name,
    description: `Score by ${name}, everything else as chosen: ${steps.map(stepNote).join(', ')}.`,
    height: 'low',
    option: (palette) => ({
      grid: { left: 4, right: 8, top: 12, bottom: 4, containLabel: true },
      tooltip: {
        ...tooltipStyle(palette),
        trigger: 'axis',
        axisPointer: { type: 'shadow', shadowStyle: { color: palette.muted, opacity: 0.12 } },
        formatter: (points: readonly { readonly dataIndex: number }[]) => stepNote(steps[points[0]?.dataIndex ?? 0]),
      },
      xAxis: { type: 'category', data: steps.map(({ value }) => value), ...axisStyle(palette) },
      yAxis: { type: 'value', min: Math.min(0, ...scores), max: Math.max(0, ...scores), ...roundedEnds(palette) },
      series: [
        {
          type: 'bar',
          barWidth: '62%',
          data: steps.map((step) => ({ value: step.score ?? GAP, itemStyle: barStyle(step, palette) })),
        },
        {
          type: 'scatter',
          symbol: GAP_SYMBOL,
          symbolSize: 9,
          itemStyle: { color: palette.muted },
          data: steps.map(({ score }) => (score === null ? 0 : GAP)),
        },
      ],
    }),
  });
}

/** A small cross. */
const GAP_SYMBOL = 'path://M0,2 L2,0 L5,3 L8,0 L10,2 L7,5 L10,8 L8,10 L5,7 L2,10 L0,8 L3,5 Z';

/** The ends of the scale are scores, which have too many digits for a label. */
function roundedEnds(palette: Palette) {
  return {
    ...axisStyle(palette),
    splitNumber: 3,
    axisLabel: { color: palette.muted, hideOverlap: true, showMinLabel: false, showMaxLabel: false },
  };
}

function barStyle({ offset, status }: ProfileStepData, palette: Palette) {
  if (offset === 0) return { color: palette.accent };
  if (status === 'complete') return { color: palette.muted };
  return { color: 'transparent', borderColor: palette.muted, borderWidth: 1.5, borderType: 'dashed' as const };
}

function stepNote({ offset, value, status, score, trialIndex }: ProfileStepData): string {
  if (status === null) return `${value} not tried`;
  const ending = status === 'complete' ? '' : `, ${status}`;
  return `${value} ${offset === 0 ? '(the choice) ' : ''}${score === null ? 'no score' : fixed(score, 4)}${ending} (trial ${trialIndex})`;
}
