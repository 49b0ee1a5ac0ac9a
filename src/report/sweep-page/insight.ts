import type { DefinedSweep } from '../../optimizer/definition/define-sweep.ts';
import { describeSeries } from '../../optimizer/statistics/describe-series.ts';
import { isMissing, mapFigure, type NotAvailable } from '../../optimizer/statistics/figure.ts';
import type { Importance } from '../../optimizer/statistics/importance.ts';
import { crossValidate, type PboSection } from '../../optimizer/statistics/pbo-section.ts';
import { InlineRunner } from '../../optimizer/statistics/pieces/piece-runner.ts';
import { examineImportance } from '../../optimizer/statistics/plateau-section.ts';
import { gatherStatisticsInput } from '../../optimizer/statistics/store-statistics.ts';
import type { SweepStatistics } from '../../optimizer/statistics/sweep-statistics.ts';
import type { SweepStatisticsInput, TrialColumns } from '../../optimizer/statistics/sweep-statistics-input.ts';
import type { SweepRecord } from '../../optimizer/storage/sweep-record.ts';
import type { TrialReader } from '../../optimizer/storage/trial-store.ts';
import { histogramData } from './histogram-data.ts';
import type { InsightData } from './sweep-page-data.ts';

/** Above this the cross-validation takes longer than a reader waits. */
const MOST_TRIALS = 20_000;

/**
 * What a page shows beside the figures of `optimizer_metrics.json`: which parameters matter, and the splits behind the
 * probability of overfitting. They are computed again from the stored trials.
 *
 * @param best index of the trial with the best score
 * @param known statistics that were just computed; of use where they are of the best trial
 */
export async function sweepInsight(
  store: TrialReader,
  sweep: SweepRecord,
  defined: DefinedSweep | NotAvailable,
  best: number | null,
  known: SweepStatistics | NotAvailable | null,
): Promise<InsightData> {
  const trials = store.trialExtent(sweep.sweepId)?.count ?? 0;
  if (trials > MOST_TRIALS) return nothing(`not computed for more than ${MOST_TRIALS} trials`);
  if (known !== null && !isMissing(known) && known.selectedTrialIndex === best) {
    return { ...describeImportance(known.plateau.importance), ...describeSplits(known.pbo) };
  }
  const input = mapFigure(defined, (found) => gatherStatisticsInput(store, sweep.sweepId, { ...found, trades: null }));
  if (isMissing(input)) return nothing(input.reason);
  const { daily, search } = input;
  const splits = isMissing(daily) ? daily : await splitsOf(input, daily);
  return { ...describeImportance(examineImportance(search)), ...describeSplits(splits) };
}

function nothing(reason: string): InsightData {
  return { importance: null, importanceNote: reason, logits: null, logitsNote: reason };
}

function describeImportance(importance: Importance | NotAvailable): Pick<InsightData, 'importance' | 'importanceNote'> {
  if (isMissing(importance)) return { importance: null, importanceNote: importance.reason };
  const { parameters, interaction, isApproximate } = importance;
  const rest = `${Math.round(100 * interaction)} % is not explained by single parameters`;
  return {
    importance: [...parameters].sort((left, right) => right.share - left.share),
    importanceNote: isApproximate ? `${rest}; approximate, since not every point of a grid has a score` : rest,
  };
}

function describeSplits(section: PboSection | NotAvailable): Pick<InsightData, 'logits' | 'logitsNote'> {
  if (isMissing(section)) return { logits: null, logitsNote: section.reason };
  const { logits, pbo, blocks, columns } = section;
  const overfit = logits.filter((logit) => logit <= 0).length;
  return {
    logits: histogramData(logits),
    logitsNote: `${overfit} of ${logits.length} splits of ${blocks} blocks and ${columns} series are at or below 0: PBO ${pbo.toFixed(6)}`,
  };
}

async function splitsOf(input: SweepStatisticsInput, columns: TrialColumns): Promise<PboSection | NotAvailable> {
  const runner = new InlineRunner();
  const { informative } = await describeSeries(columns, runner);
  return crossValidate(input, columns, informative, runner);
}
