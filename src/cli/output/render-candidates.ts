import { COMPONENT_KEYS } from '../../optimizer/robustness/robustness-score.ts';
import { SCORE_NAMES } from '../../optimizer/robustness/score-names.ts';
import type { CandidateKey } from '../../optimizer/storage/candidate-record.ts';
import { type CandidateReport, haveStressScores } from '../../optimizer/sweep/candidate-report.ts';
import { ratio } from './figures.ts';
import { renderTable } from './render-table.ts';

/** Rank and trial come first in every block of the table. */
const KEY_COLUMNS = 2;

type ScoreColumn = readonly [key: CandidateKey, title: string];

const PLATEAU_COLUMN: ScoreColumn = ['plateau_ratio', 'plateau'];
const STRESS_COLUMNS: readonly ScoreColumn[] = [
  ['robustness_score', 'robustness'],
  ...COMPONENT_KEYS.map((key) => [key, SCORE_NAMES[key]] as const),
];

const IN_BRACKETS = 'in brackets: too few trades or no profit, so that the scores mean little (docs/statistics.md)\n';

/**
 * Stress scores of the best trials, or their plateaus alone where no stress test was run; those that mean little are in
 * brackets (`metrics.md` 8.4).
 */
export function renderCandidates(candidates: readonly CandidateReport[], width: number): string {
  const isStressed = haveStressScores(candidates);
  const shown = isStressed ? [...STRESS_COLUMNS, PLATEAU_COLUMN] : [PLATEAU_COLUMN];
  const columns = shown.map(([key, title]) => ({
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
  const heading = isStressed
    ? 'stress scores of the best trials, 1: nothing lost'
    : 'plateau of the best trials, 1: their neighbours score as they do';
  return `${heading}\n${table}${isNoted ? IN_BRACKETS : ''}`;
}
