import type { Bars } from '../../types/bars.ts';
import type { JsonObject, JsonValue } from '../../types/json.ts';
import type { SignalDetails } from '../../types/signal.ts';
import type { Timeframe } from '../../types/timeframe.ts';
import { biasLabel, type BiasSeries } from './bias-filter.ts';
import { type BiasParameters, biasParameters, type DirectionRules } from './direction-rules.ts';
import type { DirectionSeries } from './series-requests.ts';

/** Words and figures of a signal (`strategy.md` 10.2 and 10.3). */
export function describeSignal(
  scenarioId: number,
  rule: DirectionRules,
  series: DirectionSeries,
  bars: Bars,
  primary: Timeframe,
  bar: number,
): SignalDetails {
  const isMeanScenario = scenarioId === 1;
  const label = `${rule.name}_${scenarioId}`;
  const bidClose = bars.bid.close[bar]!;
  const askClose = bars.ask.close[bar]!;
  const atr = isMeanScenario && rule.direction === -1 ? series.atrAsk : series.atr;
  const meta: JsonObject = {
    z: at(isMeanScenario ? series.emaZ : series.kalmanZ, bar),
    atr: at(atr, bar),
    prices: { bid_close: bidClose, ask_close: askClose, spread: askClose - bidClose },
    ...(isMeanScenario ? { ema: at(series.ema, bar) } : bandFigures(rule, series, primary, bar)),
  };
  if (isMeanScenario) {
    return { label, reason: `zscore_ema_${rule.name}`, tags: ['zscore', 'ema', 'scenario1'], meta };
  }
  const tags = ['kalman', 'bollinger', `scenario${scenarioId}`, ...biasTags(rule, series, primary, bar)];
  return { label, reason: `kalman_z_boll_${rule.name}`, tags, meta };
}

function bandFigures(rule: DirectionRules, series: DirectionSeries, primary: Timeframe, bar: number): JsonObject {
  const isLong = rule.direction === 1;
  const [biasA, biasB] = biasParameters(rule.parameters, primary);
  return {
    boll: {
      upper: isLong ? null : at(series.upper, bar),
      mid: at(series.mid, bar),
      lower: isLong ? at(series.lower, bar) : null,
    },
    htf: { A: biasFigures(biasA, series.biasA, bar), B: biasFigures(biasB, series.biasB, bar) },
  };
}

function biasFigures(bias: BiasParameters, series: BiasSeries | null, bar: number): JsonObject {
  return {
    tf: bias.timeframe ?? 'NONE',
    ema_len: bias.emaLength,
    ema: at(series?.means ?? null, bar),
    close_price: at(series?.closes ?? null, bar),
    bias_label: biasLabel(series, bar),
  };
}

function biasTags(rule: DirectionRules, series: DirectionSeries, primary: Timeframe, bar: number): readonly string[] {
  const [biasA] = biasParameters(rule.parameters, primary);
  return [
    `htf_${biasA.timeframe ?? 'NONE'}_ema${biasA.emaLength}`,
    `biasA_${biasLabel(series.biasA, bar)}`,
    `biasB_${biasLabel(series.biasB, bar)}`,
  ];
}

/** Value for the record; what is not available is null. */
function at(values: Float64Array | null, bar: number): JsonValue {
  const value = values?.[bar] ?? Number.NaN;
  return Number.isFinite(value) ? value : null;
}
