import type { SweepPageData } from '../../report/sweep-page/sweep-page-data.ts';
import { redrawableChart, tooltipStyle } from '../charts/statistics-chart.ts';
import { wholeNumber } from '../elements/number-format.ts';
import { AxisBrushes } from './axis-brushes.ts';
import { createBrushControls, type Interval } from './brush-controls.ts';
import { parallelAxes } from './parallel-axes.ts';

/** Lines that can still be told apart; of more, the best and evenly spaced others are drawn. */
const MOST_LINES = 1500;
const BEST_LINES = 500;
const NARROW = 640;

export interface ParallelChart {
  readonly figure: HTMLElement;
  /** Draws these trials, without any brush. */
  show(rows: readonly number[]): void;
}

/**
 * A line a trial over the axes of its parameters and its score, coloured by score.
 *
 * @param onBrush called with the trials inside all brushes, null where nothing is brushed
 */
export function createParallelChart(
  data: SweepPageData,
  onBrush: (rows: ReadonlySet<number> | null) => void,
): ParallelChart {
  const { trials } = data;
  const axes = parallelAxes(data);
  const rowCount = trials.index.length;
  let shown: readonly number[] = [];
  const brushes = new AxisBrushes(axes, rowCount, (axisId, intervals) => {
    controls.show(axisId, envelopeOf(intervals));
    onBrush(brushes.rows());
  });
  const controls = createBrushControls(axes, rowCount, (axisId, interval) => {
    brushes.set(axisId, interval);
    onBrush(brushes.rows());
  });
  const { figure, redraw } = redrawableChart({
    title: 'Parameters and score of each trial',
    description: `Parallel coordinates of ${wholeNumber(trials.index.length)} trials: ${axes.map(({ name }) => name).join(', ')}. The filters of the table below choose the lines, too.`,
    height: 'medium',
    option: (palette) => {
      const scores = shown.map((row) => trials.score[row]).filter((score) => score !== null);
      // Text stays readable on top of the lines.
      const halo = { color: palette.text, textBorderColor: palette.surface, textBorderWidth: 3 };
      const isNarrow = document.documentElement.clientWidth < NARROW;
      return {
        tooltip: tooltipStyle(palette),
        parallel: isNarrow
          ? { layout: 'vertical', left: 20, right: 30, top: 24, bottom: 24 }
          : { left: 50, right: 60, top: 36, bottom: 24 },
        parallelAxis: axes.map((axis, dim) => ({
          dim,
          id: axis.id,
          name: axis.name,
          type: axis.labels === null ? 'value' : 'category',
          ...(axis.labels === null ? { scale: true } : { data: axis.labels }),
          nameLocation: isNarrow ? 'start' : 'end',
          nameTextStyle: {
            ...halo,
            ...(isNarrow ? { align: 'left', verticalAlign: 'bottom', padding: [0, 0, 8, 18] } : {}),
          },
          axisLine: { lineStyle: { color: palette.muted } },
          axisLabel: { ...halo, hideOverlap: true },
          axisTick: { show: false },
          areaSelectStyle: { color: palette.accent, borderColor: palette.accent, opacity: 0.25, width: 16 },
        })),
        visualMap: {
          show: false,
          dimension: axes.length - 1,
          min: scores.length === 0 ? 0 : minimumOf(scores),
          max: scores.length === 0 ? 1 : maximumOf(scores),
          inRange: { color: [palette.loss, palette.muted, palette.accent] },
        },
        series: [
          {
            type: 'parallel',
            lineStyle: { width: 1, opacity: shown.length > 200 ? 0.35 : 0.7 },
            inactiveOpacity: 0.03,
            activeOpacity: 0.8,
            data: shown.map((row) => axes.map((axis) => axis.valueOf(row))),
          },
        ],
      };
    },
    below: [controls.element],
    onReady: (chart) => brushes.follow(chart),
    onDrawn: () => brushes.restore(),
  });
  return {
    figure,
    show(rows) {
      shown = chooseLines(rows, trials.score);
      const wasBrushed = !brushes.isEmpty;
      brushes.clear();
      controls.reset();
      redraw();
      if (wasBrushed) onBrush(null);
    },
  };
}

/** Sliders have one range where the pointer may have left several. */
function envelopeOf(intervals: readonly Interval[]): Interval | null {
  if (intervals.length === 0) return null;
  return [Math.min(...intervals.map(([low]) => low)), Math.max(...intervals.map(([, high]) => high))];
}

/** Trials without a score have no place on the last axis. */
function chooseLines(rows: readonly number[], score: SweepPageData['trials']['score']): readonly number[] {
  const scored = rows.filter((row) => score[row] !== null);
  if (scored.length <= MOST_LINES) return scored;
  const ranked = [...scored].sort((left, right) => (score[right] ?? 0) - (score[left] ?? 0) || left - right);
  const step = (ranked.length - BEST_LINES) / (MOST_LINES - BEST_LINES);
  const others = Array.from({ length: MOST_LINES - BEST_LINES }, (_, at) => ranked[BEST_LINES + Math.floor(at * step)]);
  // The best come last and lie on top.
  return [...ranked.slice(0, BEST_LINES), ...others].reverse();
}

function minimumOf(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
}

function maximumOf(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
}
