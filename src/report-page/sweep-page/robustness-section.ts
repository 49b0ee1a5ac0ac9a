import type { CandidateData, RobustnessData } from '../../report/sweep-page/choice-page-data.ts';
import { createDataTable } from '../elements/data-table.ts';
import { type Child, element } from '../elements/element.ts';
import { fixed, wholeNumber } from '../elements/number-format.ts';
import type { Section } from '../elements/page-frame.ts';
import type { DataColumn } from '../elements/table-order.ts';
import { bracketed, isWeakest } from './candidate-text.ts';
import { stressScoreFigure } from './stress-scores.ts';

const SCORE_DECIMALS = 6;

/** What is left of the best trials when something is made a little worse. */
export function robustnessSection(data: RobustnessData, currency: string): Section {
  const { candidates, total } = data;
  const listed =
    candidates.length === total
      ? `The ${wholeNumber(total)} best trials were run again`
      : `${wholeNumber(total)} trials were run again, of which the page lists ${wholeNumber(candidates.length)}`;
  return {
    id: 'robustness',
    title: 'Robustness',
    lead: `${listed}, each with something made a little worse. A score of 1 means that nothing was lost; 0.5 mostly means that it broke, since deductions are capped. The smallest score counts.`,
    content: () => robustnessContent(data, currency),
  };
}

function robustnessContent(data: RobustnessData, currency: string): readonly Child[] {
  const { candidates } = data;
  const scores = stressScoreFigure(data, currency, (row) => table.select(row));
  const table = createDataTable({
    caption: 'Stress scores of the best trials',
    noun: 'candidate',
    rowCount: candidates.length,
    columns: candidateColumns(data),
    onPick: (row) => {
      scores.show(row);
      table.select(row);
    },
  });
  table.select(scores.shownCandidate());
  return [
    scores.figure,
    table.element,
    candidates.every(({ isEligible }) => isEligible)
      ? null
      : element('p', { class: 'lead' }, 'In brackets: no profit or too few trades, so that the scores mean little.'),
  ];
}

function candidateColumns({ candidates, scores }: RobustnessData): readonly DataColumn[] {
  const scoreColumn = (title: string, figureOf: (candidate: CandidateData) => number | null): DataColumn => ({
    title,
    value: (row) => figureOf(candidates[row]),
    text: (row) => bracketed(candidates[row], fixed(figureOf(candidates[row]), SCORE_DECIMALS)),
    tone: (row) => (isWeakest(candidates[row], figureOf(candidates[row])) ? 'loss' : ''),
  });
  return [
    { title: 'Rank', value: (row) => candidates[row].rank, text: (row) => String(candidates[row].rank) },
    {
      title: 'Trial',
      value: (row) => candidates[row].trialIndex,
      text: (row) => `${candidates[row].trialIndex}${candidates[row].isSelected ? ' (selected)' : ''}`,
    },
    {
      title: 'Score',
      value: (row) => candidates[row].score,
      text: (row) => fixed(candidates[row].score, SCORE_DECIMALS),
    },
    { ...scoreColumn('robustness', ({ robustness }) => robustness), tone: () => '' },
    ...scores.map(({ name }, at) => scoreColumn(name, ({ values }) => values[at])),
  ];
}
