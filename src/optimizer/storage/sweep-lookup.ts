import { UsageError } from '../../core/types/errors.ts';
import type { TrialReader } from './trial-store.ts';

const MIN_PREFIX_LENGTH = 4;
const WHOLE_ID = /^[0-9a-f]{16}$/;
/** Enough to recognise one's own sweep, few enough for one screen. */
const MAX_LISTED_IDS = 10;
const HOW_TO_NAME = 'name a sweep by its id, by a unique prefix of at least 4 characters, or by "latest"';

/**
 * Id of the sweep that a user means: an id (also that of a part), a unique prefix of at least 4 characters,
 * or `latest`, the one started or continued last (`data-and-config.md` 18.6).
 */
export function resolveSweep(store: Pick<TrialReader, 'listSweepIds' | 'loadSweep'>, text: string): string {
  // Parts of a sweep go by their whole id only.
  if (WHOLE_ID.test(text) && store.loadSweep(text) !== null) return text;
  const ids = store.listSweepIds();
  if (text === 'latest') {
    if (ids[0] !== undefined) return ids[0];
    throw notFound(text, ids);
  }
  const fitting = ids.filter((id) => id.startsWith(text));
  if (text.length < MIN_PREFIX_LENGTH) throw tooShort(text, fitting);
  if (fitting.length > 1) throw ambiguous(text, fitting);
  if (fitting[0] === undefined) throw notFound(text, ids);
  return fitting[0];
}

/** Refuses an index that the sweep does not have. */
export function requireTrial(
  store: Pick<TrialReader, 'trialExtent' | 'readTrial'>,
  sweepId: string,
  trialIndex: number,
) {
  const trial = store.readTrial(sweepId, trialIndex);
  if (trial !== null) return trial;
  const extent = store.trialExtent(sweepId);
  const found = extent === null ? 'none yet' : `${extent.count}, index ${extent.first} to ${extent.last}`;
  throw new UsageError('USAGE_TRIAL_NOT_FOUND', `sweep ${sweepId} has no trial ${trialIndex}; its trials: ${found}`, {
    details: { sweep_id: sweepId, trial_index: trialIndex, ...(extent === null ? {} : { ...extent }) },
  });
}

function tooShort(text: string, fitting: readonly string[]): UsageError {
  return new UsageError(
    'USAGE',
    `"${text}" is too short for a sweep: expected at least ${MIN_PREFIX_LENGTH}; ${listed('it fits', fitting)}`,
    { hint: HOW_TO_NAME, details: { sweep: text, minimum_length: MIN_PREFIX_LENGTH, fitting: shortList(fitting) } },
  );
}

function ambiguous(text: string, fitting: readonly string[]): UsageError {
  return new UsageError(
    'USAGE',
    `"${text}" fits ${fitting.length} sweeps, expected one; ${listed('they are', fitting)}`,
    {
      hint: HOW_TO_NAME,
      details: { sweep: text, fitting: shortList(fitting) },
    },
  );
}

function notFound(text: string, ids: readonly string[]): UsageError {
  return new UsageError('USAGE_SWEEP_NOT_FOUND', `no sweep "${text}" in the store; ${listed('the latest are', ids)}`, {
    hint: ids.length === 0 ? 'the store is empty: run a sweep first' : HOW_TO_NAME,
    details: { sweep: text, latest: shortList(ids) },
  });
}

function listed(lead: string, ids: readonly string[]): string {
  if (ids.length === 0) return `${lead} none`;
  const rest = ids.length > MAX_LISTED_IDS ? ` and ${ids.length - MAX_LISTED_IDS} more` : '';
  return `${lead} ${shortList(ids).join(', ')}${rest}`;
}

function shortList(ids: readonly string[]): readonly string[] {
  return ids.slice(0, MAX_LISTED_IDS);
}
