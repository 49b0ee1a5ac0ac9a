import type { ConfigChange } from '../../config/materialise.ts';
import type { Timeframe } from '../../core/types/timeframe.ts';
import { SYMBOL_PATH, TIMEFRAME_PATH } from '../definition/searchable-paths.ts';

/** Which setup a trial of a period runs on, as plain data: by the market that it trades. */
export interface SetupChoice {
  /** Position of the setup of the first market among those of the sweep; the others follow. */
  readonly first: number;
  readonly markets: readonly Market[];
  /** The one of a trial that chooses none. */
  readonly standard: Market;
}

interface Market {
  readonly symbol: string;
  readonly timeframe: Timeframe;
}

/** Position of the setup of a trial with these changes. */
export type SetupFinder = (changes: readonly ConfigChange[]) => number;

export function createSetupFinder({ first, markets, standard }: SetupChoice): SetupFinder {
  if (markets.length === 1) return () => first;
  const positions = new Map(markets.map((market, place) => [keyOf(market.symbol, market.timeframe), first + place]));
  return (changes) => {
    const chosen = (path: string, otherwise: string) =>
      changes.findLast(([changed]) => changed === path)?.[1] ?? otherwise;
    const key = keyOf(chosen(SYMBOL_PATH, standard.symbol), chosen(TIMEFRAME_PATH, standard.timeframe));
    const position = positions.get(key);
    if (position === undefined) throw new RangeError(`no data were loaded for ${key}`);
    return position;
  };
}

function keyOf(symbol: unknown, timeframe: unknown): string {
  return `${symbol}|${timeframe}`;
}
