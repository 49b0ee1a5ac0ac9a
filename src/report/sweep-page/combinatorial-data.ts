import { roundRatio } from '../../core/backtest/artifacts/format-number.ts';
import type { DefinedSweep } from '../../optimizer/definition/define-sweep.ts';
import { isMissing, type NotAvailable } from '../../optimizer/statistics/figure.ts';
import type { TrialReader } from '../../optimizer/storage/trial-store.ts';
import { readCombinatorialReport } from '../../optimizer/sweep/combinatorial-report.ts';
import type { CombinatorialData } from './choice-page-data.ts';

/**
 * Combinatorial cross-validation, computed again from the stored daily results; a text says why it is not there, null
 * that it was not asked for.
 */
export function combinatorialData(
  store: TrialReader,
  sweepId: string,
  defined: DefinedSweep | NotAvailable,
): CombinatorialData | string | null {
  if (isMissing(defined)) return null;
  const report = readCombinatorialReport(store, sweepId, defined.definition.validation.combinatorial);
  if (report === null) return null;
  if (isMissing(report)) return report.reason;
  const ranks = report.splits.map(({ testRank }) => testRank);
  return {
    groups: report.groups,
    testGroups: report.testGroups,
    purgeDays: report.purgeDays,
    embargoDays: report.embargoDays,
    trials: report.trials,
    splits: report.splits.map((split) => ({
      testGroups: split.testGroups,
      trainDays: split.trainDays,
      testDays: split.testDays,
      chosenTrial: split.chosenTrial,
      trainSharpe: roundRatio(split.trainSharpe),
      testSharpe: roundRatio(split.testSharpe),
      testReturn: roundRatio(split.testReturn),
      testRank: finiteRatio(split.testRank),
    })),
    paths: report.paths.map(({ totalReturn, sharpe, maxDrawdown }) => ({
      totalReturn: roundRatio(totalReturn),
      sharpe: roundRatio(sharpe),
      maxDrawdown: roundRatio(maxDrawdown),
    })),
    medianTrainSharpe: roundRatio(report.medianTrainSharpe),
    medianTestSharpe: roundRatio(report.medianTestSharpe),
    lossShare: roundRatio(report.lossShare),
    medianPathSharpe: roundRatio(report.medianPathSharpe),
    lowestPathSharpe: roundRatio(report.lowestPathSharpe),
    profitablePathShare: roundRatio(report.profitablePathShare),
    meanTestRank: finiteRatio(ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length),
  };
}

function finiteRatio(value: number): number | null {
  return Number.isFinite(value) ? roundRatio(value) : null;
}
