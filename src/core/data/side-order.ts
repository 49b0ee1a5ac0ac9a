import type { SideBars } from '../types/bars.ts';
import { MarketDataError } from '../types/errors.ts';
import type { AlignedSides } from './align-sides.ts';
import { placeDetails, placeText, type SeriesPlace, type WarningFacts } from './data-warnings.ts';
import { formatInstant } from './dates.ts';

/** Bars of a window whose ask is below the bid at open or close (`data-and-config.md` 12.2). */
export interface CrossedBars {
  readonly count: number;
  /** The earliest of them; null if there are none. */
  readonly first: CrossedBar | null;
}

export interface CrossedBar {
  readonly timeMs: number;
  readonly field: 'open' | 'close';
  readonly bid: number;
  readonly ask: number;
}

/** Looks for crossed bars among the aligned bars `from … to - 1`; high and low are deliberately not compared. */
export function findCrossedBars(
  bid: SideBars,
  ask: SideBars,
  aligned: AlignedSides,
  from: number,
  to: number,
): CrossedBars {
  const { bidRows, askRows } = aligned;
  let count = 0;
  let first: CrossedBar | null = null;
  for (let i = from; i < to; i++) {
    const b = bidRows === null ? i : bidRows[i];
    const a = askRows === null ? i : askRows[i];
    const isOpenCrossed = ask.open[a] < bid.open[b];
    if (!isOpenCrossed && ask.close[a] >= bid.close[b]) continue;
    count++;
    if (first !== null) continue;
    const field = isOpenCrossed ? 'open' : 'close';
    first = { timeMs: aligned.times[i], field, bid: bid[field][b], ask: ask[field][a] };
  }
  return { count, first };
}

/** The error of crossed bars where the ask side decides about trades. */
export function crossedBarsError(crossed: CrossedBars, first: CrossedBar, place: SeriesPlace): MarketDataError {
  const time = formatInstant(first.timeMs);
  const others = crossed.count - 1;
  const message =
    `ask ${first.field} ${first.ask} is below bid ${first.field} ${first.bid}; ` +
    `expected ask >= bid at open and close (${others} further crossed bars in the window)`;
  return new MarketDataError('DATA_SPREAD', message, {
    where: `${placeText(place)} (${time})`,
    hint: `${crossed.count} crossed bars; make a repaired copy with: omega data repair ${place.symbol} --to <root>`,
    details: {
      ...placeDetails(place),
      time,
      field: first.field,
      bid: first.bid,
      ask: first.ask,
      crossed_bars: crossed.count,
    },
  });
}

/** Warning about crossed bars that cannot change a result, or that parity tolerates. */
export function crossedBarsWarning(crossed: CrossedBars, first: CrossedBar, place: SeriesPlace): WarningFacts {
  const time = formatInstant(first.timeMs);
  return {
    code: 'WARN_CROSSED_QUOTES',
    message: `${crossed.count} bars have an ask below the bid at open or close, the first at ${time}; kept as they are`,
    count: crossed.count,
    where: placeText(place),
    details: { ...placeDetails(place), time, bid: first.bid, ask: first.ask, crossed_bars: crossed.count },
  };
}
