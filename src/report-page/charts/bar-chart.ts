import type { Palette } from '../theme/theme.ts';
import { axisStyle, statisticsChart, tooltipStyle } from './statistics-chart.ts';

export interface Bar {
  readonly name: string;
  readonly value: number;
  /** Shown when the bar is pointed at. */
  readonly note: string;
  readonly tone: 'gain' | 'loss' | 'even';
}

export interface BarChartOptions {
  readonly title: string;
  readonly description: string;
  readonly bars: readonly Bar[];
  readonly axis: string;
  readonly formatValue?: (value: number) => string;
}

/** Bars side by side: counts of a histogram, or a figure by name. */
export function barChart({ title, description, bars, axis, formatValue }: BarChartOptions): HTMLElement {
  return statisticsChart({
    title,
    description,
    height: 'short',
    option: (palette) => ({
      grid: { left: 8, right: 12, top: 12, bottom: 26, containLabel: true },
      tooltip: {
        ...tooltipStyle(palette),
        trigger: 'axis',
        axisPointer: { type: 'shadow', shadowStyle: { color: palette.muted, opacity: 0.12 } },
        formatter: (points: readonly { readonly dataIndex: number }[]) => bars[points[0]?.dataIndex ?? 0]?.note ?? '',
      },
      xAxis: { type: 'category', data: bars.map(({ name }) => name), ...axisStyle(palette, axis) },
      yAxis: {
        type: 'value',
        ...axisStyle(palette),
        ...(formatValue === undefined ? {} : { axisLabel: { color: palette.muted, formatter: formatValue } }),
      },
      series: [
        {
          type: 'bar',
          barCategoryGap: '12%',
          data: bars.map(({ value, tone }) => ({ value, itemStyle: { color: toneColour(tone, palette) } })),
        },
      ],
    }),
  });
}

function toneColour(tone: Bar['tone'], palette: Palette): string {
  return tone === 'even' ? palette.accent : palette[tone];
}
