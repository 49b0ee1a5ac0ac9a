import type { VolClusterState } from './vol-cluster-state.ts';

export type VolClusterStatus =
  | 'ok'
  | 'insufficient_points'
  | 'insufficient_unique'
  | 'hysteresis_block'
  | 'label_block';

/** Decision of the volatility guard for one bar; label and flags are null without clusters. */
export interface VolClusterDecision {
  readonly status: VolClusterStatus;
  readonly allowed: boolean;
  readonly label: string | null;
  readonly hysteresisOk: boolean | null;
  /** Whether the current label is in the list, whatever the hysteresis says. */
  readonly labelAllowed: boolean | null;
}

/**
 * Whether the current volatility cluster may trade (`indicators.md` 6.4). Hysteresis asks that the last
 * `hysteresisBars` labels of the same clustering run equal the current one; it remembers no decisions.
 * It is reported before a forbidden label.
 */
export function decideVolCluster(
  state: VolClusterState,
  hysteresisBars: number,
  allowedLabels: readonly string[],
): VolClusterDecision {
  if (state.status !== 'ok') {
    return { status: state.status, allowed: false, label: null, hysteresisOk: null, labelAllowed: null };
  }
  const current = state.labels[state.labels.length - 1];
  const label = state.names[current];
  const hysteresisOk = isSteady(state.labels, current, hysteresisBars);
  const labelAllowed = allowedLabels.some((allowed) => allowed.trim().toLowerCase() === label);
  const status = !hysteresisOk ? 'hysteresis_block' : !labelAllowed ? 'label_block' : 'ok';
  return { status, allowed: status === 'ok', label, hysteresisOk, labelAllowed };
}

function isSteady(labels: Int32Array, current: number, bars: number): boolean {
  if (bars <= 1) return true;
  return labels.length >= bars && labels.subarray(labels.length - bars).every((label) => label === current);
}
