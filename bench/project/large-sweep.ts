import path from 'node:path';
import type { JsonObject } from '../../src/core/types/json.ts';
import { runSweep } from '../../src/optimizer/sweep/run-sweep.ts';
import { SAMPLE_CONFIG } from '../../test/support/sample-project.ts';
import { writeSweepFile } from './sweep-documents.ts';

/** A random search on the generated sample whose trials cost little. Returns the id of the sweep. */
export async function runLargeSweep(project: string, trials: number): Promise<string> {
  const document: JsonObject = {
    sweep_version: 1,
    name: `sample-${trials}`,
    base_config: SAMPLE_CONFIG,
    space: {
      'strategy_parameters.window_length': { type: 'int', low: 40, high: 140, step: 20 },
      'strategy_parameters.b_b_length': { type: 'int', low: 20, high: 60, step: 10 },
      'strategy_parameters.std_factor': { type: 'float', low: 1.5, high: 3 },
      'strategy_parameters.z_score_long': { type: 'float', low: -3, high: -1.5 },
      'strategy_parameters.z_score_short': { type: 'float', low: 1.5, high: 3 },
      'strategy_parameters.atr_mult': { type: 'float', low: 1, high: 5 },
    },
    sampler: { name: 'random' },
    budget: { trials },
    objective: 'profit_over_drawdown',
  };
  const file = path.join(project, writeSweepFile(project, document));
  const { sweepId } = await runSweep({ target: { file }, projectRoot: project, environment: {}, workers: 2 });
  return sweepId;
}
