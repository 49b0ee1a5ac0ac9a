import type { SweepPageData, WalkForwardData, WindowData } from '../../report/sweep-page/sweep-page-data.ts';
import { axisStyle, statisticsChart, tooltipStyle } from '../charts/statistics-chart.ts';
import { type Child, element } from '../elements/element.ts';
import { factList } from '../elements/facts.ts';
import { date, fixed, money, toneOf, wholeNumber } from '../elements/number-format.ts';
import type { Section } from '../elements/page-frame.ts';
import { plainTable } from '../elements/plain-table.ts';
import type { Palette } from '../theme/theme.ts';

const MS_PER_DAY = 86_400_000;

/** What the choices of each training window made on the days after it. */
export function walkForwardSection(data: SweepPageData, walkForward: WalkForwardData): Section {
  const { mode, purgeDays, windows, drift, joinedDays } = walkForward;
  const hasChoice = windows.some(({ chosenTrial }) => chosenTrial !== null);
  return {
    id: 'walk-forward',
    title: 'Walk-forward',
    lead: `${windows.length} windows, ${mode}, ${purgeDays} ${purgeDays === 1 ? 'day' : 'days'} purged between training and test.`,
    content: () => [
      element('div', { class: 'grid' }, timeline(windows), hasChoice ? scoreComparison(windows) : null),
      joinedDays.length === 0 ? null : joinedChart(walkForward, data.currency),
      windowTable(walkForward, data.currency),
      drift.length === 0 ? null : element('h3', {}, 'Drift of the chosen parameters'),
      drift.length === 0 ? null : factList(drift),
    ],
  };
}

const dayOf = (text: string) => Date.parse(text) / MS_PER_DAY;

function timeline(windows: readonly WindowData[]): HTMLElement {
  const first = Math.min(...windows.map(({ trainStart }) => dayOf(trainStart)));
  const last = Math.max(...windows.map(({ testEnd }) => dayOf(testEnd)));
  const span = (name: string, colour: string, lengthOf: (window: WindowData) => number) => ({
    type: 'bar' as const,
    name,
    stack: 'time',
    barWidth: '60%',
    itemStyle: { color: colour },
    data: windows.map(lengthOf),
  });
  return statisticsChart({
    title: 'Windows on the time line',
    description: `Training and test days of ${windows.length} windows; the dates are in the table below.`,
    height: 'short',
    option: (palette) => ({
      grid: { left: 8, right: 24, top: 12, bottom: 26, containLabel: true },
      tooltip: {
        ...tooltipStyle(palette),
        formatter: ({ dataIndex }: { readonly dataIndex: number }) => {
          const { window, trainStart, trainEnd, testStart, testEnd } = windows[dataIndex];
          return `window ${window}: training ${trainStart} to ${trainEnd}, test ${testStart} to ${testEnd}`;
        },
      },
      xAxis: {
        type: 'value',
        max: last - first + 1,
        ...axisStyle(palette, 'training (grey) and test (blue)'),
        axisLabel: {
          color: palette.muted,
          hideOverlap: true,
          alignMinLabel: 'left',
          formatter: (day: number) => date((first + day) * MS_PER_DAY),
        },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: windows.map(({ window }) => String(window)),
        ...axisStyle(palette),
      },
      series: [
        span('before', 'transparent', ({ trainStart }) => dayOf(trainStart) - first),
        span('training', palette.muted, ({ trainStart, trainEnd }) => dayOf(trainEnd) - dayOf(trainStart) + 1),
        span('purged', 'transparent', ({ trainEnd, testStart }) => dayOf(testStart) - dayOf(trainEnd) - 1),
        span('test', palette.accent, ({ testStart, testEnd }) => dayOf(testEnd) - dayOf(testStart) + 1),
      ],
    }),
  });
}

