import { mean } from '../../core/metrics/sample-moments.ts';
import { type Figure, notAvailable } from './figure.ts';
import { median } from './median.ts';

/** How the neighbours of a trial do: a maximum that stands alone is more likely luck (`optimizer.md` 12.7). */
export interface Plateau {
  readonly neighbours: number;
  readonly neighbourMedian: Figure;
  /** Median of the neighbours over the trial's own score, within 0..1. */
  readonly ratio: Figure;
  readonly minScore: Figure;
  /** Population standard deviation of the trial and its neighbours. */
  readonly stdScore: Figure;
  /** Mean minus standard deviation of the trial and its neighbours. */
  readonly plateauScore: Figure;
}

const MIN_NEIGHBOURS = 2;

/**
 * Plateau figures of one trial. Pardo (2008), *The Evaluation and Optimization of Trading Strategies*, has the
 * idea; the formulas are omega's. The ratio is missing for a score of 0 or below and below two neighbours,
 * everything else without neighbours.
 */
export function describePlateau(score: number, neighbourScores: Float64Array): Plateau {
  const neighbours = neighbourScores.length;
  if (neighbours === 0) {
    const none = notAvailable('no neighbour of the trial was evaluated');
    return { neighbours, neighbourMedian: none, ratio: none, minScore: none, stdScore: none, plateauScore: none };
  }
  const together = new Float64Array(neighbours + 1).fill(score);
  together.set(neighbourScores);
  const center = mean(together);
  const spread = Math.sqrt(mean(together.map((value) => (value - center) ** 2)));
  const middle = median(neighbourScores);
  return {
    neighbours,
    neighbourMedian: middle,
    ratio: ratioOf(middle, score, neighbours),
    minScore: neighbourScores.reduce((lowest, value) => Math.min(lowest, value)),
    stdScore: spread,
    plateauScore: center - spread,
  };
}

function ratioOf(middle: number, score: number, neighbours: number): Figure {
  if (neighbours < MIN_NEIGHBOURS) return notAvailable(`${neighbours} neighbour, ${MIN_NEIGHBOURS} are needed`);
  if (!(score > 0)) return notAvailable('the score of the trial is not above 0');
  return Math.min(Math.max(middle / score, 0), 1);
}
