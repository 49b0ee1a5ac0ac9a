import type { ParameterDescriptor } from '../../types/strategy.ts';
import { describeParameter } from '../parameters/describe-parameter.ts';

export const STOP_MODES = ['atr', 'channel'] as const;

const LENGTH = { min: 1, unit: 'bars' } as const;
const POSITIVE = { min: 0, minExclusive: true } as const;

/** Every parameter of the strategy. */
export const parameterDescriptors: readonly ParameterDescriptor[] = [
  describeParameter('channel_length', 'int', 20, 'length of the channel whose borders are bought and sold', LENGTH),
  describeParameter('entry_offset_pips', 'float', 0, 'distance of the order beyond the border', {
    min: 0,
    unit: 'pips',
  }),
  describeParameter('stop_mode', 'enum', 'atr', 'stop by average true range, or at the opposite border of a channel', {
    choices: STOP_MODES,
  }),
  describeParameter('atr_length', 'int', 14, 'length of the average true range; stop_mode atr', LENGTH),
  describeParameter('atr_mult', 'float', 2, 'distance of the stop in average true ranges; stop_mode atr', POSITIVE),
  describeParameter('stop_channel_length', 'int', 10, 'length of the channel of the stop; stop_mode channel', LENGTH),
  describeParameter('target_r', 'float', 2, 'distance of the target in multiples of the risk', POSITIVE),
  describeParameter('order_expiry_bars', 'int', 24, 'time for which an order rests; null is until it fills', {
    ...LENGTH,
    nullable: true,
  }),
  describeParameter('direction_filter', 'enum', 'both', 'directions that are traded', {
    choices: ['long', 'short', 'both'],
    scope: 'global',
  }),
];
