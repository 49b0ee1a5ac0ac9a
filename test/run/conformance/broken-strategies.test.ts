import { describe, expect, it } from 'vitest';
import { maskAbove } from '../../../src/core/math/bit-mask.ts';
import type { StrategyDefinition, StrategyInstance } from '../../../src/core/strategy/strategy.ts';
import type { StrategyInputs } from '../../../src/core/strategy/strategy-inputs.ts';
import type { JsonObject } from '../../../src/core/types/json.ts';
import type { ParameterDescriptor, StrategyRequirements } from '../../../src/core/types/strategy.ts';
import { checkConformance } from '../../../src/run/conformance/check-conformance.ts';
import type { ConformanceSubject } from '../../../src/run/conformance/conformance-subject.ts';
import { V2 } from '../../core/strategy/conformance-case.ts';
import { restlessDataset } from '../../core/strategy/restless-dataset.ts';
import { baseConfig } from '../../support/base-config.ts';
import { buySignal } from '../lookahead/peeking-strategies.ts';

const { account } = baseConfig();

const SMA: StrategyRequirements = {
  indicators: [{ id: 'mean', indicator: 'sma', output: 'value', timeframe: 'M5', side: 'bid', params: { period: 10 } }],
  alignedCloses: [],
  requiredTimeframes: [],
};

/** Buys below the mean: honest but for the changes. */
function strategyOf(
  create: (inputs: StrategyInputs) => StrategyInstance,
  changes: Partial<StrategyDefinition> = {},
): StrategyDefinition {
  return {
    name: 'test_only',
    version: '0.0.0',
    parameterDescriptors: [],
    resolve: (raw) => ({ parameters: raw, issues: [] }),
    requirements: () => SMA,
    create: (_parameters, _environment, inputs) => create(inputs),
    ...changes,
  };
}

function belowMean(inputs: StrategyInputs): StrategyInstance {
  const mean = inputs.values('mean');
  const { bid, ask } = inputs.primary;
  return { onBar: (bar) => (bid.close[bar] < mean[bar] ? buySignal(ask.close[bar]) : null) };
}

/** On bars of its own, because some of these strategies write them. */
function subjectOf(strategy: StrategyDefinition, parameters: JsonObject = {}): ConformanceSubject {
  return { strategy, parameters, environment: V2, dataset: restlessDataset(400, 50), account };
}

function findings(strategy: StrategyDefinition, parameters: JsonObject = {}) {
  const { results } = checkConformance(subjectOf(strategy, parameters));
  return Object.fromEntries(results.flatMap(({ name, finding }) => (finding === null ? [] : [[name, finding]])));
}

const LENGTH: ParameterDescriptor = {
  key: 'length',
  type: 'int',
  defaults: { v2: 0, v1_parity: 0 },
  nullable: false,
  min: 1,
  scope: 'global',
  strictInParity: false,
  description: 'a length',
};

/** State that outlives an instance, as it must not. */
let calls = 0;

