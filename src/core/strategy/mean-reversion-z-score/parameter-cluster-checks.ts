import type { ParameterIssues } from '../parameters/parameter-issues.ts';
import { clusterRank } from './parameter-lists.ts';
import type { MeanReversionParameters } from './parameter-set.ts';

/** Rules of the volatility-cluster guard, scenario 5 (`strategy.md` 2.4 and 2.7). */
export function checkClusterGuard(set: MeanReversionParameters, issues: ParameterIssues): void {
  checkHysteresis(set, issues);
  if (!set.enabledScenarios.includes(5) || !issues.areKnown('enabled_scenarios')) return;
  checkWindow(set, issues);
  checkLabels(set, issues);
}

function checkHysteresis(set: MeanReversionParameters, issues: ParameterIssues): void {
  if (set.clusterHysteresisBars <= set.volClusterWindow) return;
  if (!issues.areKnown('cluster_hysteresis_bars', 'intraday_vol_cluster_window')) return;
  const message = `${set.clusterHysteresisBars} is longer than intraday_vol_cluster_window (${set.volClusterWindow})`;
  issues.violate('CFG_RANGE', 'cluster_hysteresis_bars', { message });
}

function checkWindow(set: MeanReversionParameters, issues: ParameterIssues): void {
  const usable = set.volGarchLookback - 1 - set.garchMinPeriods;
  const needed = Math.max(set.volMinPoints, set.volClusterCount);
  const isKnown = issues.areKnown(
    'intraday_vol_garch_lookback',
    'garch_min_periods',
    'intraday_vol_min_points',
    'intraday_vol_cluster_k',
    'intraday_vol_cluster_window',
  );
  if (!isKnown) return;
  if (usable < needed) {
    const message = `the window leaves ${usable} volatilities, but clustering needs ${needed}`;
    const hint = `use at least ${needed + 1 + set.garchMinPeriods} bars, or lower intraday_vol_min_points`;
    issues.violate('CFG_PARAM_CROSS', 'intraday_vol_garch_lookback', { message, hint });
  } else if (set.volClusterWindow > usable) {
    const message = `only ${usable} of ${set.volClusterWindow} volatilities can exist in the local window`;
    issues.warn('WARN_CLUSTER_WINDOW_CAPPED', 'intraday_vol_cluster_window', { message });
  }
}

function checkLabels(set: MeanReversionParameters, issues: ParameterIssues): void {
  if (set.volAllowed.length === 0 || !issues.areKnown('intraday_vol_allowed', 'intraday_vol_cluster_k')) return;
  if (set.volAllowed.some((label) => clusterRank(label) < set.volClusterCount)) return;
  const message = `with ${set.volClusterCount} clusters none of ${set.volAllowed.join(', ')} can ever occur`;
  issues.violate('CFG_PARAM_CROSS', 'intraday_vol_allowed', { message });
}
