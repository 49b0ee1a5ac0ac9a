import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import type { ScoreExpression } from '../../optimizer/ranking/objective.ts';
import type { SweepRecord } from '../../optimizer/storage/sweep-record.ts';
import { TRIAL_STATUSES, type TrialStatus } from '../../optimizer/storage/trial-record.ts';
import { objectivesOf } from '../../optimizer/sweep/pareto-trials.ts';
import { count, percent } from './figures.ts';
import { type Fact, renderFacts } from './render-facts.ts';

export type StatusCounts = Readonly<Record<TrialStatus, number>>;

/** Identity and size of a sweep, above its tables. */
export function renderSweepHead(
  sweep: SweepRecord,
  counts: StatusCounts,
  width: number,
  further: readonly Fact[] = [],
): string {
  const { sweepId, name, state, strategy, symbol, timeframe, startDate, endDate, objective, direction } = sweep;
  return renderFacts(
    [
      ['sweep', `${sweepId}, ${name}, ${state}`],
      ['tested', `${strategy}, ${symbol} ${timeframe}, ${startDate} to ${endDate}`],
      ...objectivesOf(sweep).map((term, k): Fact => [k === 0 ? 'objectives' : '', describeObjective(term)]),
      [
        objectivesOf(sweep).length === 0 ? 'objective' : 'select',
        describeObjective({ expression: objective, direction }),
      ],
      ['trials', describeCounts(counts, sweep.plannedTrials)],
      ...further,
    ],
    width,
  );
}

function describeObjective({ expression, direction }: ScoreExpression): string {
  return `${expression} (${direction})`;
}

/** `450 of 450: 300 complete, 150 pruned (33.33 %)`. */
export function describeCounts(counts: StatusCounts, planned: number): string {
  const present = TRIAL_STATUSES.filter((status) => counts[status] > 0);
  const shareOf = (status: TrialStatus): string =>
    status === 'pruned' ? ` (${percent(counts.pruned / totalOf(counts))})` : '';
  const parts = present.map((status) => `${count(counts[status])} ${status}${shareOf(status)}`).join(', ');
  return `${count(totalOf(counts))} of ${count(planned)}${parts === '' ? '' : `: ${parts}`}`;
}

export function totalOf(counts: StatusCounts): number {
  return TRIAL_STATUSES.reduce((sum, status) => sum + counts[status], 0);
}

/** The same for `--json`. */
export function describeSweep(sweep: SweepRecord, counts: StatusCounts): JsonObject {
  return {
    sweep_id: sweep.sweepId,
    name: sweep.name,
    state: sweep.state,
    strategy: sweep.strategy,
    symbol: sweep.symbol,
    timeframe: sweep.timeframe,
    start_date: sweep.startDate,
    end_date: sweep.endDate,
    run_mode: sweep.runMode,
    root_seed: sweep.rootSeed,
    objective: sweep.objective,
    direction: sweep.direction,
    ...(objectivesOf(sweep).length === 0 ? {} : { objectives: JSON.parse(sweep.objectivesJson) as JsonValue }),
    planned_trials: sweep.plannedTrials,
    by_status: { ...counts },
    definition_hash: sweep.definitionHash,
    manifest_sha256: sweep.manifestSha256,
    program_version: sweep.programVersion,
  };
}
