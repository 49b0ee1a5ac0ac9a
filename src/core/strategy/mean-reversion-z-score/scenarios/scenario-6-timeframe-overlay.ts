import type { BarCondition } from '../../bar-conditions.ts';
import type { DirectionSide } from '../direction-side.ts';
import { OverlayCheck } from '../overlay-check.ts';
import { overlayTimeframes } from '../overlay-timeframes.ts';
import type { EntryScenario, ScenarioDefinition, ScenarioWords } from './entry-scenario.ts';
import { KalmanBand, kalmanBand } from './scenario-2-kalman-band.ts';

/** Scenario 6: as scenario 2 where all, or any, of the overlay timeframes are stretched the same way. */
export const timeframeOverlay: ScenarioDefinition = {
  id: 6,
  needs: (rules) => [...kalmanBand.needs(rules), 'overlay'],
  create: (side) => new TimeframeOverlay(side),
};

class TimeframeOverlay implements EntryScenario {
  readonly id = 6;
  readonly side: DirectionSide;
  readonly candidates: BarCondition;
  readonly atr: Float64Array;
  readonly target: Float64Array;
  private readonly stretch: KalmanBand;
  /** Never empty; a direction without overlay timeframes does not evaluate this scenario. */
  private readonly checks: readonly OverlayCheck[];
  private readonly needsAll: boolean;

  constructor(side: DirectionSide) {
    const { primary, variant } = side.environment;
    this.side = side;
    this.stretch = new KalmanBand(side);
    this.checks = overlayTimeframes(side.rules, primary, variant).map((overlay) => new OverlayCheck(side, overlay));
    this.needsAll = side.parameters.scenario6Mode === 'all';
    this.candidates = this.stretch.candidates;
    this.atr = this.stretch.atr;
    this.target = this.stretch.target;
  }

  confirmsAt(bar: number): boolean {
    return this.overlayAgrees(bar);
  }

  isUndefinedAt(bar: number): boolean {
    return this.stretch.isUndefinedAt(bar) || this.checks.some((check) => check.isUndefinedAt(bar));
  }

  wordsAt(bar: number): ScenarioWords {
    const outcomes = this.checks.map((check) => {
      const outcome = check.statusAt(bar) === 'ok' ? 'ok' : 'fail';
      return `tf_${check.timeframe.toLowerCase()}_${outcome}`;
    });
    const words = this.stretch.wordsWith(bar, [], ['scenario6', 'multi_tf', ...outcomes]);
    const chain = this.checks.map((check) => check.figuresAt(bar));
    return {
      ...words,
      reason: `${words.reason}_multi_tf`,
      meta: { ...words.meta, scenario6: { mode: this.side.parameters.scenario6Mode, chain } },
    };
  }

  private overlayAgrees(bar: number): boolean {
    const { checks, needsAll } = this;
    for (const check of checks) {
      const isOk = check.statusAt(bar) === 'ok';
      if (isOk !== needsAll) return isOk;
    }
    return needsAll;
  }
}
