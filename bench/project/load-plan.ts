import path from 'node:path';
import { resolveLocations } from '../../src/config/locations.ts';
import type { JsonObject } from '../../src/core/types/json.ts';
import { packRules } from '../../src/optimizer/executor/search-rules.ts';
import { packChunk, type TrialChunk } from '../../src/optimizer/executor/trial-chunk.ts';
import type { TrialJob } from '../../src/optimizer/executor/trial-job.ts';
import { trialSeed } from '../../src/optimizer/random/seed-keys.ts';
import { type Coordinates, PointCoordinates } from '../../src/optimizer/space/point-coordinates.ts';
import { createSweepSampler } from '../../src/optimizer/sweep/create-sweep-sampler.ts';
import { loadDefinition } from '../../src/optimizer/sweep/load-definition.ts';
import { rulesOf } from '../../src/optimizer/sweep/run-search.ts';
import { planSweep, type SweepPlan } from '../../src/optimizer/sweep/sweep-plan.ts';
import { readSupportFiles } from '../../src/run/support.ts';
import { writeSweepFile } from './sweep-documents.ts';

const ASKED_AT_ONCE = 1000;

/** A trial, also as the coordinates in which it is sent to a worker. */
export interface LoadedTrial extends TrialJob {
  readonly coordinates: Coordinates;
}

/** A sweep that is ready to run in this process: its plan, and all of its trials in the order of proposal. */
export interface LoadedSweep {
  readonly plan: SweepPlan;
  readonly jobs: readonly LoadedTrial[];
}

/** Reads a sweep document and the data it needs, as `omega sweep` does in a project without settings of its own. */
export async function loadSweep(project: string, document: JsonObject): Promise<LoadedSweep> {
  const locations = resolveLocations({}, project);
  const support = await readSupportFiles(locations, true);
  const file = path.join(project, writeSweepFile(project, document));
  const defined = await loadDefinition(file, {
    strict: true,
    symbolSpecs: support.symbolSpecs,
    projectRoot: project,
  });
  const plan = await planSweep(defined, support, locations, { useCache: true, strictData: false, workers: 1 }, null);
  return { plan, jobs: proposeJobs(plan) };
}

function proposeJobs(plan: SweepPlan): LoadedTrial[] {
  const { stored, setupOf } = plan.search;
  const sampler = createSweepSampler(plan.defined, plan.search);
  const points = new PointCoordinates(plan.defined.space);
  const jobs: LoadedTrial[] = [];
  for (;;) {
    const proposals = sampler.ask(ASKED_AT_ONCE);
    if (proposals.length === 0) return jobs;
    for (const { trialIndex, point, paramsHash } of proposals) {
      const seed = trialSeed(stored.seedPolicy, stored.rootSeed, trialIndex, paramsHash);
      const { changes } = point;
      jobs.push({ index: trialIndex, seed, setup: setupOf(changes), changes, coordinates: points.encode(point) });
    }
  }
}

/** The trials in chunks, as the coordinator hands them to a worker. */
export function chunksOf(plan: SweepPlan, trials: readonly LoadedTrial[], size: number): TrialChunk[] {
  const rules = packRules(rulesOf(plan.search, plan));
  return Array.from({ length: Math.ceil(trials.length / size) }, (_, number) =>
    packChunk(
      rules,
      trials.slice(number * size, (number + 1) * size).map(({ index, coordinates }) => ({
        coordinates,
        trial: { trialIndex: index, givenSeed: null, repeatOf: null },
      })),
    ),
  );
}
