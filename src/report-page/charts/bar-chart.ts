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
  /** Bars from left to right, the first on top, where names are too long to stand side by side. */
  readonly isLying?: boolean;
}

/** Bars of one colour or two: counts of a histogram, or a figure by name. */
export function barChart(options: BarChartOptions): HTMLElement {
  const { title, description, bars, isLying = false } = options;
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
      ...(isLying ? lyingAxes(options, palette) : standingAxes(options, palette)),
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

function standingAxes({ bars, axis, formatValue }: BarChartOptions, palette: Palette) {
  return {
    xAxis: { type: 'category', data: bars.map(({ name }) => name), ...axisStyle(palette, axis) },
    yAxis: valueAxis(palette, undefined, formatValue),
  };
}

function lyingAxes({ bars, axis, formatValue }: BarChartOptions, palette: Palette) {
  return {
    xAxis: valueAxis(palette, axis, formatValue),
    yAxis: { type: 'category', inverse: true, data: bars.map(({ name }) => name), ...axisStyle(palette) },
  };
}

function valueAxis(palette: Palette, name?: string, formatValue?: (value: number) => string) {
  const style = axisStyle(palette, name);
  if (formatValue === undefined) return { type: 'value', ...style };
  return { type: 'value', ...style, axisLabel: { ...style.axisLabel, formatter: formatValue } };
}

function toneColour(tone: Bar['tone'], palette: Palette): string {
  return tone === 'even' ? palette.accent : palette[tone];
}
