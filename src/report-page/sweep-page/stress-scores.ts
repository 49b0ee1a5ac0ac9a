import type { CandidateData, RobustnessData, StressRunsData } from '../../report/sweep-page/choice-page-data.ts';
import { element } from '../elements/element.ts';
import { fixed, money } from '../elements/number-format.ts';
import { plainTable } from '../elements/plain-table.ts';
import { shareBar } from '../elements/share-bar.ts';
import { bracketed, isWeakest } from './candidate-text.ts';

export interface StressScoreFigure {
  readonly figure: HTMLElement;
  /** Shows the scores of the candidate of a row. */
  show(row: number): void;
  shownCandidate(): number;
}

/**
 * The stress scores of one candidate as horizontal bars; the candidate is chosen above them.
 *
 * @param onChoose called with the row of the candidate when another one is chosen here
 */
export function stressScoreFigure(
  data: RobustnessData,
  currency: string,
  onChoose: (row: number) => void,
): StressScoreFigure {
  const { candidates } = data;
  const options = candidates.map((candidate, row) =>
    element('option', { value: String(row) }, candidateName(candidate)),
  );
  const select = element('select', {}, ...options);
  select.value = String(
    Math.max(
      0,
      candidates.findIndex(({ isSelected }) => isSelected),
    ),
  );
  const holder = element('div', { class: 'stress-scores' });
  const shownCandidate = () => Number(select.value);
  const draw = () => {
    const candidate = candidates[shownCandidate()];
    holder.replaceChildren(scoreTable(data, candidate, currency), unchangedResult(candidate, currency));
  };
  select.addEventListener('input', () => {
    draw();
    onChoose(shownCandidate());
  });
  draw();
  return {
    figure: element(
      'figure',
      {},
      element('figcaption', {}, 'Stress scores of a trial'),
      element('div', { class: 'filters' }, element('label', {}, 'Candidate', select)),
      holder,
    ),
    show(row) {
      select.value = String(row);
      draw();
    },
    shownCandidate,
  };
}

function candidateName({ rank, trialIndex, isSelected }: CandidateData): string {
  return `rank ${rank}, trial ${trialIndex}${isSelected ? ' (selected)' : ''}`;
}

function unchangedResult({ trialIndex, profit }: CandidateData, currency: string): HTMLElement {
  return element('p', { class: 'lead' }, `Unchanged, trial ${trialIndex} made ${money(profit)} ${currency}.`);
}

function scoreTable({ scores }: RobustnessData, candidate: CandidateData, currency: string): HTMLElement {
  return plainTable(
    `Stress scores of ${candidateName(candidate)}`,
    [
      { title: 'Made worse', align: 'left', cell: ({ name, description }) => scoreName(name, description) },
      {
        title: 'Score, 0 to 1',
        align: 'left',
        cell: ({ value }) =>
          shareBar(
            value,
            `${bracketed(candidate, fixed(value, 4))}${isWeakest(candidate, value) ? ', the weakest' : ''}`,
            isWeakest(candidate, value) ? 'loss' : 'even',
          ),
      },
      { title: 'Runs', align: 'left', cell: ({ runs }) => runsText(runs) },
      {
        title: `Lowest result (${currency})`,
        cell: ({ runs }) => (runs === null ? '' : money(runs.lowestProfit)),
      },
    ],
    scores.map(({ name, description }, at) => ({
      name,
      description,
      value: candidate.values[at],
      runs: candidate.runs[at],
    })),
  );
}

/** In full, because a tip would be cut off at the edge of the table. */
function scoreName(name: string, description: string): HTMLElement {
  return element('span', { class: 'score-name' }, name, element('span', { class: 'score-meaning' }, description));
}

function runsText(runs: StressRunsData | null): string {
  if (runs === null) return 'none needed';
  const { complete, failed, skipped } = runs;
  return [
    String(complete),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} without data`] : []),
  ].join(', ');
}
