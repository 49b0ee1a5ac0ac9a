import type { ConfigChange } from '../../config/materialise.ts';
import { canonicalJson } from '../../core/math/canonical-json.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import { seed53 } from '../random/seed-keys.ts';
import type { NumberRule } from '../robustness/number-rules.ts';
import { type JitteredParameter, jitterParameters } from '../robustness/parameter-jitter.ts';
import type { PricePath } from '../robustness/price-jitter.ts';
import { drawPath, pathSeed } from '../robustness/price-path.ts';
import type { RobustnessSettings } from '../robustness/robustness-settings.ts';
import { PointBuilder } from '../space/point-builder.ts';
import type { SearchSpace } from '../space/search-space.ts';
import type { SubrunKind, SubrunRecord } from '../storage/subrun-record.ts';
import type { Candidate } from './candidate.ts';
import type { SweepPlan } from './sweep-plan.ts';

/** A sub-run before it has run: its identity is fixed. */
export interface PlannedSubrun
  extends Pick<
    SubrunRecord,
    | 'trialIndex'
    | 'kind'
    | 'subrunIndex'
    | 'seed'
    | 'drawSeed'
    | 'startDate'
    | 'endDate'
    | 'changedPathsJson'
    | 'pricePathsJson'
  > {
  readonly changes: readonly ConfigChange[];
  readonly pricePaths: readonly PricePath[] | null;
  /** Position of its setup, or why there is none. */
  readonly place: number | { readonly problem: string };
}

type ChangedRun = Partial<
  Pick<PlannedSubrun, 'changes' | 'pricePaths' | 'drawSeed' | 'place' | 'startDate' | 'endDate'>
>;

/** All additional backtests of a candidate (`metrics.md` 9), by kind and index. */
export function planSubruns(
  candidate: Candidate,
  plan: SweepPlan,
  ruleOf: (path: string) => NumberRule,
): readonly PlannedSubrun[] {
  const { settings } = plan.stress;
  if (settings.mode === 'off') return [];
  const { trial, effective } = candidate;
  const runs: PlannedSubrun[] = [];
  const add = (kind: SubrunKind, subrunIndex: number, changed: ChangedRun): void => {
    const { changes = candidate.changes, pricePaths = null } = changed;
    runs.push({
      trialIndex: trial.trialIndex,
      kind,
      subrunIndex,
      seed: settings.engineSeed === 'common' ? trial.seed : seed53(trial.seed, 'engine', kind, subrunIndex),
      drawSeed: null,
      startDate: effective.start_date,
      endDate: effective.end_date,
      place: candidate.market,
      ...changed,
      changes,
      pricePaths,
      changedPathsJson: canonicalJson(Object.fromEntries(changes)),
      pricePathsJson: pricePaths === null ? null : canonicalJson(pricePaths as unknown as JsonValue),
    });
  };
  const parameters = jitteredParameters(candidate, plan.defined.space, settings, ruleOf);
  for (let repeat = 0; repeat < (parameters.length === 0 ? 0 : settings.parameters.repeats); repeat++) {
    const drawn = jitterParameters(parameters, trial.seed, repeat, settings.parameters.fraction);
    add('robustness_1', repeat, { changes: movedChanges(candidate, plan.defined.space, drawn), drawSeed: trial.seed });
  }
  if (settings.mode === 'fast') return runs;
  for (let repeat = 0; repeat < settings.prices.repeats; repeat++) {
    const drawSeed = pathSeed(trial.seed, repeat);
    const pricePaths = timeframesOf(candidate, plan).map((timeframe) => drawPath(drawSeed, timeframe, settings.prices));
    add('data_jitter', repeat, { pricePaths, drawSeed });
  }
  const { costs } = effective;
  settings.costFactors.forEach((factor, index) => {
    if (!costs.enabled) return;
    const raised: readonly ConfigChange[] = [
      ['costs.slippage_multiplier', costs.slippage_multiplier * factor],
      ['costs.fee_multiplier', costs.fee_multiplier * factor],
    ];
    const others = candidate.changes.filter(([path]) => raised.every(([changed]) => changed !== path));
    add('cost_shock', index, { changes: [...others, ...raised] });
  });
  for (const { kind, index, startDate, endDate, places } of plan.stress.windows) {
    add(kind, index, { startDate, endDate, place: places[candidate.market]! });
  }
  return runs;
}

/** Numbers of the space that the candidate uses, in file order (`metrics.md` 9.1); categories stay. */
function jitteredParameters(
  { changes }: Candidate,
  { parameters }: SearchSpace,
  { parameters: { include, exclude } }: RobustnessSettings,
  ruleOf: (path: string) => NumberRule,
): readonly JitteredParameter[] {
  const values = new Map(changes);
  return parameters.flatMap(({ kind, path, name }): readonly JitteredParameter[] => {
    const value = values.get(path);
    const isNamed = (names: readonly string[]) => names.includes(path) || (name !== null && names.includes(name));
    if (typeof value !== 'number' || (kind !== 'int' && kind !== 'float' && kind !== 'list')) return [];
    if (include !== null ? !isNamed(include) : exclude !== null && isNamed(exclude)) return [];
    return [{ path, value, rule: ruleOf(path) }];
  });
}

/** The candidate with some of its numbers moved; what is derived from them follows. */
function movedChanges(
  { changes }: Candidate,
  space: SearchSpace,
  moved: ReadonlyMap<string, number>,
): readonly ConfigChange[] {
  const own: JsonObject = Object.fromEntries(changes);
  const builder = new PointBuilder(space);
  space.parameters.forEach(({ path }, position) => {
    builder.place(position, moved.get(path) ?? own[path]);
  });
  return builder.build().changes;
}

/** Timeframes whose prices are moved, by name. */
function timeframesOf({ market }: Candidate, plan: SweepPlan) {
  const { primary, additional } = plan.markets[market]!.dataset;
  return [primary, ...additional].map(({ timeframe }) => timeframe).sort();
}
