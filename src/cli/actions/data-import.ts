import path from 'node:path';
import * as z from 'zod';
import { parseColumnMap } from '../../core/data/import/column-map.ts';
import { CSV_FORMATS } from '../../core/data/import/csv-layout.ts';
import { importBars } from '../../core/data/import/import-bars.ts';
import { TIMEFRAMES } from '../../core/types/timeframe.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { oneOf, someText } from '../flags/flag-values.ts';
import { withSnakeKeys } from '../output/json-document.ts';
import { renderImport } from '../output/render-import.ts';
import { shownPath } from '../output/shown-path.ts';
import { dataLocations, targetRoot } from './data-locations.ts';
import { answerInterruptibly } from './interruptible.ts';

const FLAGS = z.object({
  files: z.array(someText('a file')).min(1, 'a file'),
  symbol: someText('a symbol'),
  timeframe: oneOf(TIMEFRAMES),
  side: oneOf(['bid', 'ask', 'both']),
  format: oneOf(CSV_FORMATS).optional(),
  columns: someText('a list like time=Date,open=Open').optional(),
  timezone: z.enum(['UTC', 'utc'], 'UTC: times of other zones are not converted').optional(),
  to: someText('a folder').optional(),
});

/** `omega data import`: CSV files into the layout of market files. */
export async function dataImportAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  const flags = checkFlags(FLAGS, words, ['files']);
  const { terminal, workingDirectory } = context;
  const { format, columns } = flags;
  const root = targetRoot(dataLocations(context), flags.to);
  return answerInterruptibly(context, async (signal) => {
    const report = await importBars({
      files: flags.files.map((file) => path.resolve(workingDirectory, file)),
      symbol: flags.symbol,
      timeframe: flags.timeframe,
      side: flags.side,
      ...(format === undefined ? {} : { format }),
      ...(columns === undefined ? {} : { columns: parseColumnMap(columns) }),
      isUtcStated: flags.timezone !== undefined,
      root,
      signal,
    });
    return {
      result: () => ({ root, import: withSnakeKeys(report) }),
      text: () => renderImport(report, shownPath(root, workingDirectory), workingDirectory, terminal.width),
    };
  });
}
