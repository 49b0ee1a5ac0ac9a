import { isSet } from '../../math/bit-mask.ts';
import type { Bars } from '../../types/bars.ts';
import type { Signal, SignalDetails } from '../../types/signal.ts';
import type { BarCondition } from '../bar-conditions.ts';
import type { LevelGrid } from '../level-grid.ts';
import type { StrategyInstance } from '../strategy.ts';
import type { StrategyInputs } from '../strategy-inputs.ts';
import type { EntryScenario } from './scenarios/entry-scenario.ts';
import { describeSignal } from './signal-details.ts';

/**
 * Mean reversion on z-scores (`strategy.md` 6 and 9). Stateless between bars; the one signal object is
 * reused, because the engine reads it during the call only.
 */
export class MeanReversionInstance implements StrategyInstance {
  readonly candidates: BarCondition;
  private readonly bars: Bars;
  private readonly scenarios: readonly EntryScenario[];
  private readonly levels: LevelGrid;
  /** Scenario behind the last signal. */
  private matched: EntryScenario | null = null;
  private readonly signal: Signal = {
    direction: 1,
    orderType: 'market',
    entryPrice: Number.NaN,
    stopLoss: Number.NaN,
    takeProfit: Number.NaN,
    scenarioId: 0,
    goodTillMs: Number.POSITIVE_INFINITY,
  };

  /** @param scenarios in evaluation order */
  constructor(inputs: StrategyInputs, scenarios: readonly EntryScenario[], levels: LevelGrid) {
    this.bars = inputs.primary;
    this.scenarios = scenarios;
    this.levels = levels;
    this.candidates = inputs.conditions.any(
      scenarios.map((scenario) => scenario.candidates),
      inputs.primary.openTimes.length,
    );
  }

  /** The first scenario that holds wins the bar. */
  onBar(bar: number): Signal | null {
    const { scenarios } = this;
    for (let index = 0; index < scenarios.length; index++) {
      const scenario = scenarios[index];
      const holds = isSet(scenario.candidates.mask, bar) && scenario.confirmsAt(bar);
      if (holds && this.setSignal(scenario, bar)) return this.signal;
    }
    return null;
  }

  describe(bar: number): SignalDetails {
    return describeSignal(this.matched!, bar);
  }

  isUndefinedAt(bar: number): boolean {
    for (const scenario of this.scenarios) if (scenario.isUndefinedAt(bar)) return true;
    return false;
  }

  /** Stops hang on the bid extreme of the bar; a value that is missing means no signal (S-00). */
  private setSignal(scenario: EntryScenario, bar: number): boolean {
    const { signal, bars } = this;
    const { direction, parameters } = scenario.side;
    const distance = parameters.atrMult * scenario.atr[bar];
    const target = scenario.target[bar];
    if (!Number.isFinite(distance) || !Number.isFinite(target)) return false;
    const isLong = direction === 1;
    signal.direction = direction;
    signal.scenarioId = scenario.id;
    signal.entryPrice = isLong ? bars.ask.close[bar] : bars.bid.close[bar];
    signal.stopLoss = this.levels.nearest(isLong ? bars.bid.low[bar] - distance : bars.bid.high[bar] + distance);
    signal.takeProfit = this.levels.nearest(target);
    this.matched = scenario;
    return true;
  }
}
