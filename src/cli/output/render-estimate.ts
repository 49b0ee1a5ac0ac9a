import { isMissing } from '../../optimizer/statistics/figure.ts';
import type { SweepEstimate } from '../../optimizer/sweep/sweep-report.ts';
import { count, countOf } from './figures.ts';
import { type Fact, renderFacts } from './render-facts.ts';
import { describePeriod } from './render-holdout.ts';

const EXPLAINED_IN = 'docs/sweeps.md';

/** What a sweep is going to cost, in words. */
export function renderEstimate(estimate: SweepEstimate, width: number): string {
  const { sweepId, name, finished, workers, memoryBytes } = estimate;
  const facts: Fact[] = [
    ['sweep', `${sweepId}, ${name}`],
    ['trials', describeTrials(estimate)],
    ...(finished === 0 ? [] : [['in the store', `${countOf(finished, 'trial')} finished already`] as const]),
    ...prunerFacts(estimate),
    ...stressFacts(estimate),
    ...windowFacts(estimate),
    ...combinatorialFacts(estimate),
    ['work', `${describeBars(estimate)}, ${countOf(workers, 'worker')}`],
    ['memory', `up to ${count(Math.round(memoryBytes / 2 ** 20))} MB for shared series (--memory)`],
    ...(estimate.holdout === null ? [] : [['holdout', `${describePeriod(estimate.holdout)}, not searched`] as const]),
    ['data', describeData(estimate)],
  ];
  return renderFacts(facts, width);
}

function prunerFacts({ pruner }: SweepEstimate): Fact[] {
  if (pruner === null) return [];
  const segments = `${countOf(pruner.segments, 'segment')} of the range`;
  return [['pruner', `${pruner.name}: trials run over the whole range if they survive on ${segments}`]];
}

function windowFacts({ windows, trainTrials, testTrials, slicedTrials }: SweepEstimate): Fact[] {
  if (windows === 0) return [];
  const trials = `at most ${count(trainTrials)} trials in training, ${count(testTrials)} out of sample`;
  const window: Fact = ['walk-forward', `${countOf(windows, 'window')}: ${trials}`];
  if (slicedTrials === 0) return [window];
  const sliced = `at most ${countOf(slicedTrials, 'trial')} on ${countOf(windows, 'training window')}`;
  return [window, ['slices', `${sliced} are cut out of full runs instead of being run`]];
}

function combinatorialFacts({ combinatorial }: SweepEstimate): Fact[] {
  if (combinatorial === null) return [];
  if (isMissing(combinatorial)) return [['cpcv', `n/a, ${combinatorial.reason}`]];
  const { groups, testGroups, splits } = combinatorial;
  return [['cpcv', `${countOf(splits, 'split')} of ${groups} groups, ${testGroups} of them tested at a time`]];
}

function stressFacts({ candidates, subruns }: SweepEstimate): Fact[] {
  if (candidates === 0) return [];
  return [['stress tests', `at most ${countOf(subruns, 'run')} for the best ${countOf(candidates, 'trial')}`]];
}

function describeBars({ bars, markets }: SweepEstimate): string {
  return markets === 1
    ? `${countOf(bars, 'bar')} per trial`
    : `up to ${countOf(bars, 'bar')} per trial on ${markets} markets`;
}

function describeTrials({ trials, isExact, rawPoints, parameters }: SweepEstimate): string {
  const space =
    rawPoints === null
      ? `${countOf(parameters, 'parameter')}, not all of them discrete`
      : `${countOf(rawPoints, 'point')} of ${countOf(parameters, 'parameter')}`;
  return `${isExact ? '' : 'at most '}${count(trials)} (${space})`;
}

/** `optimizer.md` 12.4: the more trials, the longer the data must be for the best of them to mean anything. */
function describeData({ years, minimumYears }: SweepEstimate): string {
  const has = `${years.toFixed(1)} years`;
  if (!Number.isFinite(minimumYears)) return has;
  const luck = years >= minimumYears ? '' : ', so the best may be luck';
  return `${has}; minimum backtest length for so many trials: ${minimumYears.toFixed(1)} years${luck} (${EXPLAINED_IN})`;
}
