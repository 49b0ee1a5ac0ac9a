import path from 'node:path';
import { configHash } from '../../config/config-hash.ts';
import type { Locations } from '../../config/locations.ts';
import { ConfigError, type Problem } from '../../core/types/errors.ts';
import { checkConfigDocument, readConfigDocument } from '../checked-config.ts';
import { readSupportFiles } from '../support.ts';
import type { BatchEntry } from './batch-report.ts';

/**
 * Reads and checks every configuration before any of them runs, so that a mistake in the last one costs no time.
 * @throws ConfigError with the problems of all files; UsageError where a file cannot be read
 */
export async function checkBatch(
  files: readonly string[],
  locations: Locations,
  strict: boolean,
): Promise<readonly BatchEntry[]> {
  const { projectRoot } = locations;
  const { symbolSpecs } = await readSupportFiles(locations, strict);
  const problems: Problem[] = [];
  const entries: BatchEntry[] = [];
  const firstRows = new Map<string, number>();
  for (const [row, file] of files.entries()) {
    try {
      const document = await readConfigDocument(file);
      const { effective } = await checkConfigDocument(document, { strict, symbolSpecs, projectRoot });
      const hash = configHash(effective);
      const repeatOf = effective.run_mode === 'dev' ? (firstRows.get(hash) ?? null) : null;
      if (repeatOf === null) firstRows.set(hash, row);
      entries.push({
        config: file,
        strategy: effective.strategy_name,
        symbol: effective.symbol,
        timeframe: effective.timeframes.primary,
        startDate: effective.start_date,
        endDate: effective.end_date,
        configHash: hash,
        repeatOf,
      });
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems.map((problem) => placeInFile(problem, file)));
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return entries;
}

/** Problems name a file without its folder; among several files that is not enough. */
function placeInFile(problem: Problem, file: string): Problem {
  const name = `${path.basename(file)}:`;
  const complete = (place: string): string => (place.startsWith(name) ? `${file}:${place.slice(name.length)}` : place);
  const where = complete(problem.where);
  const location = problem.details?.location;
  const found = where === problem.where ? file : where;
  return {
    ...problem,
    where,
    details: { ...problem.details, location: typeof location === 'string' ? complete(location) : found },
  };
}
