import { isMissing, type NotAvailable } from '../../optimizer/statistics/figure.ts';
import type { CombinatorialReport } from '../../optimizer/sweep/combinatorial-report.ts';
import { countOf, percent, ratio } from './figures.ts';
import { type Fact, renderFacts } from './render-facts.ts';
import { renderTable } from './render-table.ts';

/** Combinatorial purged cross-validation: its paths one by one, its splits as a summary. */
export function renderCombinatorial(report: CombinatorialReport | NotAvailable, width: number): string {
  const title = 'combinatorial cross-validation';
  if (isMissing(report)) return `${title}: n/a, ${report.reason}\n`;
  const { paths } = report;
  const table = renderTable(
    [
      { title: 'path', cells: paths.map((_, index) => String(index)) },
      { title: 'return', cells: paths.map(({ totalReturn }) => percent(totalReturn)) },
      { title: 'Sharpe ratio', cells: paths.map(({ sharpe }) => ratio(sharpe)) },
      { title: 'drawdown', cells: paths.map(({ maxDrawdown }) => percent(maxDrawdown)) },
    ],
    width,
    1,
  );
  const heading = `${title}, ${report.groups} groups, ${report.testGroups} of them tested at a time`;
  return `${heading}\n${table}${renderFacts(summaryFacts(report), width)}`;
}

function summaryFacts(report: CombinatorialReport): Fact[] {
  const { splits, paths } = report;
  const rank = splits.reduce((sum, { testRank }) => sum + testRank, 0) / splits.length;
  return [
    ['splits', `${splits.length}, the choice loses out of sample in ${percent(report.lossShare)}`],
    [
      'Sharpe ratio',
      `${ratio(report.medianTrainSharpe)} in training, ${ratio(report.medianTestSharpe)} out of sample (medians)`,
    ],
    ['rank', `the choice beats ${percent(rank)} of the trials out of sample (mean; luck gives 50 %)`],
    ['paths', `${countOf(paths.length, 'path')}, ${percent(report.profitablePathShare)} with a profit`],
    ['purge', `${countOf(report.purgeDays, 'day')}, embargo ${countOf(report.embargoDays, 'day')}`],
  ];
}
