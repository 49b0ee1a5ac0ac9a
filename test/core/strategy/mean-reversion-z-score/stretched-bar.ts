import { isSet } from '../../../../src/core/math/bit-mask.ts';
import { meanReversionZScore } from '../../../../src/core/strategy/mean-reversion-z-score/definition.ts';
import { StrategyInputs } from '../../../../src/core/strategy/strategy-inputs.ts';
import type { Bars } from '../../../../src/core/types/bars.ts';
import type { JsonObject } from '../../../../src/core/types/json.ts';
import type { Signal, SignalDetails } from '../../../../src/core/types/signal.ts';
import type { StrategyEnvironment } from '../../../../src/core/types/strategy.ts';
import { flatBars } from '../../../support/bars.ts';
import { localColumns } from '../../../support/local-columns.ts';
import { ENVIRONMENT } from '../environment.ts';

/** Bars of a case; the last one is asked. Enough for the local windows of scenarios 4 and 5. */
export const BAR_COUNT = 200;
export const LAST = BAR_COUNT - 1;
export const BID_CLOSE = 1.1;
export const ASK_CLOSE = 1.1002;
export const BID_LOW = 1.098;
export const BID_HIGH = 1.102;

/** Values under which every scenario holds for the direction, by the last part of the series id. */
const FAVOURABLE: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  long: { ema: 1.104, ema_z: -3, kalman_z: -3, kalman_garch_z: -3, band: 1.101, mid: 1.105, z: -3 },
  short: { ema: 1.096, ema_z: 3, kalman_z: 3, kalman_garch_z: 3, band: 1.099, mid: 1.095, z: 3 },
};
const SAME_FOR_BOTH: Readonly<Record<string, number>> = { atr: 0.001, atr_ask: 0.0012, close: BID_CLOSE };
const BIAS_MEAN = 1.05;

export interface StretchedBar {
  readonly parameters?: JsonObject;
  readonly environment?: StrategyEnvironment;
  /** Values by series id instead of the favourable ones, one for the last bar or one per bar; NaN is missing. */
  readonly values?: Readonly<Record<string, number | readonly number[]>>;
  /** Bid closes before the last bar; default: a small zigzag. */
  readonly closesBefore?: (bar: number) => number;
}

export interface Answer {
  readonly signal: Signal | null;
  readonly details: SignalDetails | null;
  readonly isUndefined: boolean;
  readonly isCandidate: boolean;
}

/** Every scenario allowed to fire on its own, whatever the cluster. */
const BASE: JsonObject = {
  z_score_long: -2,
  z_score_short: 2,
  intraday_vol_allowed: ['low', 'mid', 'high'],
  scenario6_timeframes: ['M15', 'H1'],
  local_z_lookback: 0,
  garch_min_periods: 50,
  intraday_vol_garch_lookback: 180,
  intraday_vol_cluster_window: 100,
};

/** Asks a fresh instance about a bar on which both directions of all scenarios hold, but for the changes. */
export function ask(change: StretchedBar = {}): Answer {
  const environment = change.environment ?? ENVIRONMENT;
  const { parameters, issues } = meanReversionZScore.resolve({ ...BASE, ...change.parameters }, environment);
  const errors = issues.filter((issue) => issue.severity === 'error');
  if (errors.length > 0) throw new Error(errors.map((issue) => `${issue.path}: ${issue.message}`).join('; '));
  const bars = stretchedBars(change);
  const { indicators, alignedCloses } = meanReversionZScore.requirements(parameters, environment);
  const ids = [...indicators, ...alignedCloses].map(({ id }) => id);
  const unknown = Object.keys(change.values ?? {}).filter((id) => !ids.includes(id));
  if (unknown.length > 0) throw new Error(`nothing reads ${unknown.join(', ')}`);
  const columns = ids.map((id) => [id, columnOf(id, change.values?.[id])] as const);
  const instance = meanReversionZScore.create(parameters, environment, new StrategyInputs(bars, localColumns(columns)));
  const signal = instance.onBar(LAST);
  return {
    signal: signal === null ? null : { ...signal },
    details: signal === null ? null : instance.describe!(LAST),
    isUndefined: instance.isUndefinedAt!(LAST),
    isCandidate: isSet(instance.candidates!.mask, LAST),
  };
}

/** Label of the signal, null without one. */
export function labelOf(change: StretchedBar): string | null {
  return ask(change).details?.label ?? null;
}

/** Bars that end as every case ends; only the closes before are free. */
export function stretchedBars(change: Pick<StretchedBar, 'closesBefore'>): Bars {
  const times = Array.from({ length: BAR_COUNT }, (_, bar) => Date.UTC(2024, 2, 4) + bar * 300_000);
  const bars = flatBars('M5', times, BID_CLOSE);
  const before = change.closesBefore ?? ((bar: number) => BID_CLOSE + (bar % 2) * 0.0001 + (bar % 7) * 0.00003);
  for (let bar = 0; bar < LAST; bar++) bars.bid.close[bar] = before(bar);
  bars.bid.low[LAST] = BID_LOW;
  bars.bid.high[LAST] = BID_HIGH;
  bars.ask.close[LAST] = ASK_CLOSE;
  return bars;
}

function columnOf(id: string, given: number | readonly number[] | undefined): Float64Array {
  if (typeof given === 'object') {
    const column = new Float64Array(BAR_COUNT).fill(Number.NaN);
    column.set(given, BAR_COUNT - given.length);
    return column;
  }
  return new Float64Array(BAR_COUNT).fill(given ?? favourable(id));
}

function favourable(id: string): number {
  const parts = id.split('.');
  const last = parts[parts.length - 1];
  if (parts[1].startsWith('bias') && last === 'ema') return BIAS_MEAN;
  const value = SAME_FOR_BOTH[last] ?? FAVOURABLE[parts[0]][last];
  if (value === undefined) throw new Error(`no value for ${id}`);
  return value;
}
