import type { BandCondition, ScoreCondition } from './entry-conditions.ts';

/** A condition without which a scenario cannot hold, cheap enough to test on every bar. */
export type CandidateTrigger = ScoreCondition | BandCondition;

/** First bar >= `from` and < `end` at which a trigger holds, or `end`. Missing values hold nowhere. */
export type CandidateScan = (from: number, end: number) => number;

/** Scores of both directions that one loop compares with their thresholds. */
interface ScorePair {
  readonly low: Float64Array;
  readonly longThreshold: number;
  readonly high: Float64Array;
  readonly shortThreshold: number;
}

/**
 * One loop over all triggers, chosen by how many columns there are, so that a scenario that is off costs
 * nothing. At most three score columns and one band per direction.
 */
export function createScan(triggers: readonly CandidateTrigger[], closes: Float64Array): CandidateScan {
  const scores = distinctScores(triggers);
  const long = scores.filter((score) => score.direction === 1);
  const short = scores.filter((score) => score.direction === -1);
  const pairCount = Math.max(long.length, short.length);
  const [first, second, third] = [0, 1, 2].map((index) => pairOf(long[index], short[index], closes));
  const bands = triggers.filter((trigger) => trigger.kind === 'band');
  if (bands.length > 0) {
    const nowhere = new Float64Array(closes.length).fill(Number.NaN);
    const lower = bands.find((band) => band.direction === 1)?.band ?? nowhere;
    const upper = bands.find((band) => band.direction === -1)?.band ?? nowhere;
    return (from, end) => scanPairsAndBands(first, second, third, closes, lower, upper, from, end);
  }
  if (pairCount === 0) return (_from, end) => end;
  if (pairCount === 1) return (from, end) => scanOnePair(first, from, end);
  if (pairCount === 2) return (from, end) => scanTwoPairs(first, second, from, end);
  return (from, end) => scanThreePairs(first, second, third, from, end);
}

/** Scenarios that share a column share its threshold too, both being those of the direction. */
function distinctScores(triggers: readonly CandidateTrigger[]): readonly ScoreCondition[] {
  const scores = triggers.filter((trigger) => trigger.kind === 'score');
  return scores.filter(
    (score, index) =>
      scores.findIndex((other) => other.direction === score.direction && other.values === score.values) === index,
  );
}

/** Closes stand in for a column that a direction does not have: no price reaches an infinite threshold. */
function pairOf(long: ScoreCondition | undefined, short: ScoreCondition | undefined, closes: Float64Array): ScorePair {
  return {
    low: long?.values ?? closes,
    longThreshold: long?.threshold ?? Number.NEGATIVE_INFINITY,
    high: short?.values ?? closes,
    shortThreshold: short?.threshold ?? Number.POSITIVE_INFINITY,
  };
}

function scanOnePair(pair: ScorePair, from: number, end: number): number {
  const { low, longThreshold, high, shortThreshold } = pair;
  let bar = from;
  while (bar < end && !(high[bar] >= shortThreshold || low[bar] <= longThreshold)) bar++;
  return bar;
}

function scanTwoPairs(first: ScorePair, second: ScorePair, from: number, end: number): number {
  const { low: low1, longThreshold: long1, high: high1, shortThreshold: short1 } = first;
  const { low: low2, longThreshold: long2, high: high2, shortThreshold: short2 } = second;
  let bar = from;
  while (bar < end && !(high1[bar] >= short1 || low1[bar] <= long1 || high2[bar] >= short2 || low2[bar] <= long2)) {
    bar++;
  }
  return bar;
}

function scanThreePairs(first: ScorePair, second: ScorePair, third: ScorePair, from: number, end: number): number {
  const { low: low1, longThreshold: long1, high: high1, shortThreshold: short1 } = first;
  const { low: low2, longThreshold: long2, high: high2, shortThreshold: short2 } = second;
  const { low: low3, longThreshold: long3, high: high3, shortThreshold: short3 } = third;
  let bar = from;
  while (
    bar < end &&
    !(
      high1[bar] >= short1 ||
      low1[bar] <= long1 ||
      high2[bar] >= short2 ||
      low2[bar] <= long2 ||
      high3[bar] >= short3 ||
      low3[bar] <= long3
    )
  ) {
    bar++;
  }
  return bar;
}

/** The same and closes beyond the band of their direction. */
function scanPairsAndBands(
  first: ScorePair,
  second: ScorePair,
  third: ScorePair,
  closes: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
  from: number,
  end: number,
): number {
  const { low: low1, longThreshold: long1, high: high1, shortThreshold: short1 } = first;
  const { low: low2, longThreshold: long2, high: high2, shortThreshold: short2 } = second;
  const { low: low3, longThreshold: long3, high: high3, shortThreshold: short3 } = third;
  let bar = from;
  while (
    bar < end &&
    !(
      closes[bar] >= upper[bar] ||
      closes[bar] <= lower[bar] ||
      high1[bar] >= short1 ||
      low1[bar] <= long1 ||
      high2[bar] >= short2 ||
      low2[bar] <= long2 ||
      high3[bar] >= short3 ||
      low3[bar] <= long3
    )
  ) {
    bar++;
  }
  return bar;
}
