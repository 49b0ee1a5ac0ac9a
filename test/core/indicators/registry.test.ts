import { describe, expect, it } from 'vitest';
import { emaIndicator } from '../../../src/core/indicators/ema.ts';
import { indicatorKey } from '../../../src/core/indicators/indicator-key.ts';
import { createRegistry, getIndicator, listIndicators } from '../../../src/core/indicators/registry.ts';
import { ConfigError } from '../../../src/core/types/errors.ts';
import type { JsonObject } from '../../../src/core/types/json.ts';
import { flatBars } from './vector-folder.ts';

/** Parameters without a default, for indicators that have such. */
const REQUIRED: Readonly<Record<string, JsonObject>> = {
  ema: { period: 5 },
  ema_stepwise: { period: 5 },
  sma: { period: 5 },
};

describe('indicator registry', () => {
  it('knows every indicator of the specification that is a column, and the Donchian channel', () => {
    expect(listIndicators()).toEqual([
      ...['atr', 'bollinger', 'bollinger_stepwise', 'choppiness', 'dmi', 'donchian', 'ema', 'ema_stepwise'],
      'garch_volatility',
      ...['kalman_garch_zscore', 'kalman_garch_zscore_local', 'kalman_mean', 'kalman_zscore'],
      ...['kalman_zscore_stepwise', 'macd', 'roc', 'rsi', 'sma', 'zscore'],
    ]);
  });

  it('refuses a name that is registered twice', () => {
    expect(() => createRegistry([emaIndicator, emaIndicator])).toThrow('registered twice');
  });

  it('lists the known names for an unknown one', () => {
    const find = () => getIndicator('hull');
    expect(find).toThrow(ConfigError);
    expect(find).toThrow(expect.objectContaining({ code: 'CFG_UNKNOWN_INDICATOR' }));
    expect(find).toThrow('kalman_zscore');
  });

  it('finds a name in upper case', () => {
    expect(getIndicator('ATR').name).toBe('atr');
  });

  describe.each(listIndicators())('%s', (name) => {
    const definition = getIndicator(name);
    const params = definition.normalise(REQUIRED[name] ?? {});

    it('has normalised parameters that stay the same when normalised again', () => {
      expect(definition.normalise(params)).toEqual(params);
      expect(Object.keys(definition.normalise(params))).toEqual(Object.keys(params));
    });

    it('returns one column per output, as long as the input and defined from minBars on', () => {
      const length = 300;
      const bars = flatBars(Array.from({ length }, (_, i) => 1 + Math.sin(i * i) / 100));
      const columns = definition.compute(bars, params);
      expect(columns.length).toBe(definition.outputs.length);
      const firsts = columns.map((column) => column.findIndex(Number.isFinite));
      expect(Math.max(...firsts) + 1).toBe(definition.minBars(params));
      for (const column of columns) expect(column.length).toBe(length);
      expect(definition.compute(flatBars([]), params).map((column) => column.length)).toEqual(columns.map(() => 0));
    });
  });
});

describe('normalise', () => {
  const refused: readonly (readonly [string, JsonObject, string])[] = [
    ['ema', {}, 'missing'],
    ['ema', { period: 2.5 }, '2.5'],
    ['ema', { period: '30' }, '"30"'],
    ['ema', { period: null }, 'null'],
    ['bollinger', { std_factor: Number.NaN }, 'NaN'],
    ['bollinger', { std: 2 }, '"std" is not known'],
    ['garch_volatility', { use_log_returns: 1 }, 'boolean'],
    ['zscore', { mean_source: 'median' }, 'one of rolling, ema'],
    ['zscore', { mean_source: 'ema' }, 'ema_period'],
  ];

  it.each(refused)('refuses %s %o', (name, params, text) => {
    expect(() => getIndicator(name).normalise(params)).toThrow(RangeError);
    expect(() => getIndicator(name).normalise(params)).toThrow(text);
  });

  it('fills in defaults, lower-case choices and a positive zero', () => {
    expect(getIndicator('zscore').normalise({ mean_source: ' EMA ', ema_period: 3 })).toEqual({
      window: 100,
      mean_source: 'ema',
      ema_period: 3,
    });
    expect(getIndicator('kalman_mean').normalise({ Q: -0 })).toEqual({ R: 0.01, Q: 0 });
  });

  it('lets values through that only a configuration may forbid', () => {
    expect(getIndicator('atr').normalise({ period: 0 })).toEqual({ period: 0 });
    expect(getIndicator('garch_volatility').normalise({ alpha: 0.7, beta: 0.7 })).toMatchObject({ alpha: 0.7 });
  });
});

describe('indicatorKey', () => {
  const keyOf = (name: string, params: JsonObject) => {
    const definition = getIndicator(name);
    return indicatorKey(definition.name, 'M5', 'bid', definition.normalise(params));
  };

  it('holds every parameter in a fixed order, defaults included', () => {
    expect(keyOf('bollinger', {})).toBe('bollinger|M5|bid|period=20;std_factor=2;');
    expect(keyOf('bollinger', { std_factor: 2, period: 20 })).toBe(keyOf('bollinger', {}));
  });

  it('never rounds', () => {
    expect(keyOf('bollinger', { std_factor: 1.254 })).not.toBe(keyOf('bollinger', { std_factor: 1.255 }));
    expect(keyOf('kalman_mean', { R: 0.0004 })).toContain('R=0.0004;');
    expect(keyOf('kalman_mean', { R: 0.1 + 0.2 })).toContain('R=0.30000000000000004;');
  });

  it('tells null from -1 and takes -0 for 0', () => {
    expect(keyOf('garch_volatility', { omega: null })).toContain('omega=null;');
    expect(keyOf('garch_volatility', { omega: -1 })).toContain('omega=-1;');
    expect(keyOf('garch_volatility', { omega: -0 })).toBe(keyOf('garch_volatility', { omega: 0 }));
  });

  it('ignores what has no effect and the case of choices', () => {
    expect(keyOf('zscore', { mean_source: 'Rolling', ema_period: 5 })).toBe(keyOf('zscore', {}));
    expect(keyOf('zscore', { mean_source: 'EMA', ema_period: 5 })).toContain('mean_source=ema;ema_period=5;');
  });

  it('tells timeframes, sides and names apart', () => {
    const params = { R: 1, Q: 1 };
    const keys = [
      indicatorKey('kalman_mean', 'M5', 'bid', params),
      indicatorKey('kalman_mean', 'M5', 'ask', params),
      indicatorKey('kalman_mean', 'H1', 'bid', params),
      indicatorKey('kalman_other', 'M5', 'bid', params),
    ];
    expect(new Set(keys).size).toBe(4);
  });
});
