import { METRIC_KEYS, type MetricKey } from '../../core/metrics/metric-keys.ts';
import type { JsonValue } from '../../core/types/json.ts';
import { shortNames } from '../../optimizer/space/short-names.ts';
import type { TrialRecord } from '../../optimizer/storage/trial-record.ts';
import type { Degradation } from '../../optimizer/sweep/degradation.ts';
import type { WalkForwardReport } from '../../optimizer/sweep/walk-forward-report.ts';
import { count, countOf, fixed, money, percent, ratio } from './figures.ts';
import { type Fact, renderFacts } from './render-facts.ts';
import { renderTable } from './render-table.ts';

/** Columns that every block of the table of windows begins with: window and test dates. */
const WINDOW_KEY_COLUMNS = 2;
const RATIO_TEXT: ReadonlySet<string> = new Set(['win_rate', 'max_drawdown']);

/** A finished walk-forward: what was chosen window by window, and what became of it. */
export function renderWalkForward(report: WalkForwardReport, scoreDecimals: number, width: number): string {
  return [
    `walk-forward, ${report.mode}, ${countOf(report.windows.length, 'window')}\n${renderWindows(report, scoreDecimals, width)}`,
    `in training and out of sample\n${renderDegradation(report.degradation, scoreDecimals, width)}`,
    `chosen parameters over the windows\n${renderDrift(report, width)}`,
    renderFacts(summaryFacts(report), width),
  ].join('\n');
}

function renderWindows({ windows }: WalkForwardReport, scoreDecimals: number, width: number): string {
  const ofTrials = (pick: (trial: TrialRecord) => string, part: 'train' | 'test') =>
    windows.map((window) => (window[part] === null ? 'n/a' : pick(window[part])));
  const score = (trial: TrialRecord) => fixed(trial.score, scoreDecimals);
  const profit = (trial: TrialRecord) => money(metricOf(trial, 'profit_net'));
  const columns = [
    { title: 'window', cells: windows.map(({ windowIndex }) => String(windowIndex)) },
    {
      title: 'test',
      cells: windows.map(({ testStart, testEnd }) => `${testStart} to ${testEnd}`),
      align: 'left' as const,
    },
    { title: 'trial', cells: windows.map(({ chosenTrial }) => (chosenTrial === null ? 'none' : String(chosenTrial))) },
    { title: 'score', cells: ofTrials(score, 'train') },
    { title: 'test score', cells: ofTrials(score, 'test') },
    { title: 'net profit', cells: ofTrials(profit, 'train') },
    { title: 'test profit', cells: ofTrials(profit, 'test') },
    { title: 'test trades', cells: ofTrials((trial) => fixed(metricOf(trial, 'total_trades'), 0), 'test') },
    { title: 'test drawdown', cells: ofTrials((trial) => percent(metricOf(trial, 'max_drawdown')), 'test') },
    { title: 'rank correlation', cells: windows.map(({ rankCorrelation }) => fixed(rankCorrelation, 2)) },
    { title: 'p profit', cells: windows.map(({ pValueNetProfit }) => ratio(pValueNetProfit)) },
  ];
  return renderTable(columns, width, WINDOW_KEY_COLUMNS);
}

function renderDegradation(rows: readonly Degradation[], scoreDecimals: number, width: number): string {
  const text = (figure: Degradation['figure'], value: number) => {
    if (figure === 'score') return fixed(value, scoreDecimals);
    if (figure === 'profit_per_day') return money(value);
    return RATIO_TEXT.has(figure) ? percent(value) : ratio(value);
  };
  const column = (title: string, pick: (row: Degradation) => number) => ({
    title,
    cells: rows.map((row) => text(row.figure, pick(row))),
  });
  return renderTable(
    [
      { title: 'figure', cells: rows.map(({ figure }) => figure), align: 'left' },
      column('training, mean', ({ train }) => train),
      column('test, mean', ({ test }) => test),
      column('joined test', ({ joined }) => joined),
    ],
    width,
    1,
  );
}

function renderDrift({ drift, windows }: WalkForwardReport, width: number): string {
  const names = shortNames(drift.map(({ path }) => path));
  const spread = (pick: (values: NonNullable<(typeof drift)[number]['spread']>) => number) =>
    drift.map((parameter) => (parameter.spread === null ? '-' : shortNumber(pick(parameter.spread))));
  return renderTable(
    [
      { title: 'parameter', cells: names, align: 'left' },
      { title: 'values', cells: drift.map(({ distinct }) => count(distinct)) },
      { title: 'changes', cells: drift.map(({ changes }) => `${count(changes)} of ${count(windows.length - 1)}`) },
      {
        title: 'most often',
        cells: drift.map(({ modal, modalShare }) => `${valueText(modal)} (${percent(modalShare)})`),
      },
      { title: 'lowest', cells: spread(({ min }) => min) },
      { title: 'median', cells: spread(({ median }) => median) },
      { title: 'highest', cells: spread(({ max }) => max) },
    ],
    width,
    1,
  );
}

function summaryFacts({ wfe, oosProfitNet, oosWindowsProfitable, metrics, ...rest }: WalkForwardReport): Fact[] {
  const of = (key: MetricKey) => metrics[METRIC_KEYS.indexOf(key)]!;
  const gaps = rest.isContiguous ? '' : ', days between the test windows are left out';
  const chosen = rest.windows.filter(({ chosenTrial }) => chosenTrial !== null).length;
  return [
    ['efficiency', `${ratio(wfe)}: profit per day out of sample over that in training`],
    ['out of sample', `${money(oosProfitNet)} net, ${percent(oosWindowsProfitable)} of the windows with a profit`],
    [
      'joined curve',
      `${count(of('total_trades'))} trades, drawdown ${percent(of('max_drawdown'))}, Sharpe ratio ${ratio(of('sharpe_equity_daily'))}${gaps}`,
    ],
    ['purge', countOf(rest.purgeDays, 'day')],
    ...(rest.selectionRule === 'best_score'
      ? []
      : ([['choice', describeRule(rest.selectionRule, rest.windows)]] as const)),
    ...(rest.isSliced ? ([['sliced', 'training figures are cut out of full runs']] as const) : []),
    ...(chosen < rest.windows.length
      ? ([
          ['no choice', `${countOf(rest.windows.length - chosen, 'window')} without a trial that may be best`],
        ] as const)
      : []),
  ];
}

function describeRule(rule: string, windows: WalkForwardReport['windows']): string {
  const byScore = windows.filter(({ chosenTrial, isByRule }) => chosenTrial !== null && !isByRule).length;
  return `by rule ${rule}${byScore === 0 ? '' : `, by score in ${countOf(byScore, 'window')} where no trial fulfils it`}`;
}

function metricOf({ metrics }: TrialRecord, key: MetricKey): number {
  return metrics[METRIC_KEYS.indexOf(key)] ?? Number.NaN;
}

function valueText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Twelve digits are what parameters are rounded to. */
function shortNumber(value: number): string {
  return String(Number(value.toPrecision(12)));
}
