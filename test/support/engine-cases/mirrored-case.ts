import type { SideBars } from '../../../src/core/types/bars.ts';
import type { Signal } from '../../../src/core/types/signal.ts';
import type { ScriptedLevels, ScriptedRule } from '../plain-engine/plain-inputs.ts';
import { CaseRandom } from './case-random.ts';
import { drawScripted, type ScriptedParts } from './scripted-case.ts';

/**
 * Prices on a grid of 2^-14 around 3, mirrored there. All doubles between 2 and 4 are equally far apart,
 * so every sum and difference that the engine forms is as exact as its image, and so must be the run.
 */
const STEP = 2 ** -14;
const CENTRE = 3;

/** A scripted run that has an exact mirror image: distances are powers of two, fees ignore the price. */
export function mirrorableParts(seed: number): ScriptedParts {
  const parts = drawScripted(seed, 'EURUSD', { stepsPerUnit: 1 / STEP, startSteps: CENTRE / STEP });
  const random = new CaseRandom(seed);
  const { config, spec, costs } = parts;
  return {
    ...parts,
    config: {
      ...config,
      account: { ...config.account, account_currency: 'USD', conversion: null },
      costs: { ...config.costs, pip_size: null },
    },
    spec: { ...spec, pipSize: 2 * STEP },
    costs: {
      ...costs,
      fixedSlippagePips: random.pick([0, 0.5, 2]),
      randomSlippagePips: 0,
      commission: { ...costs.commission, schema: 'per_lot', feeCurrency: null },
    },
  };
}

/** The run with highs for lows, bids for asks and longs for shorts. */
export function mirrorParts(parts: ScriptedParts): ScriptedParts {
  const { dataset, script, rules } = parts;
  const { bid, ask } = dataset.primary;
  const signals = new Map([...script.signals].map(([bar, signal]) => [bar, mirrorSignal(signal)]));
  return {
    ...parts,
    dataset: { ...dataset, primary: { ...dataset.primary, bid: mirrorSide(ask), ask: mirrorSide(bid) } },
    script: { ...script, signals },
    rules: rules.map(mirrorRule),
  };
}

export function mirrorPrice(price: number): number {
  return 2 * CENTRE - price;
}

function mirrorSide(side: SideBars): SideBars {
  const { open, high, low, close, volume } = side;
  return {
    open: open.map(mirrorPrice),
    high: low.map(mirrorPrice),
    low: high.map(mirrorPrice),
    close: close.map(mirrorPrice),
    volume,
  };
}

function mirrorSignal(signal: Signal): Signal {
  return {
    ...signal,
    direction: signal.direction === 1 ? -1 : 1,
    entryPrice: mirrorPrice(signal.entryPrice),
    stopLoss: mirrorPrice(signal.stopLoss),
    takeProfit: mirrorPrice(signal.takeProfit),
  };
}

function mirrorRule(rule: ScriptedRule): ScriptedRule {
  const actions = rule.actions.map((action) => ({
    ...action,
    long: mirrorLevels(action.short),
    short: mirrorLevels(action.long),
  }));
  return { ...rule, actions };
}

function mirrorLevels({ stopLoss, takeProfit }: ScriptedLevels): ScriptedLevels {
  return {
    stopLoss: stopLoss === null ? null : mirrorPrice(stopLoss),
    takeProfit: takeProfit === null ? null : mirrorPrice(takeProfit),
  };
}
