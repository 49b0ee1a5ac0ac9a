import { COMPONENT_KEYS } from '../robustness/robustness-score.ts';
import { isMissing } from '../statistics/figure.ts';
import type { VerdictPoint } from './verdict.ts';
import type { StressEvidence, VerdictEvidence } from './verdict-evidence.ts';
import { VERDICT_LIMITS } from './verdict-limits.ts';
import { leaningOfLarge, missingPoint, percentText, point, readFigure } from './verdict-point.ts';

/** Whether the trial depends on its exact parameters and circumstances. */
export function judgeSurroundings({
  search,
  noSearch,
  borders,
  stress,
  stressAdvice,
}: VerdictEvidence): readonly VerdictPoint[] {
  const plateau =
    search === null
      ? missingPoint('plateau_ratio', 'neighbouring parameters', noSearch)
      : readFigure('plateau_ratio', 'neighbouring parameters', search.figures.plateau_ratio, (value) => ({
          leaning: leaningOfLarge(value, VERDICT_LIMITS.plateau),
          text: `neighbouring parameters reach ${percentText(value)} of its score (median)`,
        }));
  return [plateau, ...judgeBorders(borders), judgeStress(stress, stressAdvice)];
}

function judgeBorders(borders: VerdictEvidence['borders']): readonly VerdictPoint[] {
  if (borders.length === 0) return [];
  const atEnd = borders.filter(({ border }) => border !== null);
  if (atEnd.length === 0) {
    return [point('borders', 0, { leaning: 'for', text: 'no parameter is at an end of its range' })];
  }
  const named = atEnd.map(({ path, value, border }) => `${path} = ${value} (${border})`).join(', ');
  const text = `at an end of its range, so that something better may lie beyond and its neighbourhood is half unknown: ${named}`;
  return [point('borders', atEnd.length, { leaning: 'against', text })];
}

function judgeStress(stress: StressEvidence | null, advice: string): VerdictPoint {
  const name = 'stress tests';
  if (stress === null) return missingPoint('robustness_score', name, `not run (${advice})`);
  const { figures, isEligible } = stress;
  if (!isEligible) {
    return missingPoint('robustness_score', name, 'without a profit and enough trades their scores mean nothing');
  }
  return readFigure('robustness_score', name, figures.robustness_score, (value) => {
    const weakest = COMPONENT_KEYS.find((key) => !isMissing(figures[key]) && figures[key] === value);
    return {
      leaning: leaningOfLarge(value, VERDICT_LIMITS.robustness),
      text: `its weakest stress score is ${value.toFixed(3)} (${weakest})`,
    };
  });
}
