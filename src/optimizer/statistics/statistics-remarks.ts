import { isMissing } from './figure.ts';
import type { SearchExtent, SweepStatistics } from './sweep-statistics.ts';

/** Above this absolute lag-one autocorrelation T overstates the information (`optimizer.md` 12.2). */
const MAX_AUTOCORRELATION = 0.2;
/** Losing trials can be ranked reliably too: a low PBO with losses in most splits is no good news. */
const MOST_SPLITS = 0.5;
/** Above this share of pruned trials the figures understate the search (`optimizer.md` 11). */
const MANY_PRUNED = 0.2;

/** How many trials and which family stand behind the best result, in one sentence. */
export function describeSearch(extent: SearchExtent): string {
  const { total, distinct, familyTrials, familySweeps, days } = extent;
  const sets = `${counted(distinct, 'parameter set')} of this sweep (${counted(total, 'trial')})`;
  const family =
    familySweeps > 1
      ? `${counted(familyTrials, 'parameter set')} that ${familySweeps} sweeps of its research family have tried`
      : 'no other sweep of its research family in the store';
  const record = days === 0 ? '' : `, judged on ${counted(days, 'day')} of results`;
  return `The best result was chosen among ${sets} and ${family}${record}.`;
}

/** What makes the figures say less than they seem to. */
export function findWarnings(
  extent: SearchExtent,
  { pbo, sharpe }: Pick<SweepStatistics, 'pbo' | 'sharpe'>,
  isAdaptive: boolean,
): string[] {
  const warnings: string[] = [];
  if (!isMissing(pbo) && pbo.isIndicative) {
    warnings.push(`PBO compares ${pbo.columns} series only; below 10 it is indicative.`);
  }
  if (!isMissing(pbo) && pbo.pbo <= MOST_SPLITS && pbo.probOosLoss > MOST_SPLITS) {
    const share = Math.round(100 * pbo.probOosLoss);
    warnings.push(
      `The in-sample winner loses out of sample in ${share} % of the splits: PBO ranks losing trials here.`,
    );
  }
  if (!isMissing(pbo) && isAdaptive) {
    warnings.push(
      'The sampler crowds the good region, so PBO says less; a grid or random sweep of the same space tells.',
    );
  }
  if (!isMissing(sharpe) && !isMissing(sharpe.lagOneAutocorrelation)) {
    const correlation = sharpe.lagOneAutocorrelation;
    if (Math.abs(correlation) > MAX_AUTOCORRELATION) {
      const shown = correlation.toFixed(2);
      warnings.push(
        `Daily results of the best trial have a lag-one autocorrelation of ${shown}: the number of days overstates the information.`,
      );
    }
  }
  if (extent.pruned > MANY_PRUNED * extent.total) {
    const share = Math.round((100 * extent.pruned) / extent.total);
    warnings.push(
      `${extent.pruned} of ${counted(extent.total, 'trial')} (${share} %) were pruned and have no daily results: PBO and the deflated Sharpe ratio understate the search effort.`,
    );
  }
  if (extent.skippedColumns > 0) {
    warnings.push(
      `${counted(extent.skippedColumns, 'series', 'series')} with less than 10 active days left out of PBO and the Sharpe figures; they count as trials.`,
    );
  }
  if (extent.years < extent.familyMinBacktestYears) {
    const needed = extent.familyMinBacktestYears.toFixed(1);
    warnings.push(
      `${extent.years.toFixed(1)} years of data for ${extent.familyTrials} parameter sets; so many ask for at least ${needed}.`,
    );
  }
  return warnings;
}

function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}
