import type { HistogramData } from '../../report/sweep-page/sweep-page-data.ts';
import { fixed } from '../elements/number-format.ts';
import type { Palette } from '../theme/theme.ts';
import { axisStyle, statisticsChart, tooltipStyle } from './statistics-chart.ts';

/** A value that is drawn into the histogram. */
export interface Mark {
  readonly name: string;
  readonly value: number;
  readonly tone: 'warning' | 'gain';
}

export interface HistogramChartOptions {
  readonly title: string;
  readonly description: string;
  readonly axis: string;
  /** What is counted, in the plural. */
  readonly noun: string;
  readonly data: HistogramData;
  readonly marks?: readonly Mark[];
  /** Colours bins up to 0 as losses and those above as gains. */
  readonly isSplitAtZero?: boolean;
}

/** Free part of the axis beside a mark. */
const MARGIN = 0.06;

/** The ends of an axis with a margin are no plain numbers. */
const EDGES_WITHOUT_LABEL = { showMinLabel: false, showMaxLabel: false };

/** Counts over a scale of numbers, with lines at values that they are held against. */
export function histogramChart(options: HistogramChartOptions): HTMLElement {
  const { title, description, axis, noun, data, marks = [], isSplitAtZero = false } = options;
  const { from, width, counts } = data;
  const places = marks.map(({ value }) => value);
  const low = Math.min(from, ...places);
  const high = Math.max(from + width * counts.length, ...places);
  // Room for the name of a mark at the edge.
  const margin = marks.length === 0 ? 0 : MARGIN * (high - low);
  const bins = counts.map((count, bin) => ({ start: from + bin * width, count }));
  const colourOf = (start: number, palette: Palette) =>
    isSplitAtZero ? (start < 0 ? palette.loss : palette.gain) : palette.accent;
  return statisticsChart({
    title,
    description: [description, ...marks.map(({ name, value }) => `${name} at ${plain(value)}.`)].join(' '),
    height: 'short',
    option: (palette) => ({
      grid: { left: 8, right: 16, top: 30, bottom: 26, containLabel: true },
      tooltip: {
        ...tooltipStyle(palette),
        formatter: ({ dataIndex }: { readonly dataIndex: number }) => {
          const bin = bins[dataIndex];
          return bin === undefined
            ? ''
            : `${plain(bin.start)} to ${plain(bin.start + width)}: ${fixed(bin.count, 0)} ${noun}`;
        },
      },
      xAxis: {
        type: 'value',
        min: low < from ? low - margin : low,
        max: high + margin,
        ...axisStyle(palette, axis),
        axisLabel: {
          color: palette.muted,
          hideOverlap: true,
          formatter: plain,
          ...(margin > 0 ? EDGES_WITHOUT_LABEL : {}),
        },
        splitLine: { show: false },
      },
      yAxis: { type: 'value', minInterval: 1, ...axisStyle(palette) },
      series: [
        {
          type: 'bar',
          barWidth: '94%',
          data: bins.map(({ start, count }) => ({
            value: [start + width / 2, count],
            itemStyle: { color: colourOf(start, palette) },
          })),
          markLine: {
            symbol: 'none',
            silent: true,
            animation: false,
            data: marks.map(({ name, value, tone }, at) => ({
              xAxis: value,
              lineStyle: { color: palette[tone], width: 2, type: 'solid' },
              label: { formatter: () => name, color: palette[tone], distance: at % 2 === 0 ? 4 : 16 },
            })),
          },
        },
      ],
    }),
  });
}

function plain(value: number): string {
  return String(Number(value.toPrecision(4)));
}
