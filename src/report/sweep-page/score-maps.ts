import type { CollectedTrials } from './collect-trials.ts';
import type { HeatMapData, SliceData } from './sweep-page-data.ts';
import { type ValueLevels, valueLevels } from './value-levels.ts';

const SIGNIFICANT_DIGITS = 9;

/** What the trials of each cell came to. */
interface Cells {
  readonly trials: number[];
  readonly eligible: number[];
  readonly best: (number | null)[];
  readonly mean: (number | null)[];
}

/** The parameters that take more than one value, as steps of an axis. */
export interface VaryingParameter extends ValueLevels {
  /** Position among all parameters. */
  readonly parameter: number;
}

export function varyingParameters({ parameters, index }: CollectedTrials): readonly VaryingParameter[] {
  return [...parameters.values()]
    .map((values, parameter) => ({ parameter, ...valueLevels(values, index.length) }))
    .filter(({ labels }) => labels.length > 1);
}

/** Scores over every pair of parameters, from all trials of the sweep. */
export function heatMaps(trials: CollectedTrials, varying: readonly VaryingParameter[]): readonly HeatMapData[] {
  return varying.flatMap((row, at) =>
    varying.slice(0, at).map((column) => ({
      column: column.parameter,
      row: row.parameter,
      columnLabels: column.labels,
      rowLabels: row.labels,
      ...gather(trials, column.labels.length * row.labels.length, (trial) =>
        column.levels[trial] < 0 || row.levels[trial] < 0
          ? -1
          : row.levels[trial] * column.labels.length + column.levels[trial],
      ),
    })),
  );
}

/** Scores over each parameter on its own. */
export function slices(trials: CollectedTrials, varying: readonly VaryingParameter[]): readonly SliceData[] {
  return varying.map(({ parameter, labels, levels }) => {
    const { trials: counts, best, mean } = gather(trials, labels.length, (trial) => levels[trial]);
    return { parameter, labels, trials: counts, best, mean };
  });
}

function gather({ isEligible, score }: CollectedTrials, size: number, cellOf: (trial: number) => number): Cells {
  const trials = new Array<number>(size).fill(0);
  const eligible = new Array<number>(size).fill(0);
  const sums = new Float64Array(size);
  const best = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
  for (let trial = 0; trial < score.length; trial++) {
    const cell = cellOf(trial);
    if (cell < 0) continue;
    trials[cell] += 1;
    if (!isEligible[trial]) continue;
    eligible[cell] += 1;
    sums[cell] += score[trial];
    best[cell] = Math.max(best[cell], score[trial]);
  }
  const figure = (cell: number, value: number) =>
    eligible[cell] === 0 ? null : Number(value.toPrecision(SIGNIFICANT_DIGITS));
  return {
    trials,
    eligible,
    best: eligible.map((_, cell) => figure(cell, best[cell])),
    mean: eligible.map((count, cell) => figure(cell, sums[cell] / count)),
  };
}
