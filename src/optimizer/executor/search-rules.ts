import { deserialize, serialize } from 'node:v8';
import { type SeedPolicy, trialSeed } from '../random/seed-keys.ts';
import type { Objective } from '../ranking/objective.ts';
import { createTrialScorer } from '../ranking/score-trial.ts';
import type { ParameterDefinition } from '../space/parameter.ts';
import { PointCoordinates } from '../space/point-coordinates.ts';
import { createSearchSpace } from '../space/search-space.ts';
import { createSetupFinder, type SetupChoice, type SetupFinder } from './setup-choice.ts';
import type { TrialScorer } from './trial-judge.ts';

/** Everything that all trials of one search have in common, as plain data: a worker makes trials and rows by it. */
export interface SearchRules {
  readonly sweepId: string;
  readonly rootSeed: number;
  readonly seedPolicy: SeedPolicy;
  readonly setups: SetupChoice;
  readonly parameters: readonly ParameterDefinition[];
  readonly constraints: readonly string[];
  readonly objective: Objective;
  readonly gates: readonly string[];
}

/** Rules in shared memory, which crosses a thread border without being copied. */
export type PackedRules = Uint8Array;

/** Rules that are ready for use. */
export interface CompiledRules {
  readonly sweepId: string;
  readonly points: PointCoordinates;
  readonly setupOf: SetupFinder;
  readonly seedOf: (trialIndex: number, paramsHash: string) => number;
  readonly scorer: TrialScorer;
}

export function packRules(rules: SearchRules): PackedRules {
  const bytes = serialize(rules);
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}

export function compileRules(rules: SearchRules): CompiledRules {
  const { sweepId, rootSeed, seedPolicy, setups, parameters, constraints, objective, gates } = rules;
  return {
    sweepId,
    points: new PointCoordinates(createSearchSpace(parameters, constraints)),
    setupOf: createSetupFinder(setups),
    seedOf: (trialIndex, paramsHash) => trialSeed(seedPolicy, rootSeed, trialIndex, paramsHash),
    scorer: createTrialScorer(objective, gates),
  };
}

/** Compiles rules, and keeps them for as long as the same ones come again. */
export class RulesReader {
  private packed: PackedRules | null = null;
  private compiled: CompiledRules | null = null;

  read(packed: PackedRules): CompiledRules {
    if (this.compiled === null || this.packed === null || Buffer.compare(this.packed, packed) !== 0) {
      this.packed = packed;
      // A copy, because a deserialiser takes no shared memory.
      this.compiled = compileRules(deserialize(Buffer.from(packed)) as SearchRules);
    }
    return this.compiled;
  }
}
