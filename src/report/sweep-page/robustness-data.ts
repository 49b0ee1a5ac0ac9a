import { roundMoney, roundRatio } from '../../core/backtest/artifacts/format-number.ts';
import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import { COMPONENT_KEYS, type ComponentKey } from '../../optimizer/robustness/robustness-score.ts';
import { SCORE_NAMES } from '../../optimizer/robustness/score-names.ts';
import { OPTIMIZER_DEFINITIONS } from '../../optimizer/statistics/optimizer-definitions.ts';
import { SUBRUN_KINDS, type SubrunKind, type SubrunRecord } from '../../optimizer/storage/subrun-record.ts';
import type { TrialReader } from '../../optimizer/storage/trial-store.ts';
import { type CandidateReport, haveStressScores, readCandidates } from '../../optimizer/sweep/candidate-report.ts';
import type { CandidateData, RobustnessData, StressRunsData } from './choice-page-data.ts';

/** Candidates that a page lists, the best ones; the selected trial comes on top of them. */
const MOST_CANDIDATES = 100;
const PROFIT = METRIC_KEYS.indexOf('profit_net');

/** Stress scores of the best trials; null where no stress test was run. */
export function robustnessData(
  store: TrialReader,
  sweepId: string,
  selectedTrial: number | null,
): RobustnessData | null {
  const examined = readCandidates(store, sweepId);
  if (!haveStressScores(examined)) return null;
  const runs = store.readSubruns(sweepId);
  return {
    scores: COMPONENT_KEYS.map((key) => ({
      key,
      name: SCORE_NAMES[key],
      description: OPTIMIZER_DEFINITIONS[key].description,
    })),
    total: examined.length,
    candidates: examined
      .filter(({ trialIndex }, at) => at < MOST_CANDIDATES || trialIndex === selectedTrial)
      .map((candidate) =>
        candidateData(
          candidate,
          runs.filter((run) => run.trialIndex === candidate.trialIndex),
          candidate.trialIndex === selectedTrial,
        ),
      ),
  };
}

function candidateData(
  { rank, trialIndex, trial, isEligible, examinedTargets, figures }: CandidateReport,
  runs: readonly SubrunRecord[],
  isSelected: boolean,
): CandidateData {
  return {
    rank,
    trialIndex,
    isSelected,
    score: finite(trial.score),
    isEligible,
    robustness: finite(roundRatio(figures.robustness_score)),
    values: COMPONENT_KEYS.map((key) => finite(roundRatio(figures[key]))),
    runs: COMPONENT_KEYS.map((key) => runsBehind(key, runs)),
    profit: finite(roundMoney(trial.metrics[PROFIT])),
    examinedTargets,
  };
}

function runsBehind(key: ComponentKey, runs: readonly SubrunRecord[]): StressRunsData | null {
  const kind = SUBRUN_KINDS.find((name) => scoreOf(name) === key);
  const own = runs.filter((run) => run.kind === kind);
  if (own.length === 0) return null;
  const profits = own.filter(({ status }) => status === 'complete').map(({ metrics }) => metrics[PROFIT]);
  return {
    complete: profits.length,
    failed: own.filter(({ status }) => status === 'failed').length,
    skipped: own.filter(({ status }) => status === 'skipped').length,
    lowestProfit: profits.length === 0 ? null : finite(roundMoney(Math.min(...profits))),
  };
}

function scoreOf(kind: SubrunKind): ComponentKey {
  return `${kind}_score`;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
