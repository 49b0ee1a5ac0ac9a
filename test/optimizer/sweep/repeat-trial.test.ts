import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repeatTrial, type TrialName } from '../../../src/optimizer/sweep/repeat-trial.ts';
import type { SweepReport } from '../../../src/optimizer/sweep/sweep-report.ts';
import { createSampleProject, type SampleProject } from '../../support/sample-project.ts';
import { surroundingsIn, sweepIn } from '../../support/sample-sweeps.ts';

const GRID = `sweep_version: 1
base: base.json
space:
  strategy_parameters.z_score_long: [-1.8, -1.4]
  strategy_parameters.atr_mult: [1.0, 2.0]
objective: profit_over_drawdown
`;
const WALK_FORWARD = `${GRID}validation:
  walk_forward: { train_days: 90, test_days: 60, retest_top: 2, slice: SLICE }
`;

let project: SampleProject;
let searched: SweepReport;
let sliced: SweepReport;

beforeAll(async () => {
  project = await createSampleProject();
  searched = await sweepIn(project, WALK_FORWARD.replace('SLICE', 'false'), 'searched');
  sliced = await sweepIn(project, WALK_FORWARD.replace('SLICE', 'true'), 'sliced');
});
afterAll(() => project.remove());

const repeat = (results: string, name: TrialName) => repeatTrial(name, surroundingsIn(project, results));

describe('a repeated trial', () => {
  it('is the run that the store has the hash of', async () => {
    const [best] = searched.top;
    const { trialIndex, run, differences } = await repeat('searched', { sweepId: searched.sweepId, trial: 'best' });
    expect([trialIndex, run.resultHash, run.configHash]).toEqual([best.trialIndex, best.resultHash, best.configHash]);
    expect([...run.metrics]).toEqual([...best.metrics]);
    expect(differences).toEqual([]);
    expect(run.folder).toBeNull();
  });

  it.each(['trainId', 'testId'] as const)('may be one of a window (%s)', async (part) => {
    const [window] = searched.walkForward!.windows;
    const { run, differences } = await repeat('searched', { sweepId: window[part], trial: 'best' });
    expect(differences).toEqual([]);
    const dates = part === 'trainId' ? [window.trainStart, window.trainEnd] : [window.testStart, window.testEnd];
    expect([run.config.start_date, run.config.end_date]).toEqual(dates);
  });

  it('is no slice of another run, but may be run on the days behind it', async () => {
    const [{ trainId, testId }] = sliced.walkForward!.windows;
    await expect(repeat('sliced', { sweepId: trainId, trial: 3 })).rejects.toMatchObject({
      code: 'USAGE',
      message: 'trial 3 of training window 0 is cut out of a longer run, and is none',
      hint: `name the trial that it is cut out of: ${sliced.sweepId}:3`,
    });
    expect((await repeat('sliced', { sweepId: testId, trial: 'best' })).differences).toEqual([]);
    expect((await repeat('sliced', { sweepId: sliced.sweepId, trial: 3 })).differences).toEqual([]);
  });

  it('is refused where none may be best', async () => {
    const { sweepId } = await sweepIn(project, `${GRID}gates: [total_trades > 100000]\n`, 'gated');
    await expect(repeat('gated', { sweepId, trial: 'best' })).rejects.toMatchObject({
      code: 'SWEEP_NO_ELIGIBLE_TRIAL',
    });
  });
});
