import type { FinishedTrial, Proposal, Sampler } from '../../src/optimizer/samplers/sampler.ts';
import type { SearchSpace } from '../../src/optimizer/space/search-space.ts';
import { finishedTrial } from '../optimizer/samplers/finished-trial.ts';

/** What a sampler is made from, as far as the contract varies it. */
interface SamplerInputs {
  readonly space: SearchSpace;
  readonly trials: number;
  readonly root: number;
}

export type CreateSampler = (inputs: SamplerInputs) => Sampler;

export type Judge = (proposal: Proposal) => FinishedTrial;

/** A smooth score with some failures and infeasible trials, decided by the point alone. */
export const judge: Judge = ({ trialIndex, point: { params } }) => {
  const numbers = Object.values(params).map((value) => (typeof value === 'number' ? value : String(value).length));
  const score = -numbers.reduce((sum, value, i) => sum + Math.abs(Math.log1p(Math.abs(value)) - 0.3 * i), 0);
  const trial = finishedTrial({ trialIndex, score, profitNet: numbers.length });
  const spot = Math.abs(Math.round(score * 1e4)) % 13;
  if (spot === 3) return { ...trial, status: 'failed', score: Number.NaN, profitNet: Number.NaN, configHash: null };
  if (spot === 5) return { ...trial, status: 'infeasible', violation: 1 + Math.abs(score) };
  return trial;
};

/** Runs a search to its end as the scheduler does; never more than 5000 trials. */
export function runSearch(sampler: Sampler, askSize: number, judgeTrial: Judge = judge): Proposal[] {
  const all: Proposal[] = [];
  let told = 0;
  while (all.length < 5000) {
    const some = sampler.ask(askSize);
    all.push(...some);
    if (some.length > 0) continue;
    if (!sampler.isWaiting) return all;
    sampler.tell(all.slice(told).map(judgeTrial));
    told = all.length;
  }
  return all;
}
