import type { EffectiveConfig } from '../../core/types/config.ts';
import type { HoldoutPeriod } from '../definition/validation-definition.ts';
import type { Executor } from '../executor/executor.ts';
import { InlineExecutor } from '../executor/inline-executor.ts';
import { setUpPeriod } from './period-setups.ts';
import { chooseSetup, loadMarkets } from './sweep-market.ts';
import { createPart, type SweepPart } from './sweep-part.ts';
import type { SweepPlan } from './sweep-plan.ts';

/** A holdout that is ready to be run on. */
export interface HoldoutPlan {
  readonly part: SweepPart;
  readonly executor: Executor;
}

/**
 * Loads the data of the holdout. Nothing else does: the plan of a sweep ends before it.
 */
export async function planHoldout(plan: SweepPlan, holdout: HoldoutPeriod): Promise<HoldoutPlan> {
  const { definition } = plan.defined;
  const base = onHoldout(definition.base, holdout);
  const opened = { ...definition, inSample: base, validation: { ...definition.validation, holdout: null } };
  const markets = await loadMarkets(opened, plan.source);
  const period = setUpPeriod({ number: 0, base, keepsDaily: true, cut: null }, markets, plan.source);
  const part = createPart(plan.search, definition.sampler.name, {
    part: 'holdout',
    window: null,
    base,
    plannedTrials: 1,
    days: period.days,
    keepsTrades: false,
    setupChoice: chooseSetup(markets, base, 0),
    segments: null,
  });
  const [first, ...others] = period.setups;
  return { part, executor: new InlineExecutor([first, ...others], plan.strategy) };
}

/** The configuration on the dates of the holdout. */
export function onHoldout(base: EffectiveConfig, { startDate, endDate }: HoldoutPeriod): EffectiveConfig {
  return { ...base, start_date: startDate, end_date: endDate };
}
