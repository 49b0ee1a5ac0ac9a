import path from 'node:path';
import { z } from 'zod';
import { type Locations, resolveLocations } from '../../config/locations.ts';
import { writeFileAtomically } from '../../core/data/atomic-file.ts';
import { OmegaError, UsageError } from '../../core/types/errors.ts';
import { REPORT_FILE } from '../../report/page/report-file.ts';
import { runPage } from '../../report/run-page/run-page.ts';
import { writeSweepReport } from '../../report/sweep-page/write-sweep-report.ts';
import { isRunNamed, readRecordedRun } from '../../run/recorded-run.ts';
import { repeatRun } from '../../run/repeat-run.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { onOff, someText } from '../flags/flag-values.ts';
import { shownPath } from '../output/shown-path.ts';

const FLAGS = z.object({ result: someText('a run or a sweep'), noCache: onOff() });

/** `omega report`: the page of a recorded run or of a stored sweep, written beside its files. */
export async function reportAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  const { result: named, noCache } = checkFlags(FLAGS, words);
  const { environment, projectRoot, workingDirectory } = context;
  const locations = resolveLocations(environment, projectRoot);
  const place = path.resolve(workingDirectory, named);
  if (path.dirname(place) === path.join(locations.resultsRoot, 'sweeps'))
    return reportSweep(path.basename(place), locations, context);
  const runsRoot = path.join(locations.resultsRoot, 'runs');
  if (isRunNamed(named, runsRoot, workingDirectory)) return reportRun(named, runsRoot, !noCache, context);
  return reportSweep(named, locations, context);
}

async function reportRun(named: string, runsRoot: string, useCache: boolean, context: CommandContext): Promise<Answer> {
  const { environment, projectRoot, workingDirectory, terminal } = context;
  const recorded = readRecordedRun(named, runsRoot, workingDirectory);
  const run = await repeatRun(recorded, {
    projectRoot,
    environment,
    useCache,
    onNotice: (notice) => terminal.notice(notice),
  });
  const file = path.join(recorded.folder, REPORT_FILE);
  const page = runPage(run);
  writeFileAtomically(file, [page]);
  const bytes = Buffer.byteLength(page);
  return {
    result: () => ({ run_id: run.runId, report: file, bytes }),
    text: () => `${shownPath(file, workingDirectory)}\n`,
  };
}

async function reportSweep(named: string, locations: Locations, context: CommandContext): Promise<Answer> {
  try {
    const { sweepId, file, bytes } = await writeSweepReport(named, locations);
    return {
      result: () => ({ sweep_id: sweepId, report: file, bytes }),
      text: () => `${shownPath(file, context.workingDirectory)}\n`,
    };
  } catch (error) {
    if (error instanceof OmegaError && error.code === 'USAGE_SWEEP_NOT_FOUND') throw nothingNamed(named, error);
    throw error;
  }
}

function nothingNamed(named: string, cause: OmegaError): UsageError {
  return new UsageError('USAGE', `there is no run "${named}", and no such sweep in the store`, {
    where: named,
    hint: 'name a run by its id or folder, a sweep by its id, a unique prefix of it or "latest"',
    details: { named },
    cause,
  });
}
