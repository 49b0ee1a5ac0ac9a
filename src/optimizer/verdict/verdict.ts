import { describePeriods, judgeHoldout } from './out-of-sample-points.ts';
import { judgeResult } from './result-points.ts';
import { judgeSearch } from './search-points.ts';
import { judgeSurroundings } from './surroundings-points.ts';
import type { HoldoutEvidence, VerdictEvidence } from './verdict-evidence.ts';

/** Which way a finding points; `missing`: it could not be made. */
export type Leaning = 'for' | 'neutral' | 'against' | 'missing';

/** One finding about the selected trial. */
export interface VerdictPoint {
  /** Stable name for programs. */
  readonly key: string;
  readonly leaning: Leaning;
  /** Speaking against, it alone is reason enough not to trade the trial. */
  readonly isDecisive: boolean;
  /** The figure, unrounded; null where there is none. */
  readonly value: number | null;
  /** A sentence without a full stop. */
  readonly text: string;
}

/**
 * `against`: a decisive finding speaks against the trial. `supported`: the search is accounted for, data that it
 * did not see agree, and nothing speaks against it. `open`: everything else.
 */
export type Conclusion = 'against' | 'open' | 'supported';

/** What a sweep comes to, in words and figures. */
export interface Verdict {
  readonly trialIndex: number;
  readonly conclusion: Conclusion;
  /** What goes on after "verdict:", one or two sentences. */
  readonly headline: string;
  /** What was chosen, and among how many. */
  readonly choice: string;
  readonly points: readonly VerdictPoint[];
}

/** Without these three no result of a search is more than a guess (docs/statistics.md). */
const NEEDED_FOR_SUPPORT = ['dsr', 'pbo'] as const;
const OUT_OF_SAMPLE = ['walk_forward', 'holdout'] as const;

/** Judges the trial that a sweep ends with; the same evidence gives the same words. */
export function reachVerdict(evidence: VerdictEvidence): Verdict {
  const points = [
    ...judgeResult(evidence),
    ...judgeSearch(evidence),
    ...judgeSurroundings(evidence),
    ...describePeriods(evidence),
  ];
  return conclude(evidence.trialIndex, describeChoice(evidence), points);
}

/** The same verdict after a look at the holdout, which happens when the sweep is over. */
export function withHoldout({ trialIndex, choice, points }: Verdict, holdout: HoldoutEvidence | null): Verdict {
  const others = points.filter(({ key }) => key !== 'holdout' && key !== 'holdout_looks');
  return conclude(trialIndex, choice, [...others, ...judgeHoldout(holdout)]);
}

function conclude(trialIndex: number, choice: string, points: readonly VerdictPoint[]): Verdict {
  const conclusion = weigh(points);
  return { trialIndex, conclusion, headline: headlineOf(conclusion, points), choice, points };
}

function weigh(points: readonly VerdictPoint[]): Conclusion {
  if (points.some(({ leaning, isDecisive }) => leaning === 'against' && isDecisive)) return 'against';
  if (points.some(({ leaning }) => leaning === 'against')) return 'open';
  const leaningOf = (key: string) => points.find((point) => point.key === key)?.leaning;
  const isAccountedFor = leaningOf('dsr') === 'for' && NEEDED_FOR_SUPPORT.every((key) => leaningOf(key) !== 'missing');
  return isAccountedFor && OUT_OF_SAMPLE.some((key) => leaningOf(key) === 'for') ? 'supported' : 'open';
}

function headlineOf(conclusion: Conclusion, points: readonly VerdictPoint[]): string {
  const count = (leaning: Leaning) => points.filter((point) => point.leaning === leaning).length;
  const inFavour = count('for') === 1 ? '1 finding' : `${count('for')} findings`;
  const sums = `${inFavour} for it, ${count('against')} against, ${count('missing')} could not be made`;
  switch (conclusion) {
    case 'against':
      return `the figures speak against trading this trial: ${sums}.`;
    case 'supported':
      return `nothing that was checked speaks against this trial: ${sums}. That is no promise.`;
    case 'open':
      return `not proven: ${sums}.`;
  }
}

function describeChoice({ selection, trialIndex, search }: VerdictEvidence): string {
  const { rule, rank, isByRule } = selection;
  const by =
    rule === 'best_score' ? 'the best score' : isByRule ? `rule ${rule}, rank ${rank} by score` : ruleless(rule);
  return `trial ${trialIndex}, ${by}${search === null ? '' : `. ${search.headline}`}`;
}

function ruleless(rule: string): string {
  return `the best score, because no candidate fulfils the rule ${rule}`;
}
