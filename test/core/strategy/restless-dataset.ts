import { aggregateBars } from '../../../src/core/data/aggregate-bars.ts';
import type { SideTable } from '../../../src/core/data/side-table.ts';
import type { Bars, SideBars } from '../../../src/core/types/bars.ts';
import type { Dataset } from '../../../src/core/types/dataset.ts';
import type { Timeframe } from '../../../src/core/types/timeframe.ts';
import { datasetOf } from '../indicators/sample-dataset.ts';

const START = Date.UTC(2024, 2, 4);
const BAR_MS = 300_000;
const HIGHER = ['M15', 'H1'] as const satisfies readonly Timeframe[];

/** M5 bars of an invented price with calm and wild stretches, and their M15 and H1; equal for equal counts. */
export function restlessDataset(barCount: number, firstTradingBar: number): Dataset {
  const bid = inventSide(barCount);
  const openTimes = Float64Array.from({ length: barCount }, (_, bar) => START + bar * BAR_MS);
  const primary: Bars = { timeframe: 'M5', openTimes, bid, ask: shifted(bid) };
  const higher = HIGHER.map((timeframe) => aggregated({ openTimes, bars: bid }, timeframe));
  return { ...datasetOf(primary, higher), firstTradingBar };
}

function inventSide(barCount: number): SideBars {
  const column = () => new Float64Array(barCount);
  const bars = { open: column(), high: column(), low: column(), close: column(), volume: column() };
  const random = randomNumbers(7);
  let points = 110_000;
  for (let bar = 0; bar < barCount; bar++) {
    const size = bar % 400 < 250 ? 12 : 45;
    const move = () => Math.round((random() + random() + random() - 1.5) * size);
    bars.open[bar] = points;
    points += move() - Math.round((points - 110_000) * 0.02);
    bars.close[bar] = points;
    bars.high[bar] = Math.max(bars.open[bar], points) + Math.abs(move());
    bars.low[bar] = Math.min(bars.open[bar], points) - Math.abs(move());
    for (const name of ['open', 'high', 'low', 'close'] as const) bars[name][bar] /= 100_000;
  }
  return bars;
}

/** Ask prices: two pips above. */
function shifted(bid: SideBars): SideBars {
  const shift = (column: Float64Array) => column.map((price) => Math.round((price + 0.0002) * 100_000) / 100_000);
  return {
    open: shift(bid.open),
    high: shift(bid.high),
    low: shift(bid.low),
    close: shift(bid.close),
    volume: bid.volume,
  };
}

function aggregated(source: SideTable, timeframe: Timeframe): Bars {
  const { openTimes, bars } = aggregateBars(source, timeframe);
  return { timeframe, openTimes, bid: bars, ask: bars };
}

/** Uniform numbers in 0 .. 1 from a linear congruential generator. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
