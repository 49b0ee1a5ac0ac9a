import { alignCloses } from '../../../src/core/indicators/aligned-close.ts';
import { biasSeries } from '../../../src/core/indicators/bias.ts';
import { garchParameters } from '../../../src/core/indicators/garch-parameters.ts';
import { garchVolatilityLocal } from '../../../src/core/indicators/garch-volatility-local.ts';
import { kmeans1d } from '../../../src/core/indicators/kmeans-1d.ts';
import { mapCompletedBars, markStale, NO_BAR } from '../../../src/core/indicators/map-timeframe.ts';
import { getIndicator } from '../../../src/core/indicators/registry.ts';
import { projectNative, projectVisible, reduceToVisible } from '../../../src/core/indicators/stepwise.ts';
import { decideVolCluster } from '../../../src/core/indicators/vol-cluster-guard.ts';
import { volClusterSeries } from '../../../src/core/indicators/vol-cluster-series.ts';
import { type VolClusterState, volClusterState } from '../../../src/core/indicators/vol-cluster-state.ts';
import type { Bars, SideBars } from '../../../src/core/types/bars.ts';
import type { JsonObject } from '../../../src/core/types/json.ts';
import { TIMEFRAME_MS } from '../../../src/core/types/timeframe.ts';
import { pickRows, type VectorCase, type VectorFolder } from './vector-folder.ts';

/** Computes the output of one reference case in the form of its expected output. */
export function evaluateCase(folder: VectorFolder, file: string, vector: VectorCase): unknown {
  if (file === 'mtf_alignment') return evaluateAlignment(folder, vector).map;
  if (file === 'kmeans_1d') return kmeans1d(Float64Array.from(vector.input.values ?? []), vector.params.k as number);
  if (vector.input.alignment_case !== undefined) return evaluateProjected(folder, file, vector);
  const bars = folder.sideOf(vector.input);
  const index = vector.params.idx as number;
  if (file === 'garch_volatility_local') {
    const { lookback } = vector.params as { lookback: number };
    return garchVolatilityLocal(bars.close, index, lookback, garchParameters(vector.params));
  }
  if (file === 'vol_cluster_series') return evaluateFeature(bars, index, vector.params);
  if (file === 'vol_cluster_state') return evaluateClusters(bars, vector);
  return nameOutputs(file, computeIndicator(file, bars, vector.params));
}

/** Maps and update points of an alignment case. */
export function evaluateAlignment(
  folder: VectorFolder,
  vector: VectorCase,
): { map: Int32Array; updatePoints: number[] } {
  const { primary, other, rows } = barsOfAlignment(folder, vector);
  const visible = visibleMap(primary, other, vector.params);
  const updatePoints = [...reduceToVisible(visible, other.bid).updatePoints];
  return { map: visible.map((bar) => (bar === NO_BAR ? NO_BAR : rows[bar])), updatePoints };
}

function computeIndicator(name: string, bars: SideBars, params: JsonObject): readonly Float64Array[] {
  const definition = getIndicator(name);
  return definition.compute(bars, definition.normalise(params));
}

/** A single output as it is, several by name. */
function nameOutputs(name: string, columns: readonly Float64Array[]): unknown {
  const { outputs } = getIndicator(name);
  if (outputs.length === 1) return columns[0];
  return Object.fromEntries(outputs.map((output, position) => [output, columns[position]]));
}

function evaluateProjected(folder: VectorFolder, file: string, vector: VectorCase): unknown {
  const alignment = folder.cases('mtf_alignment').find((candidate) => candidate.name === vector.input.alignment_case);
  if (alignment === undefined) throw new Error(`no alignment case ${vector.input.alignment_case}`);
  const { primary, other } = barsOfAlignment(folder, alignment);
  const side = other[vector.input.price_type ?? 'bid'];
  const visible = visibleMap(primary, other, alignment.params);
  if (file === 'aligned_closes') return alignCloses(side.close, visible);
  const steps = reduceToVisible(visible, side);
  const length = primary.openTimes.length;
  if (file === 'htf_bias') {
    const [means] = computeIndicator('ema', steps.bars, { period: vector.params.ema_period });
    return biasSeries(alignCloses(side.close, visible), projectVisible(means, steps.updatePoints, length));
  }
  if (vector.input.compute === 'native_all_rows') {
    return projectNative(computeIndicator(file, side, vector.params)[0], visible);
  }
  const columns = computeIndicator(file, steps.bars, vector.params);
  return nameOutputs(
    file,
    columns.map((column) => projectVisible(column, steps.updatePoints, length)),
  );
}

