import { describe, expect, it } from 'vitest';
import { resolveExecutionSettings, resolvePipSize } from '../../../src/core/execution/execution-settings.ts';
import type { EffectiveConfig } from '../../../src/core/types/config.ts';
import type { CostSpec, SymbolSpec } from '../../../src/core/types/symbol-spec.ts';
import { baseConfig } from '../../support/base-config.ts';
import { commissionOf } from '../../support/execution-scenario.ts';

const SPEC: SymbolSpec = {
  symbol: 'USDJPY',
  contractSize: 100_000,
  tickSize: 0.001,
  tickValue: 1,
  pipSize: 0.01,
  volumeMin: 0.01,
  volumeStep: 0.01,
  volumeMax: 200,
  minStopDistancePips: 3,
  quoteCurrency: 'JPY',
};
const COSTS: CostSpec = {
  fixedSlippagePips: 0.2,
  randomSlippagePips: 0.3,
  pipBufferFactor: 0.25,
  commission: commissionOf(null),
};

function withCosts(changes: Partial<EffectiveConfig['costs']>, extra: Partial<EffectiveConfig> = {}): EffectiveConfig {
  const base = baseConfig();
  return { ...base, ...extra, costs: { ...base.costs, ...changes } };
}

function resolve(config: EffectiveConfig) {
  return resolveExecutionSettings(config, SPEC, COSTS);
}

describe('pip size (execution.md 10.1)', () => {
  it.each([
    ['of the configuration before that of the symbol', 0.001, 0.01, 0.001],
    ['of the symbol', null, 0.01, 0.01],
    ['0.0001 where parity has neither', null, null, 0.0001],
  ])('%s', (_, configured, ofSymbol, expected) => {
    expect(resolvePipSize(withCosts({ pip_size: configured }), { ...SPEC, pipSize: ofSymbol })).toBe(expected);
  });
});

describe('buffer of the hit test (execution.md 5.1)', () => {
  it.each([
    ['factor of the configuration', withCosts({ pip_buffer_factor: 2 }), 0.02],
    ['factor 0 of the configuration', withCosts({ pip_buffer_factor: 0 }), 0],
    ['factor of the costs file', withCosts({}), 0.0025],
    ['active without costs', withCosts({ enabled: false }), 0.0025],
    ['always half a pip in parity', withCosts({ pip_buffer_factor: 2 }, { execution_variant: 'v1_parity' }), 0.005],
  ])('%s', (_, config, expected) => {
    expect(resolve(config).hitBuffer).toBeCloseTo(expected, 15);
  });
});

describe('slippage and fees (execution.md 7)', () => {
  it('are multiplied', () => {
    expect(resolve(withCosts({ slippage_multiplier: 2, fee_multiplier: 3 }))).toMatchObject({
      fixedSlippagePips: 0.4,
      randomSlippagePips: 0.6,
      feesEnabled: true,
      feeMultiplier: 3,
    });
  });

  it('are absent without costs', () => {
    expect(resolve(withCosts({ enabled: false }))).toMatchObject({
      fixedSlippagePips: 0,
      randomSlippagePips: 0,
      feesEnabled: false,
    });
  });
});

describe('other settings', () => {
  it('of the symbol: the smallest distance of a stop is given in pips', () => {
    expect(resolve(withCosts({})).minStopDistance).toBeCloseTo(0.03, 15);
    expect(resolve(withCosts({ pip_size: 0.001 })).minStopDistance).toBeCloseTo(0.003, 15);
  });

  it.each([
    ['limit_entry', 'limit_price', 'worse_of_open', 'limitEntryAtWorseOfOpen'],
    ['stop_loss_gap', 'level', 'worse_of_open', 'stopLossGapAtWorseOfOpen'],
    ['take_profit_gap', 'level', 'better_of_open', 'takeProfitGapAtBetterOfOpen'],
  ] as const)('of the fill policy: %s', (key, off, on, setting) => {
    const base = baseConfig();
    const settingOf = (value: string) =>
      resolve({ ...base, fill_policy: { ...base.fill_policy, [key]: value } })[setting];
    expect([settingOf(off), settingOf(on)]).toEqual([false, true]);
  });
});
