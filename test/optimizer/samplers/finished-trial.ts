import type { FinishedTrial } from '../../../src/optimizer/samplers/sampler.ts';

/** A complete trial whose other figures do not decide anything. */
export function finishedTrial(trial: Partial<FinishedTrial> & { trialIndex: number }): FinishedTrial {
  return {
    status: 'complete',
    score: 0,
    objectives: [],
    violation: 0,
    profitNet: 0,
    maxDrawdown: 0,
    configHash: trial.trialIndex.toString(16).padStart(64, '0'),
    ...trial,
  };
}
