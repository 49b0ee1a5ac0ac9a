import { describe, expect, it } from 'vitest';
import { donchianBreakout } from '../../../../src/core/strategy/donchian-breakout/definition.ts';
import type { JsonObject } from '../../../../src/core/types/json.ts';
import type { StrategyEnvironment } from '../../../../src/core/types/strategy.ts';
import { ENVIRONMENT, PARITY } from '../environment.ts';

const DEFAULTS: JsonObject = {
  channel_length: 20,
  entry_offset_pips: 0,
  stop_mode: 'atr',
  atr_length: 14,
  atr_mult: 2,
  stop_channel_length: 10,
  target_r: 2,
  order_expiry_bars: 24,
  direction_filter: 'both',
};

function findings(raw: JsonObject, environment: StrategyEnvironment = ENVIRONMENT): readonly string[] {
  return donchianBreakout.resolve(raw, environment).issues.map(({ code, path }) => `${code} ${path}`);
}

function requirementsOf(raw: JsonObject, environment: StrategyEnvironment = ENVIRONMENT) {
  return donchianBreakout.requirements(donchianBreakout.resolve(raw, environment).parameters, environment);
}

describe('parameters', () => {
  it('have their defaults', () => {
    expect(donchianBreakout.resolve({}, ENVIRONMENT)).toEqual({ parameters: DEFAULTS, issues: [] });
  });

  it('are written in any case, with null for no expiry', () => {
    const { parameters } = donchianBreakout.resolve(
      { stop_mode: ' Channel ', direction_filter: 'LONG', order_expiry_bars: null, atr_mult: null },
      ENVIRONMENT,
    );
    const expected = { stop_mode: 'channel', direction_filter: 'long', order_expiry_bars: null };
    expect(parameters).toEqual({ ...DEFAULTS, ...expected });
  });

  it.each<[raw: JsonObject, expected: readonly string[]]>([
    [{ channel_length: 0 }, ['CFG_RANGE channel_length']],
    [{ channel_length: 20.5 }, ['CFG_TYPE channel_length']],
    [{ entry_offset_pips: -0.1 }, ['CFG_RANGE entry_offset_pips']],
    [{ stop_mode: 'percent' }, ['CFG_ENUM stop_mode']],
    [{ atr_length: '14' }, ['CFG_TYPE atr_length']],
    [{ atr_mult: 0 }, ['CFG_RANGE atr_mult']],
    [{ stop_channel_length: 0 }, ['CFG_RANGE stop_channel_length']],
    [{ target_r: 0 }, ['CFG_RANGE target_r']],
    [{ order_expiry_bars: 0 }, ['CFG_RANGE order_expiry_bars']],
    [{ direction_filter: 'up' }, ['CFG_ENUM direction_filter']],
    [{ chanel_length: 5 }, ['WARN_UNKNOWN_KEY chanel_length']],
    [{ long: { direction_filter: 'long' } }, ['CFG_PARAM_SCOPE long.direction_filter']],
    [{ short: { atr_mult: -1, lots: 1 } }, ['CFG_RANGE short.atr_mult', 'WARN_UNKNOWN_KEY short.lots']],
    [{ overrides: { 'EURUSD/M5': { target_r: 'far' } } }, ['CFG_TYPE overrides["EURUSD/M5"].target_r']],
  ])('%o is answered with %o', (raw, expected) => {
    expect([...findings(raw)].sort()).toEqual([...expected].sort());
  });

  it('that are refused stand as their defaults', () => {
    expect(donchianBreakout.resolve({ channel_length: 'x', target_r: 3 }, ENVIRONMENT).parameters).toEqual({
      ...DEFAULTS,
      target_r: 3,
    });
  });

  it.each<[raw: JsonObject, path: string]>([
    [{ channel_length: 501 }, 'channel_length'],
    [{ atr_length: 501 }, 'atr_length'],
    [{ stop_mode: 'channel', stop_channel_length: 501 }, 'stop_channel_length'],
    [{ short: { channel_length: 501 } }, 'channel_length'],
  ])('%o need more warm-up than there is', (raw, path) => {
    expect(findings(raw)).toEqual([`CFG_WARMUP_TOO_SMALL ${path}`]);
  });

  it.each<JsonObject>([
    { channel_length: 500 },
    { atr_length: 501, stop_mode: 'channel' },
    { stop_channel_length: 501 },
    { direction_filter: 'long', short: { channel_length: 501 } },
  ])('%o need no more warm-up than there is', (raw) => {
    expect(findings(raw)).toEqual([]);
  });

  it('are refused in v1_parity, whose resting orders have no end', () => {
    const { issues } = donchianBreakout.resolve({}, PARITY);
    expect(issues).toMatchObject([{ severity: 'error', code: 'CFG_PARITY_UNSUPPORTED', path: '' }]);
  });
});

describe('requirements', () => {
  const column = { timeframe: 'M5', indicator: 'donchian' };

  it('are the borders on the sides that trigger, and the true range', () => {
    const atr = { indicator: 'atr', output: 'value', side: 'bid', params: { period: 14 }, timeframe: 'M5' };
    expect(requirementsOf({})).toEqual({
      indicators: [
        { ...column, id: 'long.border', output: 'upper', side: 'ask', params: { period: 20 } },
        { ...atr, id: 'long.atr' },
        { ...column, id: 'short.border', output: 'lower', side: 'bid', params: { period: 20 } },
        { ...atr, id: 'short.atr' },
      ],
      alignedCloses: [],
      requiredTimeframes: [],
    });
  });

  it('are the opposite borders where the stop lies there, for the directions that trade', () => {
    expect(requirementsOf({ stop_mode: 'channel', direction_filter: 'short' }).indicators).toEqual([
      { ...column, id: 'short.border', output: 'lower', side: 'bid', params: { period: 20 } },
      { ...column, id: 'short.stop_border', output: 'upper', side: 'ask', params: { period: 10 } },
    ]);
  });

  it('follow direction blocks and overrides', () => {
    const raw = {
      long: { channel_length: 30 },
      overrides: { '*/M5': { stop_mode: 'channel' }, 'USDJPY/*': { channel_length: 99 } },
    };
    expect(requirementsOf(raw).indicators.map(({ id, params }) => [id, params.period])).toEqual([
      ['long.border', 30],
      ['long.stop_border', 10],
      ['short.border', 20],
      ['short.stop_border', 10],
    ]);
  });
});
