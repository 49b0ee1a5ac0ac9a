import { LineSeries, LineStyle, type UTCTimestamp } from 'lightweight-charts';
import type { ComparisonPageData } from '../../report/comparison-page/comparison-page-data.ts';
import { createTimeChart } from '../charts/time-chart.ts';
import { date, fixed, instant } from '../elements/number-format.ts';
import type { Section } from '../elements/page-frame.ts';
import type { Palette } from '../theme/theme.ts';

const COLOURS = ['accent', 'loss', 'gain', 'warning', 'muted', 'text'] as const satisfies readonly (keyof Palette)[];
/** Once all colours are used, lines of another style use them again. */
const STYLES = [LineStyle.Solid, LineStyle.Dashed, LineStyle.Dotted, LineStyle.LargeDashed, LineStyle.SparseDotted];

/** Growth of the equity of all inputs, over each other. */
export function overlaySection(data: ComparisonPageData): Section {
  const { barsPerPoint } = data.overlay;
  const joined =
    barsPerPoint === 1 ? '' : ` One point stands for ${barsPerPoint} bars, with the last equity among them.`;
  return {
    id: 'equity',
    title: 'Equity',
    lead: `Growth in percent of the initial balance.${joined}`,
    content: () => [overlayChart(data)],
  };
}

function overlayChart({ labels, overlay: { times, growth } }: ComparisonPageData): HTMLElement {
  const ends = growth.map((values) => values.findLast((value) => value !== null) ?? null);
  const view = createTimeChart({
    title: 'Growth of the equity in percent',
    description: describe(labels, times, ends),
    height: 'tall',
    rowCount: times.length,
    onColours: (palette) => {
      for (const [place, line] of lines.entries())
        line.applyOptions({ color: palette[COLOURS[place % COLOURS.length]] });
    },
  });
  const lines = labels.map((title, place) =>
    view.chart.addSeries(LineSeries, {
      title,
      lineWidth: 2,
      lineStyle: STYLES[Math.floor(place / COLOURS.length) % STYLES.length],
      priceLineVisible: false,
      priceFormat: { type: 'custom', formatter: share, minMove: 0.01 },
    }),
  );
  for (const [place, line] of lines.entries()) {
    line.setData(
      times.map((time, point) => {
        const value = growth[place][point];
        const at = { time: (time / 1000) as UTCTimestamp };
        return value === null ? at : { ...at, value };
      }),
    );
  }
  view.start();
  const tell = (point: number) => {
    const values = labels.map((label, place) => `${label} ${share(growth[place][point])}`);
    view.readout.textContent = `${instant(times[point])}   ${values.join('   ')}`;
  };
  view.chart.subscribeCrosshairMove(({ logical }) => {
    if (times.length === 0) return;
    const point = Math.round(Number(logical ?? times.length - 1));
    tell(Math.min(times.length - 1, Math.max(0, point)));
  });
  if (times.length > 0) tell(times.length - 1);
  view.showAll();
  return view.figure;
}

function share(value: number | null): string {
  return value === null ? 'n/a' : `${fixed(value, 2)} %`;
}

function describe(labels: readonly string[], times: readonly number[], ends: readonly (number | null)[]): string {
  if (times.length === 0) return 'No bar was traded.';
  const values = labels.map((label, place) => `${label} ${share(ends[place])}`).join(', ');
  return `Growth of the equity from ${date(times[0])} to ${date(times[times.length - 1])}; at the end: ${values}.`;
}
