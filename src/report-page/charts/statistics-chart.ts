import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { init } from 'echarts/core';
import { onPalette, type Palette } from '../theme/theme.ts';
import { type ChartFigureOptions, chartFigure, whenNear } from './chart-figure.ts';

/** Fonts of the page, for what is drawn on a canvas. */
export const CHART_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

export interface StatisticsChartOptions extends ChartFigureOptions {
  /** The chart in the colours of the page. A page registers the chart types it uses with `use`. */
  readonly option: (palette: Palette) => EChartsCoreOption;
  /** Called once, with the chart before it is drawn. */
  readonly onReady?: (chart: EChartsType) => void;
  /** Called whenever the chart has been drawn anew, at first, in other colours or with other data. */
  readonly onDrawn?: () => void;
}

/** A chart that is no time series: it follows the width and the colours of the page and draws when it comes near. */
export function statisticsChart(options: StatisticsChartOptions): HTMLElement {
  return redrawableChart(options).figure;
}

/** The same for a chart whose data change: `redraw` asks for the option again. */
export function redrawableChart({ option, onReady, onDrawn, ...figureOptions }: StatisticsChartOptions): {
  readonly figure: HTMLElement;
  redraw(): void;
} {
  const { figure, canvasHolder } = chartFigure(figureOptions);
  let redraw: (() => void) | null = null;
  whenNear(figure, () => {
    const chart = init(canvasHolder, null, { renderer: 'canvas', devicePixelRatio: pixelRatio() });
    onReady?.(chart);
    onPalette((palette) => {
      redraw = () => {
        chart.setOption({ ...baseOption(palette), ...option(palette) }, { notMerge: true });
        onDrawn?.();
      };
      redraw();
    });
    new ResizeObserver(() => chart.resize()).observe(canvasHolder);
    // Paper is laid out right after this event, before any frame that charts are usually painted in.
    addEventListener('beforeprint', () => {
      chart.resize();
      chart.getZr().flush();
    });
  });
  return { figure, redraw: () => redraw?.() };
}

/** At least two pixels a point, so that charts are not blurred on paper. */
function pixelRatio(): number {
  return Math.max(2, devicePixelRatio);
}

function baseOption(palette: Palette): EChartsCoreOption {
  return {
    animation: false,
    textStyle: { fontFamily: CHART_FONT, color: palette.muted, fontSize: 12 },
    color: [palette.accent, palette.warning, palette.gain, palette.loss],
    grid: { left: 8, right: 12, top: 16, bottom: 8, containLabel: true },
  };
}

/** Drawn on the canvas rather than as markup, so that names in it stay text. */
export function tooltipStyle(palette: Palette) {
  return {
    renderMode: 'richText' as const,
    confine: true,
    backgroundColor: palette.surface,
    borderColor: palette.border,
    borderWidth: 1,
    textStyle: { fontFamily: CHART_FONT, color: palette.text, fontSize: 12 },
  };
}

/** Axis of numbers or names in the colours of the page. */
export function axisStyle(palette: Palette, name?: string) {
  return {
    ...(name === undefined ? {} : { name, nameLocation: 'middle' as const, nameGap: 28 }),
    nameTextStyle: { color: palette.muted },
    axisLine: { lineStyle: { color: palette.border } },
    axisTick: { show: false },
    axisLabel: { color: palette.muted, hideOverlap: true },
    splitLine: { lineStyle: { color: palette.grid } },
  };
}
