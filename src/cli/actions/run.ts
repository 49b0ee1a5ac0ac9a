import path from 'node:path';
import * as z from 'zod';
import { REPORT_FILE } from '../../report/page/report-file.ts';
import { runPage } from '../../report/run-page/run-page.ts';
import { runSingle } from '../../run/run-single.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { onOff, someText } from '../flags/flag-values.ts';
import { renderRunCurves } from '../output/render-run-curves.ts';
import { renderRunSummary } from '../output/render-run-summary.ts';
import { runResult } from '../output/run-result.ts';
import { sparkSigns } from '../output/sparkline.ts';
import { refuseSweepFile } from './refuse-sweep-file.ts';

const FLAGS = z.object({
  config: z.string(),
  outputDir: someText('a folder').optional(),
  strict: onOff(),
  strictData: onOff(),
  noCache: onOff(),
  noReport: onOff(),
  provenance: onOff(),
});

/** `omega run`: one backtest. */
export async function runAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  const { config, outputDir, strict, strictData, noCache, noReport, provenance } = checkFlags(FLAGS, words);
  refuseSweepFile(config, '');
  const { terminal, interruption } = context;
  const report = await runSingle({
    config,
    ...(outputDir === undefined ? {} : { outputDir }),
    strict,
    strictData,
    useCache: !noCache,
    provenance,
    ...(noReport ? {} : { companions: (run) => new Map([[REPORT_FILE, runPage(run)]]) }),
    projectRoot: context.projectRoot,
    environment: context.environment,
    onNotice: (notice) => terminal.notice(notice),
    now: () => {
      // The run is over and is about to be written, whole or not at all: too late to stop it.
      interruption.reactWith(() => terminal.notice('interrupted too late: the run is finished and being written'));
      return Date.now();
    },
  });
  const page = noReport || report.folder === null ? null : path.join(report.folder, REPORT_FILE);
  return {
    result: () => runResult(report),
    text: () => {
      const summary = renderRunSummary(report, page, context.workingDirectory, terminal.width);
      // Curves are for looking at: programs that read the summary get its lines alone.
      if (terminal.stdout.isTTY !== true) return summary;
      return `${summary}${renderRunCurves(report, terminal.width, sparkSigns(context.environment))}`;
    },
  };
}
