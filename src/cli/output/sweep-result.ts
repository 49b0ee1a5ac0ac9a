import type { JsonObject } from '../../core/types/json.ts';
import { isMissing } from '../../optimizer/statistics/figure.ts';
import { haveStressScores } from '../../optimizer/sweep/candidate-report.ts';
import type { GroupReport } from '../../optimizer/sweep/group-report.ts';
import type { ParetoSummary } from '../../optimizer/sweep/pareto-trials.ts';
import type { SweepReport } from '../../optimizer/sweep/sweep-report.ts';
import { candidateResult } from './candidate-result.ts';
import { holdoutStatusResult } from './holdout-result.ts';
import { jsonNumber, withSnakeKeys } from './json-document.ts';
import { describeSweep } from './render-sweep-head.ts';
import { rankedResult, trialResult } from './trial-result.ts';
import { walkForwardResult } from './walk-forward-result.ts';

/** A hypervolume that was not computed is `"n/a"`. */
function paretoResult({ front, reference, hypervolume }: ParetoSummary): JsonObject {
  return { front, reference: [...reference], hypervolume: jsonNumber(hypervolume) };
}

/** What a call of `omega sweep` came to, for `--json`. */
export function sweepResult(report: SweepReport, exitCode: number): JsonObject {
  const { sweep, byStatus, elapsedMs, finishedNow } = report;
  const isStressed = haveStressScores(report.candidates);
  return {
    outcome: report.outcome,
    exit_code: exitCode,
    ...(sweep === null ? { sweep_id: report.sweepId } : describeSweep(sweep, byStatus)),
    estimate: withSnakeKeys(report.estimate),
    finished_now: finishedNow,
    elapsed_ms: Math.round(elapsedMs),
    best: report.top.map(rankedResult),
    folder: report.folder,
    best_run_folder: report.bestRunFolder,
    remark: report.remark,
    drift: report.drift,
    ...(report.pareto === null ? {} : { pareto: paretoResult(report.pareto) }),
    statistics: report.statistics ?? 'n/a',
    groups: report.groups.map(groupResult),
    holdout: report.holdout === null ? null : holdoutStatusResult(report.holdout),
    cpcv: report.combinatorial === null ? null : withSnakeKeys(report.combinatorial),
    verdict: withSnakeKeys(report.verdict),
    selected:
      report.selection === null
        ? null
        : {
            rule: report.selection.rule,
            is_by_rule: report.selection.isByRule,
            rank: report.selection.rank,
            ...trialResult(report.selection.trial),
          },
    candidates: report.candidates.map((candidate) => candidateResult(candidate, isStressed)),
    walk_forward: report.walkForward === null ? null : walkForwardResult(report.walkForward),
  };
}

function groupResult({ values, trials, top, plateauRatio }: GroupReport): JsonObject {
  return {
    values: { ...values },
    trials,
    plateau_ratio: plateauRatio === null || isMissing(plateauRatio) ? 'n/a' : plateauRatio,
    best: top.map(rankedResult),
  };
}