const BROKEN: readonly (readonly [
  how: string,
  strategy: StrategyDefinition,
  expected: Readonly<Record<string, RegExp>>,
])[] = [
  [
    'draws numbers outside its instance',
    strategyOf(({ primary: { ask } }) => ({
      onBar: (bar) => (calls++ % 11 === 0 ? buySignal(ask.close[bar]) : null),
    })),
    { determinism: /against no signal/, 'gate neutrality': /bar/, 'prefix invariance': /bar/ },
  ],
  [
    'looks at the next bar',
    strategyOf(({ primary: { bid, ask } }) => ({
      onBar: (bar) => (bid.close[bar + 1] > bid.close[bar] ? buySignal(ask.close[bar]) : null),
    })),
    { 'prefix invariance': /against no signal on data that end at 2024-03-04T\d\d:\d\d:00Z$/ },
  ],
  [
    'counts the bars it is asked about',
    strategyOf(({ primary: { ask } }) => {
      let asked = 0;
      return { onBar: (bar) => (asked++ % 7 === 0 ? buySignal(ask.close[bar]) : null) };
    }),
    { 'gate neutrality': /^bar \d+ \(2024-03-04T/ },
  ],
  [
    'reads what it does not declare',
    strategyOf((inputs) => ({
      onBar: (bar) => (bar > 60 && inputs.values('other')[bar] > 0 ? buySignal(1) : null),
    })),
    { 'declaration completeness': /reads series 'other' without declaring it/ },
  ],
  [
    'writes a series',
    strategyOf((inputs) => ({
      onBar: (bar) => {
        inputs.values('mean')[bar] = 0;
        return null;
      },
    })),
    { inputs: /^series mean is written$/ },
  ],
  [
    'writes bars',
    strategyOf(({ primary: { ask } }) => ({
      onBar: (bar) => {
        ask.close[bar] += 0;
        ask.high[bar] += 0.1;
        return null;
      },
    })),
    { inputs: /^ask.high is written$/ },
  ],
  ['hides candidates', strategyOf(hidesCandidates), { candidates: /has a signal and is none$/ }],
  [
    'gives levels that are no numbers',
    strategyOf((inputs) => {
      const mean = inputs.values('mean');
      const { ask } = inputs.primary;
      return { onBar: (bar) => buySignal(ask.close[bar], { stopLoss: mean[bar] - 0.01 }) };
    }),
    { 'missing values': /levels (NaN|-?Infinity), / },
  ],
  [
    'throws without a value',
    strategyOf((inputs) => {
      const mean = inputs.values('mean');
      return {
        onBar: (bar) => {
          if (!Number.isFinite(mean[bar])) throw new Error('no mean');
          return null;
        },
      };
    }),
    { 'missing values': /^throws: no mean$/ },
  ],
  [
    'changes its environment',
    strategyOf(belowMean, {
      requirements: (_parameters, environment) => {
        (environment as { warmupBars: number }).warmupBars = 1;
        return SMA;
      },
    }),
    { purity: /^throws: Cannot assign to read only property/ },
  ],
  [
    'resolves something else each time',
    strategyOf(belowMean, { resolve: () => ({ parameters: { call: calls++ }, issues: [] }) }),
    { purity: /^resolve gives something else/, 'parameter round trip': /becomes/ },
  ],
  [
    'declares something else each time',
    strategyOf(belowMean, {
      requirements: () => ({
        ...SMA,
        indicators: SMA.indicators.map((request) => ({ ...request, params: { period: 5 + (calls++ % 5) } })),
      }),
    }),
    { purity: /^requirements gives something else/, determinism: /bar/ },
  ],
  [
    'has parameters that are not stable',
    strategyOf(belowMean, {
      resolve: ({ count = 0 }) => ({ parameters: { count: (count as number) + 1 }, issues: [] }),
    }),
    { 'parameter round trip': /^\{"count":1\} becomes \{"count":2\}$/ },
  ],
  [
    'has a default that it refuses',
    strategyOf(belowMean, {
      parameterDescriptors: [LENGTH],
      resolve: (raw) => ({
        parameters: raw,
        issues:
          raw.length === 0
            ? [{ severity: 'error', code: 'CFG_RANGE', path: 'length', message: '0 is outside the allowed range' }]
            : [],
      }),
    }),
    { 'parameter round trip': /^the default 0 of length: 0 is outside/ },
  ],
];

function hidesCandidates(inputs: StrategyInputs): StrategyInstance {
  const { bid } = inputs.primary;
  const falling = { key: 'falling', mask: maskAbove(bid.open, bid.close) };
  return { ...belowMean(inputs), candidates: falling };
}

describe('a strategy that breaks a rule', () => {
  it.each(BROKEN)('is caught: it %s', (_how, strategy, expected) => {
    const found = findings(strategy);
    for (const [check, text] of Object.entries(expected))
      expect(found).toHaveProperty([check], expect.stringMatching(text));
  });

  it('is told that it declares more than it reads', () => {
    const idle = strategyOf(() => ({ onBar: () => null }));
    expect(findings(idle)).toEqual({ 'declaration economy': 'declared but never read: mean' });
  });

  it('is told from one that keeps them all', () => {
    const report = checkConformance(subjectOf(strategyOf(belowMean)));
    expect(report.signals).toBeGreaterThan(50);
    expect(report.results.map(({ finding }) => finding)).toEqual(report.results.map(() => null));
  });
});
