import type { EffectiveConfig } from '../core/types/config.ts';
import type { Problem } from '../core/types/errors.ts';
import { configHash } from './config-hash.ts';
import { type ConfigChange, materialiseTrial, type TrialSurroundings } from './materialise.ts';
import { type MadeConfig, TrialPlan } from './trial-plan.ts';

export type MadeTrial = MadeConfig | { readonly problem: Problem };

/** A list of changed paths and the way to trials that change them. */
interface KnownPaths {
  readonly paths: readonly string[];
  /** Null where every trial has to be made as a whole; undefined before one was valid. */
  plan: TrialPlan | null | undefined;
}

/** Lists that are kept; conditional spaces may have more, and make some trials as a whole again. */
const MOST_LISTS = 64;

/**
 * Makes the configurations of many trials on one base, each the same as `materialiseTrial` and `configHash`
 * give. The first valid trial of a list of changed paths is made as a whole; in the others only what they
 * change is read, checked and written anew.
 */
export class TrialConfigs {
  private readonly base: EffectiveConfig;
  private readonly surroundings: TrialSurroundings;
  private known: KnownPaths[] = [];
  /** That of the trial before, which mostly changed the same paths. */
  private last: KnownPaths | null = null;

  constructor(base: EffectiveConfig, surroundings: TrialSurroundings) {
    // Objects made by a JSON parser are copied ten times as fast as ones that were built key by key.
    this.base = JSON.parse(JSON.stringify(base)) as EffectiveConfig;
    this.surroundings = surroundings;
  }

  make(changes: readonly ConfigChange[], rngSeed: number): MadeTrial {
    const known = this.knownPaths(changes);
    return known.plan?.make(changes, rngSeed) ?? this.makeWhole(changes, rngSeed, known);
  }

  private makeWhole(changes: readonly ConfigChange[], rngSeed: number, known: KnownPaths): MadeTrial {
    const trial = materialiseTrial(this.base, changes, rngSeed, this.surroundings);
    if ('problem' in trial) return trial;
    const { effective } = trial;
    if (known.plan === undefined) known.plan = TrialPlan.create(known.paths, effective, this.surroundings);
    return { effective, configHash: configHash(effective) };
  }

  private knownPaths(changes: readonly ConfigChange[]): KnownPaths {
    if (this.last !== null && changesPaths(changes, this.last.paths)) return this.last;
    let found = this.known.find(({ paths }) => changesPaths(changes, paths));
    if (found === undefined) {
      if (this.known.length === MOST_LISTS) this.known = [];
      found = { paths: changes.map(([path]) => path), plan: undefined };
      this.known.push(found);
    }
    this.last = found;
    return found;
  }
}

function changesPaths(changes: readonly ConfigChange[], paths: readonly string[]): boolean {
  if (changes.length !== paths.length) return false;
  for (let place = 0; place < paths.length; place++) if (changes[place]![0] !== paths[place]) return false;
  return true;
}
