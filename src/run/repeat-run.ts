import { RuntimeFailure } from '../core/types/errors.ts';
import type { JsonObject } from '../core/types/json.ts';
import type { RecordedRun } from './recorded-run.ts';
import { runSingle, type SingleRunReport, type SingleRunRequest } from './run-single.ts';

/**
 * Runs a recorded run again, without writing, and proves that it is the same: what a report shows beyond the artifacts
 * (candles, fills) is only in the data.
 * @throws RuntimeFailure `REPLAY_MISMATCH` where data or program give another result now
 */
export async function repeatRun(
  recorded: RecordedRun,
  surroundings: Pick<SingleRunRequest, 'projectRoot' | 'environment' | 'useCache' | 'onNotice'>,
): Promise<SingleRunReport> {
  const { meta, folder, files } = recorded;
  const run = await runSingle({
    ...surroundings,
    config: { document: repeatableConfig(recorded), source: meta.config.source },
    write: false,
  });
  const compared = [
    ['artifact_hash', run.artifactHash, meta.run.artifact_hash],
    ['result_hash', run.resultHash, meta.run.result_hash],
  ] as const;
  for (const [field, found, expected] of compared) {
    if (found === expected) continue;
    throw new RuntimeFailure('REPLAY_MISMATCH', `${field} is ${found} now, the run was recorded with ${expected}`, {
      where: folder,
      hint: 'data, support files or program have changed: run the configuration again with "omega run"',
      details: { field, found, expected },
    });
  }
  return { ...run, runId: meta.run_id, configHash: meta.config.hash, folder, files };
}

/** The effective configuration with the seed that was used and, where the strategy is a file, the place of that file. */
function repeatableConfig({ meta }: RecordedRun): JsonObject {
  const { effective } = meta.config;
  const { module } = meta.strategy;
  return {
    ...effective,
    rng_seed: meta.run.rng_seed,
    ...(module === undefined ? {} : { strategy_module: module.path }),
  };
}
