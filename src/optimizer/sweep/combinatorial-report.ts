import { columnOf } from '../statistics/daily-matrix.ts';
import { isMissing, type NotAvailable, notAvailable } from '../statistics/figure.ts';
import { loadDailyMatrix } from '../statistics/load-daily-matrix.ts';
import { median } from '../statistics/median.ts';
import { isInformative } from '../statistics/sharpe-sample.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { groupShortage, trainingShortage } from '../validation/combinatorial-days.ts';
import {
  type CombinatorialPath,
  type CombinatorialSettings,
  type CombinatorialSplit,
  validateCombinations,
} from '../validation/combinatorial-validation.ts';

/** A split with the trial that it chose. */
export interface CombinatorialSplitReport extends Omit<CombinatorialSplit, 'chosen'> {
  readonly chosenTrial: number;
}

/** Combinatorial purged cross-validation of a finished sweep as it is shown. */
export interface CombinatorialReport extends CombinatorialSettings {
  /** Trials that took part: distinct parameter sets with a series that varies. */
  readonly trials: number;
  readonly splits: readonly CombinatorialSplitReport[];
  readonly paths: readonly CombinatorialPath[];
  /** Annualised Sharpe ratio in training and out of sample, medians over the splits. */
  readonly medianTrainSharpe: number;
  readonly medianTestSharpe: number;
  /** Share of splits whose choice loses out of sample. */
  readonly lossShare: number;
  /** Over the paths. */
  readonly medianPathSharpe: number;
  readonly lowestPathSharpe: number;
  readonly profitablePathShare: number;
}

/** Validates a stored search; a function of its daily results. Null where it is not asked for. */
export function readCombinatorialReport(
  store: TrialReader,
  sweepId: string,
  settings: CombinatorialSettings | null,
): CombinatorialReport | NotAvailable | null {
  if (settings === null) return null;
  const loaded = loadDailyMatrix(store, sweepId);
  if (isMissing(loaded)) return loaded;
  const { matrix, trialIndices } = loaded;
  const tooFew = groupShortage(matrix.days, settings.groups);
  if (tooFew !== null) return notAvailable(tooFew);
  const all = Int32Array.from({ length: matrix.columns }, (_, column) => column);
  const columns = all.filter((column) => isInformative(columnOf(matrix, column)));
  if (columns.length < 2) return notAvailable('fewer than two trials have a usable series');
  const { days } = store.loadSweep(sweepId)!;
  const { splits, paths } = validateCombinations(matrix, days, columns, settings);
  const untrained = trainingShortage(splits);
  if (untrained !== null) return notAvailable(untrained);
  const share = (count: number, of: number) => count / of;
  const medianOf = (values: readonly number[]) => median(Float64Array.from(values));
  return {
    ...settings,
    trials: columns.length,
    splits: splits.map(({ chosen, ...split }) => ({ ...split, chosenTrial: trialIndices[chosen]! })),
    paths,
    medianTrainSharpe: medianOf(splits.map(({ trainSharpe }) => trainSharpe)),
    medianTestSharpe: medianOf(splits.map(({ testSharpe }) => testSharpe)),
    lossShare: share(splits.filter(({ testReturn }) => testReturn < 0).length, splits.length),
    medianPathSharpe: medianOf(paths.map(({ sharpe }) => sharpe)),
    lowestPathSharpe: Math.min(...paths.map(({ sharpe }) => sharpe)),
    profitablePathShare: share(paths.filter(({ totalReturn }) => totalReturn > 0).length, paths.length),
  };
}
