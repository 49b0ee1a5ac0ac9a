import type { PriceSide } from '../../types/bars.ts';
import type { JsonObject } from '../../types/json.ts';
import type {
  AlignedCloseRequest,
  IndicatorRequest,
  StrategyEnvironment,
  StrategyRequirements,
} from '../../types/strategy.ts';
import type { Timeframe } from '../../types/timeframe.ts';
import { type BiasParameters, biasParameters, type DirectionRules } from './direction-rules.ts';
import { overlayTimeframes } from './overlay-timeframes.ts';
import { scenarioDefinitions } from './scenarios/evaluation-order.ts';
import { biasId, columnId, overlayId, type PrimaryColumn, type SeriesNeed } from './series-needs.ts';
import { garchSettings, kalmanSettings } from './volatility-parameters.ts';

/** Indicator behind a primary column; bid side unless it says otherwise. */
interface ColumnSource {
  readonly indicator: string;
  readonly output?: string;
  readonly side?: PriceSide;
  readonly params: JsonObject;
}

const COLUMN_SOURCES: Readonly<Record<PrimaryColumn, (rules: DirectionRules) => ColumnSource>> = {
  ema: ({ parameters: p }) => ({ indicator: 'ema', params: { period: p.emaLength } }),
  ema_z: ({ parameters: p }) => ({
    indicator: 'zscore',
    params: { window: p.windowLength, mean_source: 'ema', ema_period: p.emaLength },
  }),
  atr: ({ parameters: p }) => ({ indicator: 'atr', params: { period: p.atrLength } }),
  atr_ask: ({ parameters: p }) => ({ indicator: 'atr', side: 'ask', params: { period: p.atrLength } }),
  kalman_z: ({ parameters: p }) => ({
    indicator: 'kalman_zscore',
    params: { window: p.windowLength, ...kalmanSettings(p) },
  }),
  kalman_garch_z: ({ parameters: p }) => ({
    indicator: 'kalman_garch_zscore',
    params: { ...kalmanSettings(p), ...garchSettings(p) },
  }),
  band: ({ parameters: p, direction }) => ({
    indicator: 'bollinger',
    output: direction === 1 ? 'lower' : 'upper',
    params: { period: p.bollingerLength, std_factor: p.stdFactor },
  }),
  // The middle of the bands is their mean, which does not change with their width.
  mid: ({ parameters: p }) => ({ indicator: 'sma', params: { period: p.bollingerLength } }),
};

/** Declares what the enabled scenarios of all directions read, each series once. */
export function declareSeries(
  rules: readonly DirectionRules[],
  environment: StrategyEnvironment,
): StrategyRequirements {
  const indicators: IndicatorRequest[] = [];
  const alignedCloses: AlignedCloseRequest[] = [];
  const requiredTimeframes = new Set<Timeframe>();
  for (const rule of rules) {
    for (const need of needsOf(rule)) {
      if (need === 'bias') addBias(rule, environment, indicators, alignedCloses, requiredTimeframes);
      else if (need === 'overlay') addOverlay(rule, environment, indicators, alignedCloses, requiredTimeframes);
      else indicators.push(primaryRequest(rule, need, environment.primary));
    }
  }
  // The primary timeframe is always there.
  requiredTimeframes.delete(environment.primary);
  return { indicators, alignedCloses, requiredTimeframes: [...requiredTimeframes] };
}

function needsOf(rule: DirectionRules): ReadonlySet<SeriesNeed> {
  const needs = new Set<SeriesNeed>();
  for (const definition of scenarioDefinitions(rule.scenarios)) {
    for (const need of definition.needs(rule)) needs.add(need);
  }
  return needs;
}

function primaryRequest(rule: DirectionRules, column: PrimaryColumn, primary: Timeframe): IndicatorRequest {
  const { indicator, output = 'value', side = 'bid', params } = COLUMN_SOURCES[column](rule);
  return { id: columnId(rule.name, column), indicator, output, timeframe: primary, side, params };
}

/** A bias is tagged where its timeframe happens to be loaded; only one that decides has to be (5.5). */
function addBias(
  rule: DirectionRules,
  { primary }: StrategyEnvironment,
  indicators: IndicatorRequest[],
  alignedCloses: AlignedCloseRequest[],
  requiredTimeframes: Set<Timeframe>,
): void {
  for (const bias of biasParameters(rule.parameters, primary)) {
    const { timeframe, slot, emaLength } = bias;
    if (timeframe === null) continue;
    const mean = { indicator: 'ema', output: 'value', params: { period: emaLength } };
    indicators.push({ id: biasId(rule.name, slot, 'ema'), ...mean, timeframe, side: 'bid' });
    alignedCloses.push({ id: biasId(rule.name, slot, 'close'), timeframe, side: 'bid' });
    if (isDecisive(bias)) requiredTimeframes.add(timeframe);
  }
}

/** Stepwise forms, because `PRIMARY` must hold its values over undefined ones too (`indicators.md` 7.4). */
function addOverlay(
  rule: DirectionRules,
  { primary, variant }: StrategyEnvironment,
  indicators: IndicatorRequest[],
  alignedCloses: AlignedCloseRequest[],
  requiredTimeframes: Set<Timeframe>,
): void {
  for (const { name, timeframe, parameters: p } of overlayTimeframes(rule, primary, variant)) {
    if (timeframe === null) continue;
    indicators.push({
      id: overlayId(rule.name, name, 'z'),
      indicator: 'kalman_zscore_stepwise',
      output: 'value',
      params: { window: p.windowLength, ...kalmanSettings(p) },
      timeframe,
      side: 'bid',
    });
    indicators.push({
      id: overlayId(rule.name, name, 'band'),
      indicator: 'bollinger_stepwise',
      output: rule.direction === 1 ? 'lower' : 'upper',
      params: { period: p.bollingerLength, std_factor: p.stdFactor },
      timeframe,
      side: 'bid',
    });
    alignedCloses.push({ id: overlayId(rule.name, name, 'close'), timeframe, side: 'bid' });
    requiredTimeframes.add(timeframe);
  }
}

function isDecisive(bias: BiasParameters): boolean {
  return bias.filter === 'above' || bias.filter === 'below';
}
