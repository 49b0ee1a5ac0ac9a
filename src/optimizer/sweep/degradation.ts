import { METRIC_KEYS, type MetricKey } from '../../core/metrics/metric-keys.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import { dayOf } from '../validation/date-numbers.ts';
import type { WindowReport } from './walk-forward-report.ts';

/** Figures that are held against each other, besides score and profit per day. */
const COMPARED_METRICS = [
  'win_rate',
  'avg_r_multiple',
  'profit_factor',
  'sharpe_equity_daily',
  'max_drawdown',
] as const satisfies readonly MetricKey[];

/** One figure in training and out of sample; NaN where it has no value. */
export interface Degradation {
  readonly figure: 'score' | 'profit_per_day' | MetricKey;
  /** Means over the windows that made a choice and whose figure has a value. */
  readonly train: number;
  readonly test: number;
  /** On the joined out-of-sample curve. */
  readonly joined: number;
}

/**
 * What became out of sample of the figures that the choices had in training.
 *
 * @param joined metrics of the joined curve
 */
export function describeDegradation(windows: readonly WindowReport[], joined: Float64Array): readonly Degradation[] {
  const chosen = windows.filter(({ train, test }) => train !== null && test !== null);
  const mean = (pick: (window: WindowReport) => number): number => {
    const values = chosen.map(pick).filter((value) => !Number.isNaN(value));
    return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const trainDays = ({ trainStart, trainEnd }: WindowReport) => dayOf(trainEnd) - dayOf(trainStart) + 1;
  const testDays = ({ testStart, testEnd }: WindowReport) => dayOf(testEnd) - dayOf(testStart) + 1;
  const allTestDays = windows.reduce((sum, window) => sum + testDays(window), 0);
  return [
    {
      figure: 'score',
      train: mean(({ train }) => train!.score),
      test: mean(({ test }) => test!.score),
      joined: Number.NaN,
    },
    {
      figure: 'profit_per_day',
      train: mean((window) => metricOf(window.train!, 'profit_net') / trainDays(window)),
      test: mean((window) => metricOf(window.test!, 'profit_net') / testDays(window)),
      joined: joined[METRIC_KEYS.indexOf('profit_net')]! / allTestDays,
    },
    ...COMPARED_METRICS.map((figure) => ({
      figure,
      train: mean(({ train }) => metricOf(train!, figure)),
      test: mean(({ test }) => metricOf(test!, figure)),
      joined: joined[METRIC_KEYS.indexOf(figure)]!,
    })),
  ];
}

function metricOf({ metrics }: TrialRecord, key: MetricKey): number {
  return metrics[METRIC_KEYS.indexOf(key)]!;
}
