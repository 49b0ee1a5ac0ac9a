import { readFileSync } from 'node:fs';
import { METRIC_KEYS } from '../../../src/core/metrics/metric-keys.ts';
import type { TrialEntry, TrialRecord } from '../../../src/optimizer/storage/trial-record.ts';
import { exampleTrial } from './trial-examples.ts';

interface DigestFixture {
  readonly digest: string;
  readonly rows: readonly { readonly trial: Record<string, string | number | null>; readonly daily: number[] | null }[];
}

/** Trials whose digest was computed outside omega, from columns with the names of table `trial`. */
export function readDigestFixture(): { digest: string; entries: TrialEntry[] } {
  const file = new URL('../../fixtures/storage/digest.json', import.meta.url);
  const fixture = JSON.parse(readFileSync(file, 'utf8')) as DigestFixture;
  const entries = fixture.rows.map(({ trial, daily }) => ({
    trial: toRecord(trial),
    daily: daily === null ? null : Float64Array.from(daily),
  }));
  return { digest: fixture.digest, entries };
}

function toRecord(columns: Record<string, string | number | null>): TrialRecord {
  const real = (name: string) => (columns[name] ?? Number.NaN) as number;
  return exampleTrial(columns.trial_index as number, {
    sweepId: columns.sweep_id as string,
    status: columns.status as TrialRecord['status'],
    score: real('score'),
    configHash: columns.config_hash as string | null,
    paramsHash: columns.params_hash as string,
    resultHash: columns.result_hash as string | null,
    seed: columns.seed as number,
    repeatOf: columns.repeat_of as number | null,
    errorCategory: columns.error_category as TrialRecord['errorCategory'],
    errorCode: columns.error_code as string | null,
    errorMessage: columns.error_message as string | null,
    errorBar: columns.error_bar as number | null,
    failedGatesJson: columns.failed_gates as string | null,
    parametersJson: columns.parameters as string,
    changedPathsJson: columns.changed_paths as string,
    dailyMean: real('daily_mean'),
    dailySd: real('daily_sd'),
    metrics: Float64Array.from(METRIC_KEYS, real),
  });
}
