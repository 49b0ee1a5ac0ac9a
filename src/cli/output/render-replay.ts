import type { ReplayReport } from '../../optimizer/sweep/sweep-report.ts';
import { countOf, duration } from './figures.ts';
import { type Fact, renderFacts } from './render-facts.ts';
import { shownPath } from './shown-path.ts';

/** What a replay found. */
export function renderReplay(report: ReplayReport, workingDirectory: string, width: number): string {
  const { sweepId, trial, replayed, pruned, skipped, mismatches, results, exported, elapsedMs } = report;
  const verdict =
    mismatches.length === 0 ? 'equal to the store' : `${mismatches.length} of ${replayed + pruned} differ`;
  const what = trial === null ? countOf(replayed, 'trial') : `trial ${trial.trialIndex} (${trial.status})`;
  const facts: Fact[] = [
    ['sweep', sweepId],
    ['replayed', `${what}: ${verdict}`],
    ...(pruned === 0 ? [] : [['pruned', `${countOf(pruned, 'trial')} given up again, on the same values`] as const]),
    ...(skipped === 0 ? [] : [['skipped', `${countOf(skipped, 'trial')} without a finished run`] as const]),
    ...(results.length === 0 ? [] : [['results', `${countOf(results.length, 'field')} differ`] as const]),
    ['time', duration(elapsedMs)],
  ];
  if (exported !== null) {
    facts.push(['configuration', shownPath(exported.configFile, workingDirectory)]);
    facts.push(['artifacts', shownPath(exported.runFolder, workingDirectory)]);
  }
  return renderFacts(facts, width);
}
