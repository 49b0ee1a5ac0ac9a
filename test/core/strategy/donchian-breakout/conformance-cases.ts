import { donchianBreakout } from '../../../../src/core/strategy/donchian-breakout/definition.ts';
import type { JsonObject } from '../../../../src/core/types/json.ts';
import { type ConformanceCase, V2 } from '../conformance-case.ts';

const CASES: readonly (readonly [string, JsonObject])[] = [
  ['defaults', {}],
  ['the stop at the opposite border', { stop_mode: 'channel' }],
  ['longs only, beyond the border', { direction_filter: 'long', entry_offset_pips: 1.5 }],
  ['shorts only, without expiry', { direction_filter: 'short', order_expiry_bars: null }],
  [
    'different lengths per direction',
    { long: { channel_length: 60 }, short: { stop_mode: 'channel', stop_channel_length: 30, order_expiry_bars: 3 } },
  ],
];

export const donchianBreakoutCases: readonly ConformanceCase[] = CASES.map(([name, parameters]) => ({
  strategy: donchianBreakout,
  name,
  parameters,
  environment: V2,
}));
