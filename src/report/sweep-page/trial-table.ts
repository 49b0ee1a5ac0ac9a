import { metricDecimals } from '../../core/metrics/metric-rounding.ts';
import { type CollectedTrials, TABLE_METRICS } from './collect-trials.ts';
import type { TrialTableData } from './sweep-page-data.ts';

/** Rows that a page holds, and how many of them go to the best scores where there are more trials. */
const MOST_ROWS = 10_000;
const BEST_ROWS = 5_000;

/** Columns of the trial table: all trials, or the best and evenly spaced others of a large sweep. */
export function trialTable(trials: CollectedTrials, mostRows = MOST_ROWS, bestRows = BEST_ROWS): TrialTableData {
  const rows = chooseRows(trials, mostRows, bestRows);
  const pick = <T>(column: readonly T[]): T[] => rows.map((row) => column[row]);
  return {
    total: trials.index.length,
    index: pick(trials.index),
    status: pick(trials.status),
    score: pick(trials.score).map(numberOrNull),
    parameters: [...trials.parameters.values()].map((column) => pick(column).map((value) => value ?? '')),
    metrics: TABLE_METRICS.map((key, position) => ({
      key,
      decimals: metricDecimals(key),
      values: pick(trials.metrics[position]).map(numberOrNull),
    })),
  };
}

function chooseRows({ score, isEligible }: CollectedTrials, mostRows: number, bestRows: number): readonly number[] {
  const all = [...score.keys()];
  if (all.length <= mostRows) return all;
  const best = all
    .filter((row) => isEligible[row])
    .sort((left, right) => score[right] - score[left] || left - right)
    .slice(0, bestRows);
  const chosen = new Set(best);
  const rest = all.filter((row) => !chosen.has(row));
  const wanted = mostRows - best.length;
  for (let step = 0; step < wanted; step++) chosen.add(rest[Math.floor((step * rest.length) / wanted)]);
  return [...chosen].sort((left, right) => left - right);
}

function numberOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
