import path from 'node:path';
import { z } from 'zod';
import { resolveLocations } from '../../config/locations.ts';
import { writeFileAtomically } from '../../core/data/atomic-file.ts';
import { REPORT_FILE, runPage } from '../../report/run-page/run-page.ts';
import { readRecordedRun } from '../../run/recorded-run.ts';
import { repeatRun } from '../../run/repeat-run.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { onOff, someText } from '../flags/flag-values.ts';
import { shownPath } from '../output/shown-path.ts';

const FLAGS = z.object({ run: someText('a run id or folder'), noCache: onOff() });

/** `omega report`: the page of a recorded run, written beside its artifacts. */
export async function reportAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  const { run: named, noCache } = checkFlags(FLAGS, words);
  const { environment, projectRoot, workingDirectory, terminal } = context;
  const { resultsRoot } = resolveLocations(environment, projectRoot);
  const recorded = readRecordedRun(named, path.join(resultsRoot, 'runs'), workingDirectory);
  const run = await repeatRun(recorded, {
    projectRoot,
    environment,
    useCache: !noCache,
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
