import * as z from 'zod';
import { repairQuotes } from '../../core/data/repair-quotes.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { oneOf, someText } from '../flags/flag-values.ts';
import { count } from '../output/figures.ts';
import { withSnakeKeys } from '../output/json-document.ts';
import { renderFacts } from '../output/render-facts.ts';
import { renderWrittenFiles } from '../output/render-written-files.ts';
import { shownPath } from '../output/shown-path.ts';
import { dataLocations, targetRoot } from './data-locations.ts';

const FLAGS = z.object({
  symbol: someText('a symbol'),
  to: someText('a folder'),
  crossed: oneOf(['mend', 'drop']),
});

/** `omega data repair`: a copy without crossed quotes. */
export async function dataRepairAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  const { symbol, to, crossed } = checkFlags(FLAGS, words, ['symbol']);
  const locations = dataLocations(context);
  const root = targetRoot(locations, to);
  const report = await repairQuotes(locations.dataRoot, symbol, root, crossed);
  const { width } = context.terminal;
  return {
    result: () => ({ root, repair: withSnakeKeys(report) }),
    text: () => {
      const changes =
        crossed === 'mend' ? ['ask fields raised', report.fieldsChanged] : ['bars dropped', report.barsDropped];
      const facts = renderFacts(
        [
          ['series', `${symbol} ${report.timeframe}`],
          ['bars', count(report.bars)],
          ['crossed bars', count(report.crossedBars)],
          [String(changes[0]), count(Number(changes[1]))],
        ],
        width,
      );
      return `${facts}\n${renderWrittenFiles(report.files, shownPath(root, context.workingDirectory), width)}`;
    },
  };
}
