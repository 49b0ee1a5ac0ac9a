import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Locations, resolveLocations } from '../../config/locations.ts';
import { UsageError } from '../../core/types/errors.ts';
import { openStore } from '../../optimizer/storage/open-store.ts';
import { resolveSweep } from '../../optimizer/storage/sweep-lookup.ts';
import type { TrialReader } from '../../optimizer/storage/trial-store.ts';
import { requireSweep } from '../../optimizer/sweep/stored-sweep.ts';
import { storeFile } from '../../optimizer/sweep/sweep-plan.ts';
import { isRunNamed } from '../../run/recorded-run.ts';
import { findLatestRun, listRunIds } from '../../run/run-lookup.ts';
import type { CommandContext } from '../command.ts';

/** The result that a word of the command line means. */
export type FoundResult =
  | { readonly kind: 'run' /** Run id or folder. */; readonly named: string }
  | { readonly kind: 'sweep'; readonly sweepId: string };

type Place = Pick<CommandContext, 'environment' | 'projectRoot' | 'workingDirectory'>;

const LATEST = 'latest';
const MIN_PREFIX_LENGTH = 4;
const MAX_LISTED_IDS = 10;
const HOW_TO_NAME_RUNS = 'name a run by its id, a unique prefix of at least 4 characters, "latest" or its folder';
const HOW_TO_NAME = 'name a run or a sweep by its id, a unique prefix of at least 4 characters, its folder or "latest"';

/**
 * A run or a sweep: by its whole id, its folder, a unique prefix of its id, or `latest`, whichever ended last. The run
 * that a sweep writes of its best trial is older than the end of that sweep.
 * @throws UsageError `USAGE` where nothing or more than one thing fits
 */
export function findResult(word: string, place: Place): FoundResult {
  const locations = resolveLocations(place.environment, place.projectRoot);
  const runsRoot = runsFolder(locations);
  if (isSweepFolder(word, place, locations)) return { kind: 'sweep', sweepId: findSweepId(word, place) };
  if (word === LATEST) return findLatest(runsRoot, locations);
  if (isRunNamed(word, runsRoot, place.workingDirectory)) return { kind: 'run', named: word };
  // Parts of a sweep go by their whole id only.
  if (readStore(locations, false, (store) => store.loadSweep(word) !== null)) return { kind: 'sweep', sweepId: word };
  const runs = fittingRuns(word, runsRoot).map((named): FoundResult => ({ kind: 'run', named }));
  const sweeps = fittingSweeps(word, locations).map((sweepId): FoundResult => ({ kind: 'sweep', sweepId }));
  const fitting = [...runs, ...sweeps];
  if (fitting.length > 1 || (fitting.length === 1 && word.length < MIN_PREFIX_LENGTH))
    throw notOne(word, fitting.map(describeResult), HOW_TO_NAME);
  if (fitting[0] !== undefined) return fitting[0];
  throw noneNamed(word, `there is no run "${word}", and no such sweep in the store`, HOW_TO_NAME);
}

/**
 * A run alone: by its id, its folder, a unique prefix of its id, or `latest`, the one written last.
 * @returns id or folder, for `readRecordedRun`
 */
export function findRun(word: string, place: Place): string {
  const locations = resolveLocations(place.environment, place.projectRoot);
  const runsRoot = runsFolder(locations);
  if (isSweepFolder(word, place, locations)) throw sweepForRun(word);
  if (word === LATEST) {
    const latest = findLatestRun(runsRoot);
    if (latest !== null) return latest.id;
    throw noneNamed(
      word,
      'there is no run yet',
      'run a configuration first, or let OMEGA_RESULTS_ROOT point to the runs',
    );
  }
  if (isRunNamed(word, runsRoot, place.workingDirectory)) return word;
  const fitting = fittingRuns(word, runsRoot);
  if (fitting.length > 1 || (fitting.length === 1 && word.length < MIN_PREFIX_LENGTH))
    throw notOne(word, fitting, HOW_TO_NAME_RUNS);
  if (fitting[0] !== undefined) return fitting[0];
  if (fittingSweeps(word, locations).length > 0) throw sweepForRun(word);
  throw noneNamed(word, `there is no run "${word}"`, HOW_TO_NAME_RUNS);
}

/** A sweep alone: as all commands name it, or by its folder. */
export function findSweepId(word: string, place: Place): string {
  const locations = resolveLocations(place.environment, place.projectRoot);
  const name = isSweepFolder(word, place, locations) ? path.basename(word) : word;
  const store = openStore(storeFile(locations), { readonly: true });
  try {
    return resolveSweep(store, name);
  } finally {
    store.close();
  }
}

/** Of a run and a sweep the one that ended last; a sweep without an end counts from its start. */
function findLatest(runsRoot: string, locations: Locations): FoundResult {
  const run = findLatestRun(runsRoot);
  const sweep = readStore(locations, null, (store) => {
    const [sweepId] = store.listSweepIds();
    return sweepId === undefined ? null : requireSweep(store, sweepId);
  });
  const isSweepLater = run === null || (sweep !== null && (sweep.finishedAt ?? sweep.startedAt) >= run.writtenMs);
  if (sweep !== null && isSweepLater) return { kind: 'sweep', sweepId: sweep.sweepId };
  if (run !== null) return { kind: 'run', named: run.id };
  throw noneNamed(LATEST, 'there is neither a run nor a sweep yet', 'run "omega run" or "omega sweep" first');
}

function runsFolder({ resultsRoot }: Locations): string {
  return path.join(resultsRoot, 'runs');
}

function isSweepFolder(word: string, { workingDirectory }: Place, { resultsRoot }: Locations): boolean {
  return path.dirname(path.resolve(workingDirectory, word)) === path.join(resultsRoot, 'sweeps');
}

function fittingRuns(word: string, runsRoot: string): readonly string[] {
  return listRunIds(runsRoot).filter((id) => id.startsWith(word));
}

function fittingSweeps(word: string, locations: Locations): readonly string[] {
  return readStore(locations, [], (store) => store.listSweepIds().filter((id) => id.startsWith(word)));
}

/** What is read of the store, or `otherwise` where no sweep has made one yet. */
function readStore<T>(locations: Locations, otherwise: T, read: (store: TrialReader) => T): T {
  const file = storeFile(locations);
  if (!existsSync(file)) return otherwise;
  const store = openStore(file, { readonly: true });
  try {
    return read(store);
  } finally {
    store.close();
  }
}

function describeResult(found: FoundResult): string {
  return found.kind === 'run' ? `run ${found.named}` : `sweep ${found.sweepId}`;
}

function notOne(word: string, fitting: readonly string[], hint: string): UsageError {
  const listed = fitting.slice(0, MAX_LISTED_IDS);
  const rest = fitting.length > listed.length ? ` and ${fitting.length - listed.length} more` : '';
  const what =
    fitting.length > 1
      ? `"${word}" fits ${fitting.length} results, expected one; they are ${listed.join(', ')}${rest}`
      : `"${word}" is too short, expected at least ${MIN_PREFIX_LENGTH} characters; it fits ${listed.join('')}`;
  return new UsageError('USAGE', what, { hint, details: { named: word, fitting: listed } });
}

function noneNamed(word: string, what: string, hint: string): UsageError {
  return new UsageError('USAGE', what, { where: word, hint, details: { named: word } });
}

function sweepForRun(word: string): UsageError {
  return noneNamed(
    word,
    'this is a sweep, expected a run or one trial of a sweep',
    `name a trial by its index or the best one: ${word}:17, ${word}:best`,
  );
}
