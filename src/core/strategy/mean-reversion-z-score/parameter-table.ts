import { ParameterTable } from '../parameters/parameter-table.ts';
import { resolveOverlay } from './overlay-parameters.ts';
import { parameterDescriptors } from './parameter-descriptors.ts';
import { readClusterLabels, readScenarios } from './parameter-lists.ts';
import { readFeature, readGarchLookback, wordOr } from './parameter-parity.ts';

/** The parameters of the strategy, with the readers of those that have rules of their own. */
export const parameterTable = new ParameterTable(parameterDescriptors, {
  htf_tf: wordOr('NONE'),
  extra_htf_tf: wordOr('NONE'),
  intraday_vol_feature: readFeature,
  intraday_vol_allowed: readClusterLabels,
  intraday_vol_garch_lookback: readGarchLookback,
  scenario6_mode: wordOr('all'),
  scenario6_params: (_descriptor, value, path, issues) => resolveOverlay(value, [], path, issues),
  direction_filter: wordOr('both'),
  enabled_scenarios: readScenarios,
});
