import type { SamplerName } from '../samplers/built-samplers.ts';
import { MAX_HALTON_DIMENSIONS } from '../samplers/halton-sequence.ts';
import { MAX_SOBOL_DIMENSIONS } from '../samplers/sobol-sequence.ts';
import type { SearchSpace } from '../space/search-space.ts';
import { hasSeveralObjectives } from './several-objectives.ts';
import { keyOffsetOf, offsetOf, type SourcePath } from './source-node.ts';
import type { SweepSource } from './sweep-source.ts';

/** Largest number of trials of any sampler, and of one that keeps all of them in memory. */
const MAX_TRIALS = 50_000_000;
const MAX_HYPERCUBE = 10_000_000;
/** A generation of CMA-ES needs a better half. */
const MIN_LAMBDA = 2;

/** Refuses spaces and settings that a sampler cannot work with (`optimizer.md` 7 and 10). */
export function checkSamplerLimits(source: SweepSource, space: SearchSpace, name: SamplerName): void {
  checkBudget(source, name);
  if (name === 'halton') checkDimensions(source, space, name, MAX_HALTON_DIMENSIONS);
  if (name === 'sobol') checkDimensions(source, space, name, MAX_SOBOL_DIMENSIONS);
  if (name === 'cma') {
    checkCmaSpace(source, space);
    checkLambda(source);
    checkSingleObjective(source);
  }
  if (name === 'nsga2') checkPopulation(source);
}

/** A Latin hypercube is made as a whole before its first trial. */
function checkBudget({ body, root, problems }: SweepSource, name: SamplerName): void {
  const { trials } = body.budget;
  const limit = name === 'lhs' ? MAX_HYPERCUBE : MAX_TRIALS;
  if (trials === undefined || trials === null || trials <= limit) return;
  const path = ['budget', 'trials'];
  problems.add({
    code: 'SWEEP_RANGE',
    offset: offsetOf(root, path),
    path,
    message: `found ${trials}, expected at most ${limit} with sampler ${name}`,
    hint:
      name === 'lhs'
        ? 'sobol, halton and random need no memory for it'
        : 'a search of that size wants fewer parameters',
    details: { trials, limit },
  });
}

function checkDimensions({ root, problems }: SweepSource, space: SearchSpace, name: SamplerName, limit: number): void {
  const dimensions = space.searched.length;
  if (dimensions <= limit) return;
  const path = ['sampler', 'name'];
  problems.add({
    code: 'SWEEP_UNSUPPORTED',
    offset: offsetOf(root, path),
    path,
    message: `the space has ${dimensions} dimensions, ${name} works with at most ${limit}`,
    hint: 'search fewer parameters, or use lhs or random',
    details: { dimensions, limit },
  });
}

/** CMA-ES moves along numbers that are always there. */
function checkCmaSpace({ root, problems }: SweepSource, { parameters, searched }: SearchSpace): void {
  const refuse = (path: SourcePath, message: string): void =>
    problems.add({
      code: 'SWEEP_UNSUPPORTED',
      offset: keyOffsetOf(root, path),
      path,
      message,
      hint: 'use tpe, or ranges (int, float) without conditions',
    });
  for (const position of searched) {
    const { kind, path, when } = parameters[position];
    if (kind !== 'int' && kind !== 'float') {
      refuse(['space', path], `cma searches numeric ranges only, '${path}' is of the form ${kind}`);
    } else if (when !== null) {
      refuse(['space', path], `cma cannot search the conditional parameter '${path}'`);
    }
  }
  if (searched.length === 0) refuse(['space'], 'cma needs at least one numeric range');
}

/** A covariance is learnt from one order of the points. */
function checkSingleObjective({ body, root, problems }: SweepSource): void {
  if (!hasSeveralObjectives(body)) return;
  const path = ['sampler', 'name'];
  problems.add({
    code: 'SWEEP_UNSUPPORTED',
    offset: offsetOf(root, path),
    path,
    message: 'cma works with one objective, the sweep has several',
    hint: 'use nsga2 or tpe, or one objective',
  });
}

function checkLambda({ body, root, problems }: SweepSource): void {
  const { batch_size: lambda } = body.sampler;
  if (lambda === undefined || lambda >= MIN_LAMBDA) return;
  const path = ['sampler', 'batch_size'];
  const message = `found ${lambda}, expected at least ${MIN_LAMBDA}: a batch of cma is a generation`;
  problems.add({ code: 'SWEEP_RANGE', offset: offsetOf(root, path), path, message });
}

function checkPopulation({ body, root, problems }: SweepSource): void {
  const { batch_size: batchSize, population } = body.sampler;
  if (batchSize === undefined || batchSize === population) return;
  const path = ['sampler', 'batch_size'];
  problems.add({
    code: 'SWEEP_UNSUPPORTED',
    offset: offsetOf(root, path),
    path,
    message: `a batch of nsga2 is its population of ${population}, found a batch size of ${batchSize}`,
    hint: `leave batch_size out, or set population: ${batchSize}`,
  });
}
