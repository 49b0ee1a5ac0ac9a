import { describeError, MarketDataError } from '../types/errors.ts';
import type { JsonObject } from '../types/json.ts';
import type { Timeframe } from '../types/timeframe.ts';
import { requireCommonTimes } from './align-sides.ts';
import { alignmentLossError, alignmentLossWarning, countAlignment, isLossTooLarge } from './alignment-loss.ts';
import { listMarketSeries, type MarketSeries, requireSymbol } from './data-layout.ts';
import type { WarningFacts } from './data-warnings.ts';
import { gapWarning, measureGaps } from './gap-statistics.ts';
import { joinSides, readSides } from './read-sides.ts';
import { crossedBarsError, findCrossedBars } from './side-order.ts';

/** Restricts a validation; absent members stand for everything. */
export interface SeriesFilter {
  readonly symbol?: string;
  readonly timeframe?: Timeframe;
}

/** Something wrong or remarkable about a pair of files. */
export interface DataFinding {
  /** Errors end a run that trades this series; warnings are reported by it. */
  readonly severity: 'error' | 'warning';
  readonly code: string;
  /** `EURUSD M5 BID row 17 (2024-01-02T10:05:00Z)`, or the series. */
  readonly where: string;
  readonly message: string;
  readonly hint: string | null;
  readonly details: JsonObject;
}

export interface SeriesValidation {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  /** At most one error, the first in the order of the pipeline; none: the series can be traded. */
  readonly findings: readonly DataFinding[];
}

/**
 * Applies the checks of `data-and-config.md` 10 and 12 to whole files: rows, alignment, side order and
 * gaps, with the usual market hours. Alignment loss counts between the first and the last common bar,
 * as a run would see it. Any timeframe may be traded, so crossed bars are an error in all of them.
 */
export async function validateData(
  root: string,
  filter: SeriesFilter,
  cacheFolder: string | null,
): Promise<SeriesValidation[]> {
  const chosen = chooseSeries(root, filter);
  const validations: SeriesValidation[] = [];
  for (const { symbol, timeframe } of chosen) {
    validations.push({ symbol, timeframe, findings: await findFindings(root, symbol, timeframe, cacheFolder) });
  }
  return validations;
}

function chooseSeries(root: string, filter: SeriesFilter): MarketSeries[] {
  if (filter.symbol !== undefined) requireSymbol(filter.symbol);
  const all = listMarketSeries(root);
  const chosen = all.filter(
    ({ symbol, timeframe }) => symbol === (filter.symbol ?? symbol) && timeframe === (filter.timeframe ?? timeframe),
  );
  if (chosen.length > 0) return chosen;
  const wanted = [filter.symbol ?? 'any symbol', filter.timeframe ?? 'any timeframe'].join(', ');
  const present = all.map(({ symbol, timeframe }) => `${symbol} ${timeframe}`);
  throw new MarketDataError('DATA_FILE_NOT_FOUND', `there is no market file of ${wanted}`, {
    hint: present.length === 0 ? 'the data root is empty' : `present: ${present.join(', ')}`,
    details: { present },
  });
}

async function findFindings(
  root: string,
  symbol: string,
  timeframe: Timeframe,
  cacheFolder: string | null,
): Promise<DataFinding[]> {
  const warnings: WarningFacts[] = [];
  try {
    await checkSeries(root, symbol, timeframe, cacheFolder, warnings);
    return warnings.map(describeWarning);
  } catch (error) {
    if (!(error instanceof MarketDataError)) throw error;
    const { code, where, message, hint, details } = describeError(error);
    const place = where ?? `${symbol} ${timeframe}`;
    return [{ severity: 'error', code, where: place, message, hint, details }, ...warnings.map(describeWarning)];
  }
}

async function checkSeries(
  root: string,
  symbol: string,
  timeframe: Timeframe,
  cacheFolder: string | null,
  warnings: WarningFacts[],
): Promise<void> {
  const { aligned, bid, ask, place, files } = joinSides(
    await readSides(root, symbol, timeframe, cacheFolder),
    symbol,
    timeframe,
  );
  requireCommonTimes(aligned, bid, ask, place);
  const { times } = aligned;
  const span = { fromMs: times[0], toMs: times[times.length - 1] };
  const counts = countAlignment(bid, ask, aligned, span);
  if (isLossTooLarge(counts)) throw alignmentLossError(counts, bid, ask, span, place);
  if (counts.loss > 0) warnings.push(alignmentLossWarning(counts, place));
  const crossed = findCrossedBars(files.bid.bars, files.ask.bars, aligned, 0, times.length);
  if (crossed.first !== null) throw crossedBarsError(crossed, crossed.first, place);
  const gaps = measureGaps(times, timeframe, { marketHours: 'fx_24_5', sessions: null, variant: 'v2' });
  const warning = gapWarning(gaps, place);
  if (warning !== null) warnings.push(warning);
}

function describeWarning({ code, where, message, details, count }: WarningFacts): DataFinding {
  return { severity: 'warning', code, where, message, hint: null, details: { ...details, count } };
}
