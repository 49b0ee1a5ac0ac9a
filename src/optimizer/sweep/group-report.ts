import { canonicalJson } from '../../core/math/canonical-json.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import type { DefinedSweep } from '../definition/define-sweep.ts';
import { type ComparatorKey, comparatorKey, compareKeys } from '../ranking/comparator.ts';
import type { Figure } from '../statistics/figure.ts';
import { plateauOf } from '../statistics/plateau-section.ts';
import { gatherSearchResults } from '../statistics/search-results.ts';
import { readOutlines, type TrialOutline } from '../statistics/trial-outlines.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { objectivesOf, type RankedSweep, rankCandidates, readParetoCandidates } from './pareto-trials.ts';

/** Best trials that a group shows. */
const TOP_TRIALS = 10;

/** Trials that agree in the parameters of `group_by`. */
export interface GroupReport {
  /** Value by path; null where a parameter was not active. */
  readonly values: Readonly<Record<string, JsonValue>>;
  readonly trials: number;
  /** By the comparator, best first, with several objectives by Pareto rank before that; empty where none may be best. */
  readonly top: readonly TrialRecord[];
  /** Plateau of the best one among the trials of the group; null without statistics or a best one. */
  readonly plateauRatio: Figure | null;
}

/** Ranks the trials of a sweep group by group (`optimizer.md` 14), in the order in which groups come up. */
export function readGroupReports(
  store: TrialReader,
  sweep: RankedSweep,
  { definition, space }: DefinedSweep,
): readonly GroupReport[] {
  const { groupBy, statistics, sampler } = definition;
  if (groupBy.length === 0) return [];
  const outlines = readOutlines(store, sweep.sweepId);
  const best = rankGroups(store, sweep, outlines, groupBy);
  return [...groupOutlines(outlines, groupBy)].map(([key, members]) => {
    const top = (best.get(key) ?? []).flatMap((index) => store.readTrial(sweep.sweepId, index) ?? []);
    const [first] = top;
    const search = first === undefined ? null : gatherSearchResults(space, sampler.name, members, first.trialIndex);
    return {
      values: valuesOf(members[0]!, groupBy),
      trials: members.length,
      top,
      plateauRatio: search === null || statistics === 'off' ? null : plateauOf(search, statistics.plateau.radius).ratio,
    };
  });
}

/** Indices of the best trials by group. */
function rankGroups(
  store: TrialReader,
  sweep: RankedSweep,
  outlines: readonly TrialOutline[],
  groupBy: readonly string[],
): ReadonlyMap<string, readonly number[]> {
  const keyOf = new Map(outlines.map((outline) => [outline.trialIndex, groupKey(outline, groupBy)]));
  const groupOf = ({ trialIndex }: { readonly trialIndex: number }) => keyOf.get(trialIndex);
  return objectivesOf(sweep).length === 0
    ? bestOfGroups(readKeys(store, sweep), groupOf, (members) => members.sort(compareKeys))
    : bestOfGroups(readParetoCandidates(store, sweep), groupOf, rankCandidates);
}

/** What the comparator reads of every trial that may be best. */
function readKeys(store: TrialReader, { sweepId, decimals }: RankedSweep): readonly ComparatorKey[] {
  const keys: ComparatorKey[] = [];
  store.visitEligible(sweepId, (trial) => {
    keys.push(comparatorKey(trial, decimals));
  });
  return keys;
}

function bestOfGroups<T extends { readonly trialIndex: number }>(
  trials: Iterable<T>,
  groupOf: (trial: T) => string | undefined,
  rank: (members: T[]) => readonly { readonly trialIndex: number }[],
): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, T[]>();
  for (const trial of trials) {
    const group = groupOf(trial);
    if (group === undefined) continue;
    const members = groups.get(group);
    if (members === undefined) groups.set(group, [trial]);
    else members.push(trial);
  }
  const best = (members: T[]) =>
    rank(members)
      .slice(0, TOP_TRIALS)
      .map(({ trialIndex }) => trialIndex);
  return new Map([...groups].map(([group, members]) => [group, best(members)]));
}

function groupOutlines(
  outlines: readonly TrialOutline[],
  groupBy: readonly string[],
): ReadonlyMap<string, readonly TrialOutline[]> {
  const groups = new Map<string, TrialOutline[]>();
  for (const outline of outlines) {
    const key = groupKey(outline, groupBy);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [outline]);
    else members.push(outline);
  }
  return groups;
}

function groupKey(outline: TrialOutline, groupBy: readonly string[]): string {
  return canonicalJson(valuesOf(outline, groupBy));
}

function valuesOf({ parametersJson }: TrialOutline, groupBy: readonly string[]): JsonObject {
  const parameters = JSON.parse(parametersJson) as JsonObject;
  return Object.fromEntries(groupBy.map((path) => [path, parameters[path] ?? null]));
}
