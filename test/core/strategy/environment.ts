import type { StrategyEnvironment } from '../../../src/core/types/strategy.ts';

/** EURUSD M5 as most tests of strategies trade it. */
export const ENVIRONMENT: StrategyEnvironment = {
  symbol: 'EURUSD',
  primary: 'M5',
  additional: [],
  variant: 'v2',
  warmupBars: 500,
  symbolSpec: {
    symbol: 'EURUSD',
    contractSize: 100000,
    tickSize: 0.00001,
    tickValue: 1,
    pipSize: 0.0001,
    volumeMin: 0.01,
    volumeStep: 0.01,
    volumeMax: 200,
    minStopDistancePips: 0.1,
    quoteCurrency: 'USD',
  },
};

export const PARITY: StrategyEnvironment = { ...ENVIRONMENT, variant: 'v1_parity' };
