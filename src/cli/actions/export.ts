import path from 'node:path';
import * as z from 'zod';
import { exportSweep } from '../../optimizer/export/export-sweep.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { onOff, someText, wholeNumber } from '../flags/flag-values.ts';
import { withSnakeKeys } from '../output/json-document.ts';
import { renderExport } from '../output/render-export.ts';
import { shownPath } from '../output/shown-path.ts';
import { answerInterruptibly } from './interruptible.ts';

const FLAGS = z.object({
  sweep: z.string(),
  csv: onOff(),
  top: wholeNumber(0),
  to: someText('a folder').optional(),
  noCache: onOff(),
});

/** `omega export`: tables of a stored sweep as files for other programs. */
export async function exportAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  const { sweep, csv, top, to, noCache } = checkFlags(FLAGS, words);
  const { projectRoot, environment, terminal, workingDirectory } = context;
  return answerInterruptibly(context, async (signal) => {
    const report = await exportSweep({
      sweep,
      format: csv ? 'csv' : 'parquet',
      top,
      ...(to === undefined ? {} : { folder: path.resolve(workingDirectory, to) }),
      projectRoot,
      environment,
      useCache: !noCache,
      onNotice: (notice) => terminal.notice(notice),
      signal,
    });
    return {
      result: () => withSnakeKeys(report),
      text: () => renderExport(report, shownPath(report.folder, workingDirectory), terminal.width),
    };
  });
}
