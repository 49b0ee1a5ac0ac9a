import * as z from 'zod';
import { expandBatchList } from '../../run/batch/batch-list.ts';
import type { BatchReport } from '../../run/batch/batch-report.ts';
import { countBatch, runBatch } from '../../run/batch/run-batch.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { onOff, wholeNumber } from '../flags/flag-values.ts';
import { renderBatchCsv } from '../output/batch-csv.ts';
import { batchResult } from '../output/batch-result.ts';
import { EXIT_FAILED, EXIT_SUCCESS } from '../output/exit-codes.ts';
import { describeBatchRow, renderBatch } from '../output/render-batch.ts';
import { refuseSweepFile } from './refuse-sweep-file.ts';

const FLAGS = z.object({
  configs: z.array(z.string()),
  workers: wholeNumber(1).optional(),
  csv: onOff(),
  strict: onOff(),
  strictData: onOff(),
  noCache: onOff(),
  noReport: onOff(),
  provenance: onOff(),
});

/** `omega batch`: many single runs side by side. */
export async function batchAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  const { configs, workers, csv, strict, strictData, noCache, provenance } = checkFlags(FLAGS, words);
  for (const config of configs) refuseSweepFile(config, '');
  const { terminal, interruption } = context;
  const abort = new AbortController();
  const files = await expandBatchList(configs);
  let ended = 0;
  const report = await runBatch({
    configs: files,
    ...(workers === undefined ? {} : { workers }),
    strict,
    strictData,
    useCache: !noCache,
    provenance,
    projectRoot: context.projectRoot,
    environment: context.environment,
    signal: abort.signal,
    onNotice: (notice) => terminal.notice(notice),
    onStart: () =>
      interruption.reactWith(() => {
        terminal.notice('interrupted: ends after the runs at hand; a second signal ends at once');
        abort.abort();
      }),
    onRow: (row) => terminal.notice(`${++ended}/${files.length} ${describeBatchRow(row)}`),
  });
  return {
    result: () => batchResult(report),
    text: () => (csv ? renderBatchCsv(report.rows) : renderBatch(report, context.workingDirectory, terminal.width)),
    exitCode: exitCodeOf(report, interruption.exitCode),
  };
}

function exitCodeOf({ rows }: BatchReport, signalCode: number | null): number {
  const { cancelled, failed } = countBatch(rows);
  // A signal that came during the last runs has changed nothing.
  if (cancelled > 0 && signalCode !== null) return signalCode;
  return failed > 0 ? EXIT_FAILED : EXIT_SUCCESS;
}
