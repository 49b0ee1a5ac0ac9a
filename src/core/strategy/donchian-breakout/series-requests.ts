import type { PriceSide } from '../../types/bars.ts';
import type { IndicatorRequest, StrategyRequirements } from '../../types/strategy.ts';
import type { Timeframe } from '../../types/timeframe.ts';
import type { DirectionName } from '../parameter-merge.ts';
import type { BreakoutRules } from './parameters.ts';

/** Columns of one direction: the border its order lies at, and what its stop is derived from. */
export type BreakoutColumn = 'border' | 'atr' | 'stop_border';

/** Local id of a column of one direction. */
export function columnId(direction: DirectionName, column: BreakoutColumn): string {
  return `${direction}.${column}`;
}

/** Declares what the directions read, on the primary timeframe. */
export function declareSeries(rules: readonly BreakoutRules[], primary: Timeframe): StrategyRequirements {
  const indicators = rules.flatMap((rule) => [
    borderRequest(rule, 'border', rule.direction === 1 ? 'upper' : 'lower', rule.channelLength, primary),
    rule.stopMode === 'atr'
      ? atrRequest(rule, primary)
      : borderRequest(rule, 'stop_border', rule.direction === 1 ? 'lower' : 'upper', rule.stopChannelLength, primary),
  ]);
  return { indicators, alignedCloses: [], requiredTimeframes: [] };
}

/** Parameter that decides how much history a request needs. */
export function lengthParameterOf({ id }: IndicatorRequest): string {
  if (id.endsWith('.atr')) return 'atr_length';
  return id.endsWith('.stop_border') ? 'stop_channel_length' : 'channel_length';
}

/**
 * Upper borders of the ask, lower ones of the bid: the sides on which buy and sell stops are triggered and
 * on which the stops of shorts and longs are tested (`execution.md` 1.4).
 */
function borderRequest(
  { name }: BreakoutRules,
  column: BreakoutColumn,
  output: 'upper' | 'lower',
  period: number,
  timeframe: Timeframe,
): IndicatorRequest {
  const side: PriceSide = output === 'upper' ? 'ask' : 'bid';
  return { id: columnId(name, column), indicator: 'donchian', output, timeframe, side, params: { period } };
}

function atrRequest({ name, atrLength }: BreakoutRules, timeframe: Timeframe): IndicatorRequest {
  const params = { period: atrLength };
  return { id: columnId(name, 'atr'), indicator: 'atr', output: 'value', timeframe, side: 'bid', params };
}
