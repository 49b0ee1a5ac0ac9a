import path from 'node:path';
import * as z from 'zod';
import { type Locations, resolveLocations } from '../../config/locations.ts';
import { writeFileAtomically } from '../../core/data/atomic-file.ts';
import { REPORT_FILE } from '../../report/page/report-file.ts';
import { runPage } from '../../report/run-page/run-page.ts';
import { writeSweepReport } from '../../report/sweep-page/write-sweep-report.ts';
import { readRecordedRun } from '../../run/recorded-run.ts';
import { repeatRun } from '../../run/repeat-run.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { onOff, someText } from '../flags/flag-values.ts';
import { shownPath } from '../output/shown-path.ts';
import { findResult } from './find-result.ts';

const FLAGS = z.object({ result: someText('a run or a sweep'), noCache: onOff() });

/** `omega report`: the page of a recorded run or of a stored sweep, written beside its files. */
export async function reportAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  const { result, noCache } = checkFlags(FLAGS, words);
  const locations = resolveLocations(context.environment, context.projectRoot);
  const found = findResult(result, context);
  return found.kind === 'run'
    ? reportRun(found.named, locations, !noCache, context)
    : reportSweep(found.sweepId, locations, context);
}

async function reportRun(
  named: string,
  locations: Locations,
  useCache: boolean,
  context: CommandContext,
): Promise<Answer> {
  const { environment, projectRoot, workingDirectory, terminal } = context;
  const recorded = readRecordedRun(named, path.join(locations.resultsRoot, 'runs'), workingDirectory);
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
  const { sweepId, file, bytes } = await writeSweepReport(named, locations);
  return {
    result: () => ({ sweep_id: sweepId, report: file, bytes }),
    text: () => `${shownPath(file, context.workingDirectory)}\n`,
  };
}
