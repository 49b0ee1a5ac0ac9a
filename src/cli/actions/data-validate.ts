import * as z from 'zod';
import { type SeriesValidation, validateData } from '../../core/data/validate-data.ts';
import { MarketDataError } from '../../core/types/errors.ts';
import type { JsonObject } from '../../core/types/json.ts';
import { TIMEFRAMES } from '../../core/types/timeframe.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { oneOf, onOff, someText } from '../flags/flag-values.ts';
import { withSnakeKeys } from '../output/json-document.ts';
import { renderDataValidation } from '../output/render-data-validation.ts';
import { cacheFolder, dataLocations } from './data-locations.ts';

const FLAGS = z.object({
  symbol: someText('a symbol').optional(),
  timeframe: oneOf(TIMEFRAMES).optional(),
  noCache: onOff(),
});

/** `omega data validate`: the checks of a run on whole files. */
export async function dataValidateAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  const { symbol, timeframe, noCache } = checkFlags(FLAGS, words, ['symbol', 'timeframe']);
  const locations = dataLocations(context);
  const filter = { ...(symbol === undefined ? {} : { symbol }), ...(timeframe === undefined ? {} : { timeframe }) };
  const validations = await validateData(locations.dataRoot, filter, cacheFolder(locations, noCache));
  return {
    result: () => ({ root: locations.dataRoot, series: withSnakeKeys(validations) }),
    text: () => renderDataValidation(validations),
    failure: failureOf(validations),
  };
}

/** One error for all series that no run would accept; its code is that of the first finding. */
function failureOf(validations: readonly SeriesValidation[]): MarketDataError | undefined {
  const refused = validations.filter(({ findings }) => findings.some(({ severity }) => severity === 'error'));
  const first = refused.flatMap(({ findings }) => findings).find(({ severity }) => severity === 'error');
  if (first === undefined) return undefined;
  const message = `${refused.length} of ${validations.length} series cannot be traded`;
  return new MarketDataError(first.code, message, {
    details: { series: withSnakeKeys(validations) } as JsonObject,
  });
}
