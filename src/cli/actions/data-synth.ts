import * as z from 'zod';
import { writeSample } from '../../core/data/write-sample.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { seed, someText } from '../flags/flag-values.ts';
import { withSnakeKeys } from '../output/json-document.ts';
import { renderWrittenFiles } from '../output/render-written-files.ts';
import { shownPath } from '../output/shown-path.ts';
import { dataLocations, targetRoot } from './data-locations.ts';

const FLAGS = z.object({
  symbol: someText('a symbol'),
  seed: seed(),
  to: someText('a folder').optional(),
});

/** `omega data synth`: the synthetic sample; files that hold it already stay as they are. */
export async function dataSynthAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  const flags = checkFlags(FLAGS, words, ['symbol']);
  const root = targetRoot(dataLocations(context), flags.to);
  const files = await writeSample(root, { symbol: flags.symbol, seed: flags.seed }, { overwrite: false });
  return {
    result: () => ({ root, files: withSnakeKeys(files) }),
    text: () => renderWrittenFiles(files, shownPath(root, context.workingDirectory), context.terminal.width),
  };
}
