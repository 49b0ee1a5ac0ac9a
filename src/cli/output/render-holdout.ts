import { METRIC_KEYS, type MetricKey } from '../../core/metrics/metric-keys.ts';
import type { TrialRecord } from '../../optimizer/storage/trial-record.ts';
import type { HoldoutStatus } from '../../optimizer/sweep/holdout-report.ts';
import type { HoldoutReport } from '../../optimizer/sweep/open-holdout.ts';
import { dayOf } from '../../optimizer/validation/date-numbers.ts';
import { countOf, fixed, money, percent, ratio } from './figures.ts';
import { type Fact, renderFacts } from './render-facts.ts';
import { renderTable } from './render-table.ts';
import { shownPath } from './shown-path.ts';

type Render = (value: number) => string;

const SHOWN_METRICS: readonly (readonly [key: MetricKey, render: Render])[] = [
  ['profit_net', money],
  ['total_trades', (value) => fixed(value, 0)],
  ['win_rate', percent],
  ['avg_r_multiple', ratio],
  ['profit_factor', ratio],
  ['max_drawdown', percent],
  ['sharpe_equity_daily', ratio],
];

/** The final choice on what was searched and on the holdout. */
export function renderHoldout(report: HoldoutReport, workingDirectory: string, width: number): string {
  const { sweep, status, inSample, holdout, earlier, isNew, runFolder } = report;
  const facts: Fact[] = [
    ['sweep', `${sweep.sweepId}, ${sweep.name}`],
    ['holdout', describePeriod(status)],
    ['looks', describeLooks(earlier, isNew)],
    ['trial', `${inSample.trialIndex}, ${holdout.status}`],
    ...(runFolder === null ? [] : [['run', shownPath(runFolder, workingDirectory)] as const]),
  ];
  return `${renderFacts(facts, width)}\n${renderComparison(inSample, holdout, sweep.decimals, width)}`;
}

/** `2012-10-01 to 2012-12-28, 89 days`. */
export function describePeriod({ startDate, endDate }: Pick<HoldoutStatus, 'startDate' | 'endDate'>): string {
  return `${startDate} to ${endDate}, ${countOf(dayOf(endDate) - dayOf(startDate) + 1, 'day')}`;
}

function describeLooks(earlier: number, isNew: boolean): string {
  if (!isNew) return 'shown from the store, which is no further look';
  return earlier === 0 ? 'the first one' : `number ${earlier + 1} of this research family`;
}

function renderComparison(inSample: TrialRecord, holdout: TrialRecord, decimals: number, width: number): string {
  const column = (title: string, trial: TrialRecord) => ({
    title,
    cells: [
      fixed(trial.score, decimals),
      ...SHOWN_METRICS.map(([key, render]) => render(trial.metrics[METRIC_KEYS.indexOf(key)] ?? Number.NaN)),
    ],
  });
  const names = { title: 'figure', cells: ['score', ...SHOWN_METRICS.map(([key]) => key)], align: 'left' as const };
  return renderTable([names, column('searched', inSample), column('holdout', holdout)], width, 1);
}