function scoreComparison(windows: readonly WindowData[]): HTMLElement {
  const bars = (name: string, colour: string, values: readonly (number | null)[]) => ({
    type: 'bar' as const,
    name,
    itemStyle: { color: colour },
    data: values.map((value) => value ?? '-'),
  });
  return statisticsChart({
    title: 'Score in training and out of sample',
    description: `Scores of the chosen trials: ${windows.map(({ window, trainScore, testScore }) => `window ${window}: ${fixed(trainScore, 3)} in training, ${fixed(testScore, 3)} out of sample`).join('; ')}.`,
    height: 'short',
    option: (palette) => ({
      grid: { left: 8, right: 12, top: 12, bottom: 26, containLabel: true },
      tooltip: {
        ...tooltipStyle(palette),
        trigger: 'axis',
        formatter: (points: readonly { readonly dataIndex: number }[]) => {
          const at = points[0]?.dataIndex ?? 0;
          const { window, trainScore, testScore } = windows[at];
          return `window ${window}: ${fixed(trainScore, 4)} in training, ${fixed(testScore, 4)} out of sample`;
        },
      },
      xAxis: {
        type: 'category',
        data: windows.map(({ window }) => String(window)),
        ...axisStyle(palette, 'window: training (grey), out of sample (blue)'),
      },
      yAxis: { type: 'value', ...axisStyle(palette) },
      series: [
        bars(
          'training',
          palette.muted,
          windows.map(({ trainScore }) => trainScore),
        ),
        bars(
          'out of sample',
          palette.accent,
          windows.map(({ testScore }) => testScore),
        ),
      ],
    }),
  });
}

function joinedChart({ joinedDays, joinedEquity }: WalkForwardData, currency: string): HTMLElement {
  const days = joinedDays.map((day) => date(day * MS_PER_DAY));
  const area = (palette: Palette) => ({ color: palette.accent, opacity: 0.12, origin: 'start' as const });
  return statisticsChart({
    title: `Joined equity out of sample in ${currency}`,
    description: `Equity of the chosen trials on their test windows, one after the other, up to ${money(joinedEquity[joinedEquity.length - 1])} ${currency}.`,
    height: 'short',
    option: (palette) => ({
      grid: { left: 8, right: 24, top: 12, bottom: 8, containLabel: true },
      tooltip: {
        ...tooltipStyle(palette),
        trigger: 'axis',
        formatter: (points: readonly { readonly dataIndex: number }[]) => {
          const at = points[0]?.dataIndex ?? 0;
          return `${days[at]}: ${money(joinedEquity[at])} ${currency}`;
        },
      },
      xAxis: { type: 'category', data: days, ...withinChart(axisStyle(palette)) },
      yAxis: { type: 'value', scale: true, ...axisStyle(palette) },
      series: [
        {
          type: 'line',
          showSymbol: false,
          lineStyle: { color: palette.accent, width: 2 },
          itemStyle: { color: palette.accent },
          areaStyle: area(palette),
          data: joinedEquity,
        },
      ],
    }),
  });
}

/** Dates are long: the first and the last stay within the chart. */
function withinChart(style: ReturnType<typeof axisStyle>) {
  return {
    ...style,
    axisLabel: { ...style.axisLabel, alignMinLabel: 'left' as const, alignMaxLabel: 'right' as const },
  };
}

function windowTable({ windows, parameters }: WalkForwardData, currency: string): Child {
  return plainTable(
    'Windows of the walk-forward',
    [
      { title: 'Window', cell: ({ window }) => String(window) },
      { title: 'Training', align: 'left', cell: ({ trainStart, trainEnd }) => `${trainStart} to ${trainEnd}` },
      { title: 'Test', align: 'left', cell: ({ testStart, testEnd }) => `${testStart} to ${testEnd}` },
      { title: 'Trial', cell: ({ chosenTrial }) => (chosenTrial === null ? 'none' : String(chosenTrial)) },
      { title: 'Training score', cell: ({ trainScore }) => fixed(trainScore, 4) },
      { title: 'Test score', cell: ({ testScore }) => fixed(testScore, 4) },
      {
        title: `Test result (${currency})`,
        cell: ({ testProfit }) => money(testProfit),
        tone: ({ testProfit }) => toneOf(testProfit),
      },
      { title: 'Test trades', cell: ({ testTrades }) => wholeNumber(testTrades) },
      { title: 'Rank correlation', cell: ({ rankCorrelation }) => fixed(rankCorrelation, 3) },
      ...parameters.map((path, at) => ({
        title: path.split('.').at(-1) ?? path,
        cell: (window: WindowData) => window.parameters[at],
      })),
    ],
    windows,
  );
}
