import * as z from 'zod';
import { describeData } from '../../core/data/describe-data.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { onOff } from '../flags/flag-values.ts';
import { withSnakeKeys } from '../output/json-document.ts';
import { renderDataInfo } from '../output/render-data-info.ts';
import { shownPath } from '../output/shown-path.ts';
import { cacheFolder, dataLocations } from './data-locations.ts';

const FLAGS = z.object({ noCache: onOff() });

/** `omega data info`: what lies below the data root. */
export async function dataInfoAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  const { noCache } = checkFlags(FLAGS, words);
  const locations = dataLocations(context);
  const { dataRoot } = locations;
  const series = await describeData(dataRoot, cacheFolder(locations, noCache));
  return {
    result: () => ({ root: dataRoot, series: withSnakeKeys(series) }),
    text: () => renderDataInfo(series, shownPath(dataRoot, context.workingDirectory), context.terminal.width),
  };
}