/** Both bar series of a case; `rows` are the file rows of the bars that are left of the other timeframe. */
function barsOfAlignment(folder: VectorFolder, vector: VectorCase): { primary: Bars; other: Bars; rows: number[] } {
  const { input, params } = vector;
  const removed = new Set(input.htf_removed_rows);
  const primary = folder.bars(input.primary_file as string, input.primary_timeframe ?? 'M5');
  const other = folder.bars(input.htf_file as string, params.timeframe as Bars['timeframe']);
  return {
    primary: pickRows(primary, (row) => row >= (input.primary_from_row ?? 0)),
    other: pickRows(other, (row) => !removed.has(row)),
    rows: [...other.openTimes.keys()].filter((row) => !removed.has(row)),
  };
}

/**
 * The map under the settings of a case. Only one setting is omega's; the others are expressed by
 * shifted inputs: a bar stamped by its end has no length left, a comparison with the open of the
 * primary bar is one with a primary bar of no length.
 */
function visibleMap(primary: Bars, other: Bars, params: JsonObject): Int32Array {
  const primaryMs = TIMEFRAME_MS[primary.timeframe];
  const otherMs = TIMEFRAME_MS[other.timeframe];
  if (params.rule === 'close_le_close') {
    return mapCompletedBars(primary.openTimes, primaryMs, other.openTimes, otherMs);
  }
  const stamps = params.higher_tf_timestamps_mode as JsonObject;
  const map =
    params.use_previous_completed_higher_tf === false
      ? mapOnEqualOpen(primary.openTimes, other.openTimes)
      : mapCompletedBars(
          primary.openTimes,
          params.entry_timestamp_mode === 'open' ? 0 : primaryMs,
          other.openTimes,
          stamps[other.timeframe] === 'close' ? 0 : otherMs,
        );
  return markStale(map, primaryMs, otherMs, params.stale_bar_limit_bars as number);
}

/** The unfinished bar that opened together with a primary bar: bars of no length on both sides. */
function mapOnEqualOpen(primaryOpenTimes: Float64Array, otherOpenTimes: Float64Array): Int32Array {
  const opens = new Set(primaryOpenTimes);
  const rows = [...otherOpenTimes.keys()].filter((row) => opens.has(otherOpenTimes[row]));
  const times = Float64Array.from(rows, (row) => otherOpenTimes[row]);
  return mapCompletedBars(primaryOpenTimes, 0, times, 0).map((position) =>
    position === NO_BAR ? NO_BAR : rows[position],
  );
}

function evaluateFeature(bars: SideBars, index: number, params: JsonObject): Float64Array {
  const garch = Object.fromEntries(
    Object.entries(params)
      .filter(([key]) => key.startsWith('garch_'))
      .map(([key, value]) => [key.slice('garch_'.length), value]),
  );
  return volClusterSeries(bars, index, {
    feature: params.feature as string,
    atrLength: params.atr_length as number,
    garchLookback: params.garch_lookback as number,
    garch: garchParameters(garch),
  });
}

function evaluateClusters(bars: SideBars, vector: VectorCase): unknown {
  const { params, output } = vector;
  const decide = (index: number) => {
    const state = clusterState(bars, index, params);
    return { state, decision: decideVolCluster(state, params.hysteresis_bars as number, params.allowed as string[]) };
  };
  if (Array.isArray(output)) {
    return output.map((record) => {
      const { idx } = record as { idx: number };
      const { state, decision } = decide(idx);
      return { idx, ...describeState(state), ...describeDecision(decision) };
    });
  }
  const decisions = [...bars.close.keys()].map((index) => decide(index).decision);
  return {
    label: decisions.map((decision) => decision.label),
    allowed: decisions.map((decision) => Number(decision.allowed)),
    status: decisions.map((decision) => (vector.status_codes ?? []).indexOf(decision.status)),
  };
}

function clusterState(bars: SideBars, index: number, params: JsonObject): VolClusterState {
  return volClusterState(evaluateFeature(bars, index, params), index, {
    window: params.window as number,
    k: params.k as number,
    minPoints: params.min_points as number,
    logTransform: params.log_transform as boolean,
  });
}

function describeState(state: VolClusterState): JsonObject {
  const common = { state_status: state.status, sample_size: state.sampleSize };
  if (state.status !== 'ok') return common;
  return {
    ...common,
    labels: [...state.labels],
    mapping: state.names,
    centers: [...state.centers],
    centers_log: state.centersLog === null ? null : [...state.centersLog],
    sigma: state.sigma,
  };
}

function describeDecision(decision: ReturnType<typeof decideVolCluster>): JsonObject {
  return {
    guard_status: decision.status,
    allowed: decision.allowed,
    label: decision.label,
    hysteresis_ok: decision.hysteresisOk,
    allowed_now: decision.labelAllowed,
  };
}
