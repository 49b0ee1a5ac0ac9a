import { SAMPLER_NAMES } from '../samplers/built-samplers.ts';
import { defaultLambda } from '../samplers/cma/constants.ts';
import { GridWalk } from '../samplers/grid-walk.ts';
import type { SearchSpace } from '../space/search-space.ts';
import { checkSamplerLimits } from './sampler-limits.ts';
import { findEntry, keyOffsetOf, offsetOf, type SourcePath } from './source-node.ts';
import type { BudgetDefinition, SamplerDefinition } from './sweep-definition.ts';
import type { SweepBody } from './sweep-schema.ts';
import type { SweepSource } from './sweep-source.ts';

/** Largest grid that is searched without being asked for. */
const MAX_UNNAMED_GRID = 100_000;
/** Largest grid at all: more trials than this are a search that wants a sampler. */
const MAX_GRID = 50_000_000;
/** Largest grid in shuffled order, which needs memory for every point. */
const MAX_SHUFFLED_GRID = 10_000_000;
/** Raw points looked at to find out whether any is valid. */
const MAX_EXAMINED = 1_000_000;
const DEFAULT_BATCH_SIZE = 16;

/** Sampler of the sweep: the named one, else a grid if it is small enough. Reports what does not fit. */
export function chooseSampler(source: SweepSource, space: SearchSpace): SamplerDefinition {
  const { body, root, problems } = source;
  const { name = 'grid', order, startup_trials: startupTrials, candidates, sigma } = body.sampler;
  const { rawPoints } = space;
  if (body.sampler.name === undefined && (rawPoints === null || rawPoints > MAX_UNNAMED_GRID)) {
    const found = rawPoints === null ? 'a continuous range' : `${rawPoints} points`;
    problems.add({
      code: 'SWEEP_SAMPLER_REQUIRED',
      offset: keyOffsetOf(root, findEntry(root, 'sampler') === undefined ? ['space'] : ['sampler']),
      path: ['sampler', 'name'],
      message: `the space has ${found}; without a sampler only grids up to ${MAX_UNNAMED_GRID} points are searched`,
      hint: `name a sampler: ${SAMPLER_NAMES.join(', ')}`,
      details: { points: rawPoints },
    });
  } else if (name === 'grid') {
    checkGrid(source, space, order);
  } else {
    checkPoints(source, space);
    checkSamplerLimits(source, space, name);
  }
  const batchSize = body.sampler.batch_size ?? defaultBatchSize(body.sampler, space);
  return { name, order, batchSize, startupTrials, candidates, sigma };
}

/** Samplers that work in generations take each of them as a batch (`optimizer.md` 5.3). */
function defaultBatchSize({ name, population }: SweepBody['sampler'], space: SearchSpace): number {
  if (name === 'nsga2') return population;
  return name === 'cma' ? defaultLambda(space.searched.length) : DEFAULT_BATCH_SIZE;
}

/** Budget with its default: all points of a grid, else the larger of 30 per searched parameter and 100. */
export function chooseBudget({ body }: SweepSource, space: SearchSpace, sampler: SamplerDefinition): BudgetDefinition {
  const { trials, stall_batches, max_failed_share, trial_timeout_seconds, wall_seconds } = body.budget;
  const byDefault = sampler.name === 'grid' ? null : Math.max(30 * space.searched.length, 100);
  return {
    trials: trials ?? byDefault,
    stallBatches: stall_batches,
    maxFailedShare: max_failed_share,
    trialTimeoutSeconds: trial_timeout_seconds,
    wallSeconds: wall_seconds,
  };
}

function checkGrid(source: SweepSource, space: SearchSpace, order: 'file' | 'shuffled'): void {
  const { root, problems } = source;
  const { rawPoints } = space;
  if (rawPoints === null) {
    for (const { parameter, offset, path } of floatPlaces(source, space)) {
      if (parameter.step !== null || parameter.points !== null) continue;
      const message = `a grid needs 'step' or 'points' for the range of '${parameter.path}'`;
      problems.add({ code: 'SWEEP_SPACE', offset, path, message });
    }
    return;
  }
  const limit = order === 'shuffled' ? MAX_SHUFFLED_GRID : MAX_GRID;
  if (rawPoints > limit) {
    problems.add({
      code: 'SWEEP_RANGE',
      offset: offsetOf(root, ['sampler', 'name']),
      path: ['sampler', 'name'],
      message: `the grid has ${rawPoints} raw points, expected at most ${limit}`,
      hint: 'take larger steps, or sampler: { name: random } with a budget',
      details: { points: rawPoints, limit },
    });
    return;
  }
  const examined = examineGrid(space);
  if (examined === null) return;
  const path = [findEntry(root, 'constraints') === undefined ? 'space' : 'constraints'];
  problems.add({
    code: 'SWEEP_SPACE',
    offset: keyOffsetOf(root, path),
    path,
    message: `every one of the ${examined} points violates a constraint`,
    details: { points: examined },
  });
}

/** `points` describes the levels of a grid; other samplers draw from the range. */
function checkPoints(source: SweepSource, space: SearchSpace): void {
  for (const { parameter, offset, path } of floatPlaces(source, space)) {
    if (parameter.points === null) continue;
    const message = `'points' works with the grid only, the sampler is ${source.body.sampler.name}`;
    source.problems.add({ code: 'SWEEP_SPACE', offset, path, message, hint: "use 'step', or leave it out" });
  }
}

function floatPlaces({ root }: SweepSource, { parameters }: SearchSpace) {
  return parameters.flatMap((parameter) => {
    if (parameter.kind !== 'float') return [];
    const path: SourcePath = ['space', parameter.path];
    return [{ parameter, path, offset: keyOffsetOf(root, path) }];
  });
}

/** Number of points if none is valid; null if one is, or if that is not known after a million. */
function examineGrid(space: SearchSpace): number | null {
  const walk = new GridWalk(space, MAX_EXAMINED);
  return walk.next() || walk.isCutOff ? null : (space.rawPoints as number);
}
