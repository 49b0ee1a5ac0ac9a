import { resolveLocations } from '../../src/config/locations.ts';
import { runSweep } from '../../src/optimizer/sweep/run-sweep.ts';
import type { SweepReport } from '../../src/optimizer/sweep/sweep-report.ts';
import { createSampleProject, type SampleProject } from '../support/sample-project.ts';
import { type SweepResults, sweepResults } from '../support/sweep-results.ts';

/** Eighteen trials, of which some fail the gate, and six windows. */
const GRID = `sweep_version: 1
name: reported
base: base.json
space:
  strategy_parameters.window_length: [40, 60]
  strategy_parameters.z_score_long: [-2.2, -1.8, -1.4]
  strategy_parameters.atr_mult: [1.0, 2.0, 3.0]
objective: profit_over_drawdown
gates: ["profit_factor >= 1.2"]
validation:
  walk_forward: { train_days: 75, test_days: 30, retest_top: 4 }
`;

/** Twenty-seven trials, of which some fail the gate, with stress tests and cross-validation. */
export const STRESSED_SWEEP = `sweep_version: 1
name: stressed
base: base.json
space:
  strategy_parameters.window_length: [40, 50, 60]
  strategy_parameters.z_score_long: [-2.2, -1.8, -1.4]
  strategy_parameters.atr_mult: [1.0, 2.0, 3.0]
objective: profit_over_drawdown
gates: ["profit_factor >= 1.2"]
robustness: { enabled: true, top_k: 4 }
validation:
  cpcv: { groups: 5, test_groups: 2, embargo_days: 1 }
`;

/** A finished sweep on the generated sample. */
export interface ReportedSweep extends SweepResults {
  readonly project: SampleProject;
  /** Statistics as the sweep computed them. */
  readonly computed: SweepReport['computedStatistics'];
}

export async function createReportedSweep(text = GRID): Promise<ReportedSweep> {
  const project = await createSampleProject();
  const { environment, root } = project;
  const file = project.write('sweep.yaml', text);
  const request = { target: { file }, workers: 1, projectRoot: root, environment };
  const { sweepId, computedStatistics: computed } = await runSweep(request);
  return { project, computed, ...sweepResults(resolveLocations(environment, root), sweepId) };
}
