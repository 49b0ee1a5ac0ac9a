import type { PriceSide } from '../../types/bars.ts';
import type { JsonObject } from '../../types/json.ts';
import type {
  AlignedCloseRequest,
  IndicatorRequest,
  StrategyEnvironment,
  StrategyRequirements,
} from '../../types/strategy.ts';
import type { Timeframe } from '../../types/timeframe.ts';
import type { StrategyInputs } from '../strategy-inputs.ts';
import type { BiasSeries } from './bias-filter.ts';
import { type BiasParameters, biasParameters, type DirectionRules } from './direction-rules.ts';

/** Series that one direction reads (`strategy.md` 4.1); null where no enabled scenario needs them. */
export interface DirectionSeries {
  readonly ema: Float64Array | null;
  readonly atr: Float64Array;
  /** Ask-side ATR: scenario 1 short only. */
  readonly atrAsk: Float64Array | null;
  readonly emaZ: Float64Array | null;
  readonly kalmanZ: Float64Array | null;
  readonly upper: Float64Array | null;
  readonly mid: Float64Array | null;
  readonly lower: Float64Array | null;
  readonly biasA: BiasSeries | null;
  readonly biasB: BiasSeries | null;
}

/** Declares the series of both directions. */
export function declareSeries(
  rules: readonly DirectionRules[],
  environment: StrategyEnvironment,
): StrategyRequirements {
  const indicators: IndicatorRequest[] = [];
  const alignedCloses: AlignedCloseRequest[] = [];
  const requiredTimeframes = new Set<Timeframe>();
  for (const rule of rules) {
    indicators.push(...primaryRequests(rule, environment.primary));
    if (!readsBias(rule)) continue;
    for (const bias of biasParameters(rule.parameters, environment.primary)) {
      if (bias.timeframe === null) continue;
      indicators.push(request(`${rule.name}.${bias.slot}.ema`, 'ema', 'value', bias.timeframe, 'bid', { period: bias.emaLength }));
      alignedCloses.push({ id: `${rule.name}.${bias.slot}.close`, timeframe: bias.timeframe, side: 'bid' });
      if (isDecisive(bias) && bias.timeframe !== environment.primary) requiredTimeframes.add(bias.timeframe);
    }
  }
  return { indicators, alignedCloses, requiredTimeframes: [...requiredTimeframes] };
}

/** Resolves what `declareSeries` declared for one direction. */
export function readSeries(rule: DirectionRules, environment: StrategyEnvironment, inputs: StrategyInputs): DirectionSeries {
  const { name } = rule;
  const optional = (isRead: boolean, id: string) => (isRead ? inputs.values(`${name}.${id}`) : null);
  const [biasA, biasB] = biasParameters(rule.parameters, environment.primary).map((bias) => readBias(rule, bias, inputs));
  const readsBands = rule.scenario2;
  return {
    ema: optional(rule.scenario1, 'ema'),
    atr: inputs.values(`${name}.atr`),
    atrAsk: optional(rule.scenario1 && rule.direction === -1, 'atr_ask'),
    emaZ: optional(rule.scenario1, 'ema_z'),
    kalmanZ: optional(rule.scenario2, 'kalman_z'),
    upper: optional(readsBands, 'upper'),
    mid: optional(readsBands, 'mid'),
    lower: optional(readsBands, 'lower'),
    biasA: biasA ?? null,
    biasB: biasB ?? null,
  };
}

function primaryRequests(rule: DirectionRules, primary: Timeframe): readonly IndicatorRequest[] {
  const { name, parameters: p } = rule;
  const requests: IndicatorRequest[] = [
    request(`${name}.atr`, 'atr', 'value', primary, 'bid', { period: p.atrLength }),
  ];
  if (rule.scenario1) {
    requests.push(request(`${name}.ema`, 'ema', 'value', primary, 'bid', { period: p.emaLength }));
    const zParameters = { window: p.windowLength, mean_source: 'ema', ema_period: p.emaLength };
    requests.push(request(`${name}.ema_z`, 'zscore', 'value', primary, 'bid', zParameters));
    if (rule.direction === -1) {
      requests.push(request(`${name}.atr_ask`, 'atr', 'value', primary, 'ask', { period: p.atrLength }));
    }
  }
  if (rule.scenario2) {
    const kalman = { window: p.windowLength, R: p.kalmanR, Q: p.kalmanQ };
    requests.push(request(`${name}.kalman_z`, 'kalman_zscore', 'value', primary, 'bid', kalman));
    for (const output of ['upper', 'mid', 'lower']) {
      const bands = { period: p.bollingerLength, std_factor: p.stdFactor };
      requests.push(request(`${name}.${output}`, 'bollinger', output, primary, 'bid', bands));
    }
  }
  return requests;
}

function request(
  id: string,
  indicator: string,
  output: string,
  timeframe: Timeframe,
  side: PriceSide,
  params: JsonObject,
): IndicatorRequest {
  return { id, indicator, output, timeframe, side, params };
}

function readBias(rule: DirectionRules, bias: BiasParameters, inputs: StrategyInputs): BiasSeries | null {
  if (!readsBias(rule) || bias.timeframe === null) return null;
  return {
    closes: inputs.values(`${rule.name}.${bias.slot}.close`),
    means: inputs.values(`${rule.name}.${bias.slot}.ema`),
  };
}

/** Scenario 1 ignores the bias. */
function readsBias(rule: DirectionRules): boolean {
  return rule.scenario2;
}

function isDecisive(bias: BiasParameters): boolean {
  return bias.filter === 'above' || bias.filter === 'below';
}
