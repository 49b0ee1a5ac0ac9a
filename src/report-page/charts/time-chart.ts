import { createChart, type IChartApi, type Logical } from 'lightweight-charts';
import { button, element } from '../elements/element.ts';
import { instant } from '../elements/number-format.ts';
import { onPalette, type Palette } from '../theme/theme.ts';
import { type ChartFigureOptions, chartFigure } from './chart-figure.ts';
import { CHART_FONT } from './statistics-chart.ts';

/** Part of the visible range that a key or button moves by. */
const STEP = 0.25;
const ZOOM = 0.6;
/** Fewest rows that can fill the chart. */
const CLOSEST = 10;

export interface TimeChart {
  readonly figure: HTMLElement;
  readonly chart: IChartApi;
  /** Line under the title that tells the figures under the pointer. */
  readonly readout: HTMLElement;
  /** Colours everything, now and after every change; to be called once the series are there. */
  start(): void;
  /** Shows the rows from `first` to `last`. */
  showRows(first: number, last: number): void;
  showAll(): void;
}

export interface TimeChartOptions extends Omit<ChartFigureOptions, 'above' | 'below'> {
  readonly rowCount: number;
  /** Buttons after those that every chart has. */
  readonly extraTools?: readonly HTMLElement[];
  /** Colours the series; called by `start` and whenever the colours change. */
  readonly onColours: (palette: Palette) => void;
}

/**
 * A chart over time, a row a bar. Wheel, drag and pinch move and zoom it; so do the buttons, and on the focused chart
 * the arrow keys, plus and minus, Home, End and 0.
 */
export function createTimeChart(options: TimeChartOptions): TimeChart {
  const { rowCount, extraTools = [], onColours, ...figureOptions } = options;
  const readout = element('p', { class: 'readout' }, '\u00a0');
  const tools = element('div', { class: 'tools', role: 'group', 'aria-label': `${figureOptions.title}: view` });
  const { figure, canvasHolder } = chartFigure({ ...figureOptions, above: [tools, readout] });
  canvasHolder.setAttribute('role', 'application');
  canvasHolder.setAttribute('tabindex', '0');
  canvasHolder.setAttribute(
    'aria-label',
    `${figureOptions.description} Arrow keys move, plus and minus zoom, 0 shows all.`,
  );
  const inner = element('div', { class: 'canvas', 'aria-hidden': 'true' });
  canvasHolder.append(inner);
  const chart = createChart(inner, {
    autoSize: true,
    layout: { attributionLogo: false, fontFamily: CHART_FONT, fontSize: 11 },
    localization: { locale: 'en-GB', timeFormatter: (time: unknown) => instant(Number(time) * 1000) },
    timeScale: {
      timeVisible: true,
      secondsVisible: false,
      minBarSpacing: 0.0001,
      fixLeftEdge: true,
      fixRightEdge: true,
      lockVisibleTimeRangeOnResize: true,
    },
    handleScroll: { mouseWheel: false, vertTouchDrag: false },
  });
  const start = () =>
    onPalette((palette) => {
      chart.applyOptions(chartColours(palette));
      onColours(palette);
    });
  let wanted: { readonly from: Logical; readonly to: Logical } | null = null;
  const showRows = (first: number, last: number) => {
    const range = { from: first as Logical, to: last as Logical };
    if (inner.clientWidth === 0) wanted = range;
    else chart.timeScale().setVisibleLogicalRange(range);
  };
  // Without a width there is no scale yet that could keep a range; the chart takes its size a moment after its frame.
  const observer = new ResizeObserver(() => {
    if (inner.clientWidth === 0) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      if (wanted !== null) chart.timeScale().setVisibleLogicalRange(wanted);
    });
  });
  observer.observe(inner);
  printAsPicture(chart, inner);
  const showAll = () => showRows(-0.5, rowCount - 0.5);
  const change = (shift: number, factor: number) => {
    const range = chart.timeScale().getVisibleLogicalRange();
    if (range === null) return;
    const width = Math.min(rowCount, Math.max(CLOSEST, (range.to - range.from) * factor));
    const middle = (range.from + range.to) / 2 + shift * (range.to - range.from);
    const from = Math.min(Math.max(middle - width / 2, -0.5), rowCount - 0.5 - width);
    showRows(from, from + width);
  };
  const actions: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => change(-STEP, 1),
    ArrowRight: () => change(STEP, 1),
    '+': () => change(0, ZOOM),
    '=': () => change(0, ZOOM),
    '-': () => change(0, 1 / ZOOM),
    Home: () => change(-rowCount, 1),
    End: () => change(rowCount, 1),
    '0': showAll,
  };
  canvasHolder.addEventListener('keydown', (event) => {
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
  tools.append(
    button('All', showAll, 'Show all'),
    button('+', () => change(0, ZOOM), 'Zoom in'),
    button('−', () => change(0, 1 / ZOOM), 'Zoom out'),
    button('←', () => change(-STEP, 1), 'Earlier'),
    button('→', () => change(STEP, 1), 'Later'),
    ...extraTools,
  );
  return { figure, chart, readout, start, showRows, showAll };
}

/** The chart itself would be painted in the next frame, which comes too late for paper; a picture of it is there at once. */
function printAsPicture(chart: IChartApi, holder: HTMLElement): void {
  let picture: HTMLCanvasElement | null = null;
  addEventListener('beforeprint', () => {
    chart.applyOptions({ autoSize: false });
    chart.resize(holder.clientWidth, holder.clientHeight, true);
    picture = chart.takeScreenshot(true);
    picture.className = 'picture';
    holder.after(picture);
  });
  addEventListener('afterprint', () => {
    picture?.remove();
    chart.applyOptions({ autoSize: true });
  });
}

function chartColours(palette: Palette) {
  return {
    layout: {
      background: { color: 'transparent' },
      textColor: palette.muted,
      panes: { separatorColor: palette.border, enableResize: false },
    },
    grid: { vertLines: { color: palette.grid }, horzLines: { color: palette.grid } },
    rightPriceScale: { borderColor: palette.border },
    timeScale: { borderColor: palette.border },
    crosshair: {
      vertLine: { color: palette.muted, labelBackgroundColor: palette.muted },
      horzLine: { color: palette.muted, labelBackgroundColor: palette.muted },
    },
  };
}
