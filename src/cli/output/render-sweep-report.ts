import type { SweepReport } from '../../optimizer/sweep/sweep-report.ts';
import { countOf, duration, rate } from './figures.ts';
import { renderBestTrials } from './render-best-trials.ts';
import { renderCandidates } from './render-candidates.ts';
import { renderCombinatorial } from './render-combinatorial.ts';
import { renderEstimate } from './render-estimate.ts';
import { type Fact, renderFacts } from './render-facts.ts';
import { renderGroups } from './render-groups.ts';
import { describePeriod } from './render-holdout.ts';
import { renderStatistics } from './render-statistics.ts';
import { renderSweepHead } from './render-sweep-head.ts';
import { renderVerdict } from './render-verdict.ts';
import { renderWalkForward } from './render-walk-forward.ts';
import { shownPath } from './shown-path.ts';

const SHOWN_TRIALS = 5;
const MS_PER_SECOND = 1000;

/**
 * The end of a sweep: counts, best parameters, files.
 *
 * @param page file of its report page; null where none was written
 */
export function renderSweepReport(
  report: SweepReport,
  workingDirectory: string,
  width: number,
  page: string | null = null,
): string {
  const { sweep, estimate } = report;
  const drift = renderFacts(driftFacts(report), width);
  if (sweep === null) return `${estimate === null ? '' : renderEstimate(estimate, width)}${drift}`;
  const head = renderSweepHead(sweep, report.byStatus, width, [
    ...paretoFacts(report),
    ...timeFacts(report),
    ...remarkFacts(report),
  ]);
  const top = report.top.slice(0, SHOWN_TRIALS);
  const best = top.length === 0 ? '' : `\n${headingOf(report)}\n${renderBestTrials(top, sweep.decimals, width)}`;
  const { groups } = report;
  const byGroup =
    groups.length === 0 ? '' : `\nbest parameters by group\n${renderGroups(groups, sweep.decimals, width)}`;
  const places = renderFacts(
    [...placeFacts(report, workingDirectory), ...pageFacts(page, workingDirectory), ...holdoutFacts(report)],
    width,
  );
  const { walkForward, combinatorial, candidates } = report;
  const stress = candidates.length === 0 ? '' : `\n${renderCandidates(candidates, width)}`;
  const validation = walkForward === null ? '' : `\n${renderWalkForward(walkForward, sweep.decimals, width)}`;
  const cpcv = combinatorial === null ? '' : `\n${renderCombinatorial(combinatorial, width)}`;
  const verdict = report.verdict === null ? '' : `\n${renderVerdict(report.verdict, width)}`;
  const selected = report.selection === null ? null : report.selection.trial.trialIndex;
  const isBest = selected === report.top[0]?.trialIndex;
  const statistics = renderStatistics(report.statistics, isBest ? null : selected, width);
  return `${head}${drift}${best}${renderSelection(report, width)}${byGroup}\n${places}${statistics}${stress}${validation}${cpcv}${verdict}`;
}

/** A second line beside the best parameters, where another rule than the score decides. */
function renderSelection({ selection, sweep }: SweepReport, width: number): string {
  if (selection === null || sweep === null || selection.rule === 'best_score') return '';
  const { rule, trial, rank, isByRule } = selection;
  if (!isByRule) return `\nselected by ${rule}: no candidate fulfils the rule, the best score decides\n`;
  return `\nselected by ${rule}: trial ${trial.trialIndex}, rank ${rank} by score\n${renderBestTrials([trial], sweep.decimals, width, rank)}`;
}

/** Of a sweep that has not ended, a trial to come may be better. */
function headingOf({ outcome }: SweepReport): string {
  return outcome === 'interrupted' ? 'best parameters so far' : 'best parameters';
}

/** Whether the holdout is still one, and how it is opened. */
function holdoutFacts({ holdout, sweepId, top }: SweepReport): Fact[] {
  if (holdout === null) return [];
  const { openings, trials } = holdout;
  const looks =
    openings.length === 0 ? 'not opened' : `opened ${countOf(openings.length, 'time')} by this research family`;
  const advice =
    trials.length > 0 || top.length === 0 ? '' : `; omega holdout ${sweepId} runs the selected trial on it`;
  return [['holdout', `${describePeriod(holdout)}, ${looks}${advice}`]];
}

/** How many trials no other one beats, and how much they dominate together. */
function paretoFacts({ pareto }: SweepReport): Fact[] {
  if (pareto === null) return [];
  const volume = Number.isNaN(pareto.hypervolume) ? 'n/a' : String(Number(pareto.hypervolume.toPrecision(6)));
  return [['front', `${countOf(pareto.front, 'trial')}, hypervolume ${volume} above (${pareto.reference.join(', ')})`]];
}

function timeFacts({ finishedNow, elapsedMs }: SweepReport): Fact[] {
  if (finishedNow === 0 || elapsedMs <= 0) return [];
  return [['time', `${duration(elapsedMs)}, ${rate((finishedNow / elapsedMs) * MS_PER_SECOND)} trials/s`]];
}

function remarkFacts({ remark, outcome }: SweepReport): Fact[] {
  const shown: Fact[] = outcome === 'shown' ? [['note', 'shown from the store; --restart runs it again']] : [];
  return remark === null ? shown : [...shown, ['remark', remark]];
}

function driftFacts({ drift }: SweepReport): Fact[] {
  if (drift === null) return [];
  if (drift.length === 0) return [['baseline', 'nothing has drifted']];
  return drift.map((line, index) => [index === 0 ? 'drifted' : '', line]);
}

function placeFacts({ folder, bestRunFolder }: SweepReport, workingDirectory: string): Fact[] {
  return [
    ...(folder === null ? [] : [['files', shownPath(folder, workingDirectory)] as const]),
    ...(bestRunFolder === null ? [] : [['best run', shownPath(bestRunFolder, workingDirectory)] as const]),
  ];
}

function pageFacts(page: string | null, workingDirectory: string): Fact[] {
  return page === null ? [] : [['report', shownPath(page, workingDirectory)]];
}
