import { SampleNoise } from './sample-noise.ts';

/** One observation of the invented market, in points (the last decimal of a price). */
export interface Quote {
  bid: number;
  spread: number;
}

/** Observations per M5 bar. */
export const QUOTES_PER_BAR = 10;

/** Internal unit: thousandths of a point, so that every state is an integer. */
const UNITS_PER_POINT = 1000;
/** Standard deviation per observation of the lasting and of the passing moves, at usual volatility. */
const WALK_DEVIATION = 6_500;
const SWING_DEVIATION = 6_000;
/** Passing moves lose half of their size in 16 bars: 1 - 2^(-1/160) per observation. */
const SWING_DECAY = { numerator: 4_323, denominator: 1_000_000 } as const;
/** Lasting moves come back by half in about a year, which keeps any seed in a believable range. */
const WALK_DECAY_DENOMINATOR = 1_000_000;
/** Weekend jump: 90 points, that is 9 pips. */
const WEEKEND_DEVIATION = 90_000;
/** Trends of some ten pips a day, none, or the other way; a phase lasts two trading days on average. */
const TREND_STEPS = [-40, 0, 0, 40] as const;
const TREND_CHANGE_BARS = 576;
/** Volatility clusters, in thousandths of the usual volatility: half-life of nine hours. */
const USUAL_VOLATILITY = 1000;
const VOLATILITY_DECAY_BARS = 150;
const VOLATILITY_DEVIATION_SHARE = 25;
const VOLATILITY_RANGE = { min: 400, max: 2_800 } as const;
const SPREAD_RANGE = { min: 2, max: 20 } as const;

/** Thousandths of the usual volatility by UTC hour: quiet Asia, London from 7, New York from 13. */
const HOUR_VOLATILITY = [
  560, 600, 580, 540, 520, 600, 900, 1_300, 1_450, 1_250, 1_150, 1_100, 1_350, 1_650, 1_750, 1_600, 1_300, 1_000, 850,
  750, 650, 500, 450, 500,
] as const;
/** Usual spread in points by UTC hour: 0.3 pip in London and New York, wide around the daily rollover. */
const HOUR_SPREAD = [7, 7, 7, 7, 7, 6, 5, 4, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 5, 5, 7, 17, 14, 9] as const;
/** Ticks per M5 bar at usual volatility. */
const USUAL_TICKS = 240;

/**
 * Path of an invented currency pair: a slow random walk with phases of trend, plus swings that revert to
 * the mean. Everything is integer arithmetic; see `SampleNoise` for why.
 */
export class SamplePath {
  private readonly walkNoise: SampleNoise;
  private readonly swingNoise: SampleNoise;
  private readonly barNoise: SampleNoise;
  private readonly spreadNoise: SampleNoise;
  private walk = 0;
  private swing = 0;
  private trend = 0;
  private volatility = USUAL_VOLATILITY;
  private readonly startPoints: number;

  constructor(seed: number, symbol: string, startPoints: number) {
    this.startPoints = startPoints;
    this.walkNoise = new SampleNoise(seed, symbol, 0);
    this.swingNoise = new SampleNoise(seed, symbol, 1);
    this.barNoise = new SampleNoise(seed, symbol, 2);
    this.spreadNoise = new SampleNoise(seed, symbol, 3);
  }

  /** Moves the conditions on to the next bar. */
  startBar(barIndex: number, isFirstOfWeek: boolean): void {
    const counter = barIndex * 4;
    if (isFirstOfWeek) this.walk += this.barNoise.bell(counter, WEEKEND_DEVIATION);
    if (this.barNoise.pick(counter + 1, TREND_CHANGE_BARS) === 0) {
      this.trend = TREND_STEPS[this.barNoise.pick(counter + 2, TREND_STEPS.length)];
    }
    const pull = Math.round((USUAL_VOLATILITY - this.volatility) / VOLATILITY_DECAY_BARS);
    const shock = this.barNoise.bell(counter + 3, Math.round(this.volatility / VOLATILITY_DEVIATION_SHARE));
    const moved = this.volatility + pull + shock;
    this.volatility = Math.min(VOLATILITY_RANGE.max, Math.max(VOLATILITY_RANGE.min, moved));
  }

  /** Number of ticks of the current bar. */
  countTicks(barIndex: number, hour: number): number {
    const activity = HOUR_VOLATILITY[hour] * this.volatility * (700 + this.spreadNoise.pick(2 * barIndex, 601));
    return Math.max(QUOTES_PER_BAR, Math.round((USUAL_TICKS * activity) / 1_000_000_000));
  }

  /** Usual spread of the current bar in points; `quote` varies it by a point either way. */
  barSpread(barIndex: number, hour: number): number {
    const nervousness = Math.round((this.volatility - USUAL_VOLATILITY) / 600);
    return HOUR_SPREAD[hour] + nervousness + this.spreadNoise.pick(2 * barIndex + 1, 2);
  }

  /** Next observation, into `quote`; `counter` numbers the observations of the whole path. */
  observe(counter: number, hour: number, barSpread: number, quote: Quote): void {
    const scale = HOUR_VOLATILITY[hour] * this.volatility;
    const walkDeviation = Math.round((WALK_DEVIATION * scale) / 1_000_000);
    const swingDeviation = Math.round((SWING_DEVIATION * scale) / 1_000_000);
    this.walk += this.trend + this.walkNoise.bell(counter, walkDeviation);
    this.walk -= Math.round(this.walk / WALK_DECAY_DENOMINATOR);
    this.swing += this.swingNoise.bell(counter, swingDeviation);
    this.swing -= Math.round((this.swing * SWING_DECAY.numerator) / SWING_DECAY.denominator);
    quote.bid = this.startPoints + Math.round((this.walk + this.swing) / UNITS_PER_POINT);
    // The last digit of the passing move is as good as a draw for the flicker of a point.
    const flicker = Math.abs(this.swing) % 3;
    quote.spread = Math.min(SPREAD_RANGE.max, Math.max(SPREAD_RANGE.min, barSpread - 1 + flicker));
  }
}
