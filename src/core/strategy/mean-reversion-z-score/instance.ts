import type { Bars } from '../../types/bars.ts';
import type { Signal, SignalDetails } from '../../types/signal.ts';
import type { Timeframe } from '../../types/timeframe.ts';
import type { StrategyInstance } from '../strategy.ts';
import { passesBias } from './bias-filter.ts';
import type { DirectionRules } from './direction-rules.ts';
import type { LevelRounding } from './level-rounding.ts';
import type { DirectionSeries } from './series-requests.ts';
import { describeSignal } from './signal-details.ts';

/** One direction with everything its scenarios read. */
export interface DirectionSide {
  readonly rules: DirectionRules;
  readonly series: DirectionSeries;
}

/** Never reached by a finite z-score: the threshold of a scenario that is switched off. */
const NEVER_LONG = Number.NEGATIVE_INFINITY;
const NEVER_SHORT = Number.POSITIVE_INFINITY;

/**
 * Mean reversion on z-scores, scenarios 1 and 2 (`strategy.md` 6). Stateless between bars; the one
 * signal object is reused, because the engine reads it during the call only.
 */
export class MeanReversionInstance implements StrategyInstance {
  private readonly bars: Bars;
  private readonly primary: Timeframe;
  private readonly long: DirectionSide | null;
  private readonly short: DirectionSide | null;
  private readonly roundLevel: LevelRounding;
  private readonly longEmaZ: Float64Array;
  private readonly shortEmaZ: Float64Array;
  private readonly longKalmanZ: Float64Array;
  private readonly shortKalmanZ: Float64Array;
  private readonly longEmaThreshold: number;
  private readonly shortEmaThreshold: number;
  private readonly longKalmanThreshold: number;
  private readonly shortKalmanThreshold: number;
  private readonly required: readonly Float64Array[];
  private readonly signal: Signal = {
    direction: 1,
    orderType: 'market',
    entryPrice: Number.NaN,
    stopLoss: Number.NaN,
    takeProfit: Number.NaN,
    scenarioId: 0,
    goodTillMs: Number.POSITIVE_INFINITY,
  };

  constructor(
    bars: Bars,
    primary: Timeframe,
    long: DirectionSide | null,
    short: DirectionSide | null,
    roundLevel: LevelRounding,
  ) {
    this.bars = bars;
    this.primary = primary;
    this.long = long;
    this.short = short;
    this.roundLevel = roundLevel;
    this.required = [...new Set([...requiredSeries(long), ...requiredSeries(short)])];
    // A scenario that is off compares closes with a threshold they never reach, so the scan has one form.
    const { close } = bars.bid;
    this.longEmaZ = long?.series.emaZ ?? close;
    this.shortEmaZ = short?.series.emaZ ?? close;
    this.longKalmanZ = long?.series.kalmanZ ?? close;
    this.shortKalmanZ = short?.series.kalmanZ ?? close;
    this.longEmaThreshold = long?.rules.scenario1 ? long.rules.parameters.zScoreLong : NEVER_LONG;
    this.shortEmaThreshold = short?.rules.scenario1 ? short.rules.parameters.zScoreShort : NEVER_SHORT;
    this.longKalmanThreshold = long?.rules.scenario2 ? long.rules.parameters.zScoreLong : NEVER_LONG;
    this.shortKalmanThreshold = short?.rules.scenario2 ? short.rules.parameters.zScoreShort : NEVER_SHORT;
  }

  /** First match in the fixed order 1S 1L 2S 2L (`strategy.md` 9). */
  onBar(bar: number): Signal | null {
    if (this.shortEmaZ[bar]! >= this.shortEmaThreshold && this.meanSignal(this.short!, bar)) return this.signal;
    if (this.longEmaZ[bar]! <= this.longEmaThreshold && this.meanSignal(this.long!, bar)) return this.signal;
    if (this.shortKalmanZ[bar]! >= this.shortKalmanThreshold && this.bandSignal(this.short!, bar)) return this.signal;
    if (this.longKalmanZ[bar]! <= this.longKalmanThreshold && this.bandSignal(this.long!, bar)) return this.signal;
    return null;
  }

  nextCandidate(from: number, end: number): number {
    const { longEmaZ, shortEmaZ, longKalmanZ, shortKalmanZ } = this;
    const { longEmaThreshold, shortEmaThreshold, longKalmanThreshold, shortKalmanThreshold } = this;
    let bar = from;
    while (
      bar < end &&
      !(
        shortEmaZ[bar]! >= shortEmaThreshold ||
        longEmaZ[bar]! <= longEmaThreshold ||
        shortKalmanZ[bar]! >= shortKalmanThreshold ||
        longKalmanZ[bar]! <= longKalmanThreshold
      )
    ) {
      bar++;
    }
    return bar;
  }

  describe(bar: number): SignalDetails {
    const side = this.signal.direction === 1 ? this.long! : this.short!;
    return describeSignal(this.signal.scenarioId, side.rules, side.series, this.bars, this.primary, bar);
  }

  isUndefinedAt(bar: number): boolean {
    for (const values of this.required) if (!Number.isFinite(values[bar]!)) return true;
    return false;
  }

  /** Scenario 1: distance from the exponential mean, which is also the target. */
  private meanSignal(side: DirectionSide, bar: number): boolean {
    const { rules, series } = side;
    const isLong = rules.direction === 1;
    const atr = (isLong ? series.atr : series.atrAsk!)[bar]!;
    const target = series.ema![bar]!;
    if (!Number.isFinite(series.emaZ![bar]!)) return false;
    return this.setSignal(side, 1, bar, atr, target);
  }

  /** Scenario 2: Kalman residual beyond the threshold and the close outside its Bollinger band. */
  private bandSignal(side: DirectionSide, bar: number): boolean {
    const { rules, series } = side;
    const close = this.bars.bid.close[bar]!;
    const band = (rules.direction === 1 ? series.lower! : series.upper!)[bar]!;
    if (!Number.isFinite(series.kalmanZ![bar]!) || !Number.isFinite(band)) return false;
    if (rules.direction === 1 ? !(close <= band) : !(close >= band)) return false;
    if (!passesBias(rules.parameters.htfFilter, series.biasA, bar)) return false;
    if (!passesBias(rules.parameters.extraHtfFilter, series.biasB, bar)) return false;
    return this.setSignal(side, 2, bar, series.atr[bar]!, series.mid![bar]!);
  }

  /** Stops hang on the bid extreme of the bar; a value that is missing means no signal (S-00). */
  private setSignal(side: DirectionSide, scenarioId: number, bar: number, atr: number, target: number): boolean {
    if (!Number.isFinite(atr) || !Number.isFinite(target)) return false;
    const { direction, parameters } = side.rules;
    const { bid, ask } = this.bars;
    const { signal } = this;
    signal.direction = direction;
    signal.scenarioId = scenarioId;
    signal.entryPrice = direction === 1 ? ask.close[bar]! : bid.close[bar]!;
    const stop =
      direction === 1 ? bid.low[bar]! - parameters.atrMult * atr : bid.high[bar]! + parameters.atrMult * atr;
    signal.stopLoss = this.roundLevel(stop);
    signal.takeProfit = this.roundLevel(target);
    return true;
  }
}

/** Series without which a scenario cannot decide; the bias is optional. */
function requiredSeries(side: DirectionSide | null): readonly Float64Array[] {
  if (side === null) return [];
  const { atr, atrAsk, ema, emaZ, kalmanZ, upper, mid, lower } = side.series;
  return [atr, atrAsk, ema, emaZ, kalmanZ, upper, mid, lower].filter((values) => values !== null);
}
