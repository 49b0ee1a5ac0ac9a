import type { SideTable } from '../../../src/core/data/side-table.ts';
import { applySpreadMultiplier } from '../../../src/core/data/spread-multiplier.ts';
import { synthesizeSample } from '../../../src/core/data/synthesize-bars.ts';
import type { Bars, SideBars } from '../../../src/core/types/bars.ts';
import type { Dataset, NewsEvents, RateSeries } from '../../../src/core/types/dataset.ts';
import { TIMEFRAME_MS, type Timeframe } from '../../../src/core/types/timeframe.ts';
import { CaseRandom } from './case-random.ts';
import type { CaseSymbol } from './case-settings.ts';

/** Which part of the generated sample a dataset holds. */
export interface SampleWindow {
  readonly symbol: CaseSymbol;
  /** First M5 bar, counted from the begin of the sample. */
  readonly firstBar: number;
  readonly bars: number;
  readonly warmupBars: number;
  readonly spreadMultiplier: number;
  /** Timeframe of the conversion rates. */
  readonly rates: Timeframe;
}

const HIGHER = ['M15', 'H1', 'D1'] as const;
/** Bars of a higher timeframe that are kept before the begin of the window. */
const HIGHER_HISTORY = 400;
const samples = new Map<string, Map<string, SideTable>>();

/** A dataset with M5 as primary timeframe, in memory: generated prices, rates with holes, news. */
export function sampleDataset(window: SampleWindow): Dataset {
  const { symbol, firstBar, bars } = window;
  const { openTimes } = table(symbol, 'M5', 'bid');
  const begin = openTimes[firstBar];
  const end = openTimes[firstBar + bars - 1] + TIMEFRAME_MS.M5;
  const costs = { enabled: true, spread_multiplier: window.spreadMultiplier };
  return {
    symbol,
    primary: applySpreadMultiplier(barsOf(symbol, 'M5', firstBar, firstBar + bars), costs),
    firstTradingBar: window.warmupBars,
    additional: HIGHER.map((timeframe) => higherBars(symbol, timeframe, begin, end)),
    additionalOrigin: {},
    rates: [
      rateSeries('EURUSD', 'EURUSD', window.rates, end, 1),
      rateSeries('USDJPY', 'USDJPY', window.rates, end, 1),
      rateSeries('GBPUSD', 'EURUSD', window.rates, end, 1.17),
    ],
    news: drawNews(begin, end, new CaseRandom(firstBar)),
    inputs: [],
    governance: {},
    warnings: [],
  };
}

function table(symbol: string, timeframe: Timeframe, side: 'bid' | 'ask'): SideTable {
  let tables = samples.get(symbol);
  if (tables === undefined) {
    const files = synthesizeSample({ seed: 42, symbol });
    tables = new Map(files.map((file) => [`${file.timeframe} ${file.side}`, file.table]));
    samples.set(symbol, tables);
  }
  return tables.get(`${timeframe} ${side}`) as SideTable;
}

function barsOf(symbol: string, timeframe: Timeframe, from: number, to: number): Bars {
  const part = (side: SideBars): SideBars => ({
    open: side.open.subarray(from, to),
    high: side.high.subarray(from, to),
    low: side.low.subarray(from, to),
    close: side.close.subarray(from, to),
    volume: side.volume.subarray(from, to),
  });
  const bid = table(symbol, timeframe, 'bid');
  const ask = table(symbol, timeframe, 'ask');
  return { timeframe, openTimes: bid.openTimes.subarray(from, to), bid: part(bid.bars), ask: part(ask.bars) };
}

function higherBars(symbol: string, timeframe: Timeframe, begin: number, end: number): Bars {
  const { openTimes } = table(symbol, timeframe, 'bid');
  const from = openTimes.findIndex((time) => time >= begin) - HIGHER_HISTORY;
  const to = openTimes.findLastIndex((time) => time < end) + 1;
  return barsOf(symbol, timeframe, Math.max(0, from), to);
}

/** Mid closes, with a hole of a few hours every few days. */
function rateSeries(pair: string, source: string, timeframe: Timeframe, end: number, factor: number): RateSeries {
  const bid = table(source, timeframe, 'bid');
  const ask = table(source, timeframe, 'ask');
  const kept = Array.from(bid.openTimes.keys()).filter((row) => {
    const hours = bid.openTimes[row] / TIMEFRAME_MS.H1;
    return bid.openTimes[row] < end && hours % 61 >= 5;
  });
  const last = kept.slice(-4000);
  return {
    pair,
    timeframe,
    openTimes: Float64Array.from(last, (row) => bid.openTimes[row]),
    rates: Float64Array.from(last, (row) => factor * 0.5 * (bid.bars.close[row] + ask.bars.close[row])),
  };
}

/** Events at whole five minutes, so that the edges of the window fall on decision times. */
function drawNews(start: number, end: number, random: CaseRandom): NewsEvents {
  const slots = Math.floor((end - start) / TIMEFRAME_MS.M5);
  const offsets = Array.from({ length: 40 }, () => random.integer(0, slots)).sort((left, right) => left - right);
  return {
    times: Float64Array.from(offsets, (offset) => start + offset * TIMEFRAME_MS.M5),
    impacts: Uint8Array.from(offsets, () => random.integer(1, 3)),
    currencies: offsets.map(() => random.pick(['USD', 'EUR', 'JPY', 'GBP', 'AUD'])),
    duplicatesDropped: 0,
  };
}
