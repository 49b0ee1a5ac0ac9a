import { canonicalJson } from '../../core/math/canonical-json.ts';
import { RuntimeFailure } from '../../core/types/errors.ts';
import type { JsonObject } from '../../core/types/json.ts';
import type { LiveTrial } from '../executor/live-trial.ts';
import { paramsHash } from '../space/params-hash.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { SweepPart } from './sweep-part.ts';

/** The job of a stored trial on a part: nothing but what the store says, so that a wrong row is found out. */
export function rebuildTrial(record: TrialRecord, { setupOf }: Pick<SweepPart, 'setupOf'>): LiveTrial {
  const changes = Object.entries(parseStored(record, 'changed_paths', record.changedPathsJson));
  const params = parseStored(record, 'parameters', record.parametersJson);
  return {
    trialIndex: record.trialIndex,
    givenSeed: record.seed,
    job: { index: record.trialIndex, seed: record.seed, setup: setupOf(changes), changes },
    point: {
      params,
      changes,
      paramsJson: canonicalJson(params),
      changesJson: canonicalJson(Object.fromEntries(changes)),
    },
    paramsHash: paramsHash(params),
    repeatOf: record.repeatOf,
  };
}

function parseStored({ trialIndex }: TrialRecord, column: string, text: string): JsonObject {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    throw new RuntimeFailure('STORE_CORRUPT', `column ${column} of trial ${trialIndex} is no JSON`, {
      hint: 'the store was altered; restore a copy, or run the sweep file with --restart',
      details: { trial_index: trialIndex, column },
    });
  }
}
