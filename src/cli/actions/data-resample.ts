import * as z from 'zod';
import { resampleBars } from '../../core/data/resample-bars.ts';
import { TIMEFRAMES } from '../../core/types/timeframe.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { oneOf, someText } from '../flags/flag-values.ts';
import { withSnakeKeys } from '../output/json-document.ts';
import { renderWrittenFiles } from '../output/render-written-files.ts';
import { shownPath } from '../output/shown-path.ts';
import { dataLocations, targetRoot } from './data-locations.ts';
import { answerInterruptibly } from './interruptible.ts';

const FLAGS = z.object({
  symbol: someText('a symbol'),
  tf: z.array(oneOf(TIMEFRAMES)).min(1, 'a timeframe'),
  to: someText('a folder').optional(),
});

/** `omega data resample`: higher timeframes from the finest one. */
export async function dataResampleAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  const { symbol, tf, to } = checkFlags(FLAGS, words, ['symbol', 'tf']);
  const locations = dataLocations(context);
  const root = targetRoot(locations, to);
  const { terminal, workingDirectory } = context;
  const timeframes = [...new Set(tf)];
  return answerInterruptibly(context, async (signal) => {
    const report = await resampleBars({ root: locations.dataRoot, symbol, to: root, timeframes, signal });
    return {
      result: () => ({ root, ...report, files: withSnakeKeys(report.files) }),
      text: () => renderWrittenFiles(report.files, shownPath(root, workingDirectory), terminal.width),
    };
  });
}
