import { COMPONENT_KEYS } from '../../optimizer/robustness/robustness-score.ts';
import { SCORE_NAMES } from '../../optimizer/robustness/score-names.ts';
import type { CandidateKey } from '../../optimizer/storage/candidate-record.ts';
import type { CandidateReport } from '../../optimizer/sweep/candidate-report.ts';
import { ratio } from './figures.ts';
import { renderTable } from './render-table.ts';

/** Rank and trial come first in every block of the table. */
const KEY_COLUMNS = 2;

const SCORE_COLUMNS: readonly (readonly [key: CandidateKey, title: string])[] = [
  ['robustness_score', 'robustness'],
  ...COMPONENT_KEYS.map((key) => [key, SCORE_NAMES[key]] as const),
  ['plateau_ratio', 'plateau'],
];

const IN_BRACKETS = 'in brackets: too few trades or no profit, so that the scores mean little (docs/statistics.md)\n';

/** Stress scores of the best trials; those that mean little are in brackets (`metrics.md` 8.4). */
export function renderCandidates(candidates: readonly CandidateReport[], width: number): string {
  const columns = SCORE_COLUMNS.map(([key, title]) => ({
    title,
    cells: candidates.map(({ figures, isEligible }) => (isEligible ? ratio(figures[key]) : `(${ratio(figures[key])})`)),
  }));
  const table = renderTable(
    [
      { title: 'rank', cells: candidates.map(({ rank }) => String(rank)) },
      { title: 'trial', cells: candidates.map(({ trialIndex }) => String(trialIndex)) },
      ...columns,
    ],
    width,
    KEY_COLUMNS,
  );
  const isNoted = candidates.some(({ isEligible }) => !isEligible);
  return `stress scores of the best trials, 1: nothing lost\n${table}${isNoted ? IN_BRACKETS : ''}`;
}
