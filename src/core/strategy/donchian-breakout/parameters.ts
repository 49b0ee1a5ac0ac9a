import type { JsonObject } from '../../types/json.ts';
import type { Direction } from '../../types/signal.ts';
import type { ResolvedParameters, StrategyEnvironment } from '../../types/strategy.ts';
import { type DirectionName, mergeParameters } from '../parameter-merge.ts';
import { createMemberResolver, type MemberResolver } from '../parameters/member-resolver.ts';
import type { ParameterIssues } from '../parameters/parameter-issues.ts';
import { ParameterTable } from '../parameters/parameter-table.ts';
import { resolveParameters, variantDefault } from '../parameters/resolve-parameters.ts';
import { checkWarmUp } from '../parameters/warm-up-check.ts';
import { parameterDescriptors, type STOP_MODES } from './parameter-descriptors.ts';
import { declareSeries, lengthParameterOf } from './series-requests.ts';

const parameterTable = new ParameterTable(parameterDescriptors);

/** One direction that may trade, with the parameters that hold for it. */
export interface BreakoutRules {
  readonly name: DirectionName;
  readonly direction: Direction;
  readonly channelLength: number;
  readonly entryOffsetPips: number;
  readonly stopMode: (typeof STOP_MODES)[number];
  readonly atrLength: number;
  readonly atrMult: number;
  readonly stopChannelLength: number;
  readonly targetR: number;
  /** Null: an order rests until it fills. */
  readonly orderExpiryBars: number | null;
}

/** Resolves `strategy_parameters` and checks what concerns several of them. */
export function resolveBreakoutParameters(raw: JsonObject, environment: StrategyEnvironment): ResolvedParameters {
  return resolveParameters(parameterTable, raw, environment, checkParameters);
}

/** The short way to the same parameters where only some members change. */
export function breakoutMemberResolver(keys: readonly string[]): MemberResolver | null {
  return createMemberResolver(parameterTable, keys, variantDefault, checkParameters);
}

/** Directions admitted by `direction_filter`, long first; `parameters` is the resolved object. */
export function breakoutRules(parameters: JsonObject, environment: StrategyEnvironment): readonly BreakoutRules[] {
  return (['long', 'short'] as const).flatMap((name): BreakoutRules[] => {
    const merged = mergeParameters(parameters, name, environment.symbol, environment.primary);
    if (merged.direction_filter !== 'both' && merged.direction_filter !== name) return [];
    return [typeRules(merged, name)];
  });
}

/** Resolving has checked every value, so that reading cannot fail. */
function typeRules(merged: JsonObject, name: DirectionName): BreakoutRules {
  return {
    name,
    direction: name === 'long' ? 1 : -1,
    channelLength: merged.channel_length as number,
    entryOffsetPips: merged.entry_offset_pips as number,
    stopMode: merged.stop_mode as BreakoutRules['stopMode'],
    atrLength: merged.atr_length as number,
    atrMult: merged.atr_mult as number,
    stopChannelLength: merged.stop_channel_length as number,
    targetR: merged.target_r as number,
    orderExpiryBars: merged.order_expiry_bars as number | null,
  };
}

/** The parity engine counts no resting orders and never lets one expire, so that they would pile up without end. */
function checkParameters(parameters: JsonObject, environment: StrategyEnvironment, issues: ParameterIssues): void {
  if (issues.isParity) {
    const message = 'v1_parity neither counts resting orders nor lets them expire, which this strategy relies on';
    issues.refuse('CFG_PARITY_UNSUPPORTED', '', { message, hint: 'use execution_variant "v2"' });
  }
  const { indicators } = declareSeries(breakoutRules(parameters, environment), environment.primary);
  checkWarmUp(indicators, environment, issues, lengthParameterOf);
}
