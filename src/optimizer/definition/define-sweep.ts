import { isJsonObject } from '../../core/math/json-kind.ts';
import type { RunMode } from '../../core/types/config.ts';
import type { ParameterDescriptor } from '../../core/types/strategy.ts';
import { createSearchSpace, type SearchSpace } from '../space/search-space.ts';
import { type BaseDocument, type CheckedBase, checkBase, type Normalise } from './base-config.ts';
import { checkValues } from './check-values.ts';
import { choosePruner } from './choose-pruner.ts';
import { chooseBudget, chooseSampler } from './choose-sampler.ts';
import { hashDefinition } from './definition-hash.ts';
import { readGates } from './read-gates.ts';
import { readGroups } from './read-groups.ts';
import { readObjective } from './read-objective.ts';
import { checkSelection, readSelection } from './read-selection.ts';
import { type ReadSpace, readSpace } from './read-space.ts';
import { readValidation } from './read-validation.ts';
import { findNode, offsetOf, toJson } from './source-node.ts';
import type { SeedOrigin, SweepDefinition } from './sweep-definition.ts';
import type { SweepSource } from './sweep-source.ts';
import { checkSettings } from './unread-settings.ts';

/** What a sweep definition needs from the layers that know configurations and strategies. */
export interface SweepSurroundings {
  readonly normalise: Normalise;
  /** Descriptors of a strategy, for suggestions; empty for an unknown name. */
  readonly parameterDescriptors: (strategyName: string) => readonly ParameterDescriptor[];
}

export interface SweepOptions {
  /** `--seed`: beats the sweep file. */
  readonly seed?: number;
}

/** A checked definition, the space built from it, and the file that both were read from. */
export interface DefinedSweep {
  readonly definition: SweepDefinition;
  readonly space: SearchSpace;
  /** For what only the data show to be wrong. */
  readonly source: SweepSource;
}

/** Root seed of dev sweeps that name none (`optimizer.md` O-6). */
const DEFAULT_SEED = 42;

/**
 * Second step of reading a sweep file: space, expressions, settings and base configuration. Throws one
 * `ConfigError` with every problem of the file, in file order, and those of the base after them.
 *
 * @param base parsed file that `source.basePath` names; null for an inline base
 */
export function defineSweep(
  source: SweepSource,
  base: BaseDocument | null,
  surroundings: SweepSurroundings,
  options: SweepOptions = {},
): DefinedSweep {
  const { body, problems, broken } = source;
  const read = readSpace(source.root, body.constraints, problems);
  const objective = readObjective(source);
  const gates = readGates(source);
  const checkedBase = checkBase(source, base, surroundings.normalise);
  const runMode = body.run_mode ?? checkedBase?.effective.run_mode ?? runModeOf(source, base);
  checkSettings(source, runMode);
  const space = settleSpace(source, read, checkedBase, surroundings);
  checkJitterNames(source, space);
  const groupBy = space === null ? [] : readGroups(source, space.parameters);
  const sampler = space === null || broken.has('sampler') ? null : chooseSampler(source, space);
  const validated =
    checkedBase === null || broken.has('validation')
      ? null
      : readValidation(source, checkedBase, space?.parameters ?? []);
  if (checkedBase !== null) checkSelection(source, checkedBase.effective);
  const budget = space === null || sampler === null ? null : chooseBudget(source, space, sampler);
  const pruner = choosePruner(source, space?.rawPoints ?? null, sampler, budget);
  problems.throwIfAny();
  if (space === null || sampler === null || budget === null || checkedBase === null || validated === null) {
    throw new Error('a problem was not reported');
  }

  const rest = {
    name: body.name ?? nameOfFile(source.file),
    text: source.text,
    runMode,
    ...chooseSeed(body.seed, options.seed, runMode),
    seedPolicy: body.seed_policy,
    seeding: body.seeding,
    base: checkedBase.effective,
    ...validated,
    parameters: space.parameters,
    constraints: body.constraints,
    groupBy,
    sampler,
    pruner,
    budget,
    objective,
    gates,
    selection: readSelection(source),
    statistics: body.statistics,
    store: body.store,
    workers: body.workers,
  };
  const definitionHash = hashDefinition(rest, body);
  return { definition: { ...rest, definitionHash, warnings: checkedBase.warnings }, space, source };
}

/** The space with its values checked and brought into form; null where something is wrong. */
function settleSpace(
  { body, problems }: SweepSource,
  { placed, space }: ReadSpace,
  base: CheckedBase | null,
  { normalise, parameterDescriptors }: SweepSurroundings,
): SearchSpace | null {
  if (base === null) return space;
  const { effective } = base;
  const descriptors = parameterDescriptors(effective.strategy_name);
  const parameters = checkValues(placed, { base: effective, normalise, descriptors, problems });
  return space === null ? null : createSearchSpace(parameters, body.constraints);
}

/** Names that jitter is limited to must be parameters of the space (`data-and-config.md` 4.7). */
function checkJitterNames({ body, root, problems }: SweepSource, space: SearchSpace | null): void {
  if (space === null) return;
  const known = new Set(space.parameters.flatMap(({ path, name }) => (name === null ? [path] : [path, name])));
  for (const key of ['jitter_include', 'jitter_exclude'] as const) {
    body.robustness[key]?.forEach((name, index) => {
      if (known.has(name)) return;
      const path = ['robustness', key, index];
      const message = `'${name}' is no parameter of the space`;
      problems.add({ code: 'SWEEP_SPACE', offset: offsetOf(root, path), path, message });
    });
  }
}

function chooseSeed(
  ofFile: number | undefined,
  ofCommand: number | undefined,
  runMode: RunMode,
): { readonly seed: number | null; readonly seedOrigin: SeedOrigin } {
  if (ofCommand !== undefined) return { seed: ofCommand, seedOrigin: 'cli' };
  if (ofFile !== undefined) return { seed: ofFile, seedOrigin: 'file' };
  return runMode === 'dev' ? { seed: DEFAULT_SEED, seedOrigin: 'default' } : { seed: null, seedOrigin: 'os' };
}

/** Run mode of a base that is not valid as a whole, so that the mode rules can be checked all the same. */
function runModeOf({ root }: SweepSource, base: BaseDocument | null): RunMode {
  const inline = findNode(root, ['base_config']);
  const document = inline === undefined ? base?.value : toJson(inline);
  return isJsonObject(document) && document.run_mode === 'prod' ? 'prod' : 'dev';
}

/** File name without folder and extension. */
function nameOfFile(file: string): string {
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return name.replace(/\.[^.]+$/, '') || name;
}
