import type { StrategyDefinition, StrategyInstance } from '../../../src/core/strategy/strategy.ts';
import type { Signal } from '../../../src/core/types/signal.ts';
import { maskOf } from '../mask-of.ts';

/** A strategy written down as a table of signals by bar. */
export interface SignalScript {
  readonly signals: ReadonlyMap<number, Signal>;
  /** Bars at which the strategy claims to miss a value. */
  readonly undefinedBars: ReadonlySet<number>;
  /** How it names its candidates: not at all, with its signals, or with some bars more. */
  readonly candidates: 'none' | 'exact' | 'superset';
}

/** A definition whose instances return the signals of the script. */
export function scriptedStrategy(script: SignalScript): StrategyDefinition {
  return {
    name: 'scripted',
    version: '1.0.0',
    parameterDescriptors: [],
    resolve: (parameters) => ({ parameters, issues: [] }),
    requirements: () => ({ indicators: [], alignedCloses: [], requiredTimeframes: [] }),
    create: (_parameters, _environment, { primary }) => createInstance(script, primary.openTimes.length),
  };
}

function createInstance({ signals, undefinedBars, candidates }: SignalScript, barCount: number): StrategyInstance {
  const isCandidate = (bar: number) => signals.has(bar) || (candidates === 'superset' && bar % 3 === 0);
  const instance: StrategyInstance = {
    onBar: (bar) => signals.get(bar) ?? null,
    isUndefinedAt: (bar) => undefinedBars.has(bar),
    describe: (bar) => ({ label: `signal ${bar}`, reason: 'scripted', tags: [], meta: { bar } }),
  };
  if (candidates === 'none') return instance;
  return {
    ...instance,
    candidates: { key: 'script', mask: maskOf([...Array(barCount).keys()].filter(isCandidate), barCount) },
  };
}
