import { canonicalJson } from '../core/math/canonical-json.ts';
import { sha256Hex } from '../core/math/sha256.ts';
import type { MemberResolver } from '../core/strategy/parameters/member-resolver.ts';
import { strategyEnvironment } from '../core/strategy/strategy-environment.ts';
import type { EffectiveConfig } from '../core/types/config.ts';
import type { JsonObject, JsonValue } from '../core/types/json.ts';
import type { StrategyEnvironment } from '../core/types/strategy.ts';
import { hashedFields } from './config-hash.ts';
import { CONVERSION_PATH } from './conversion-block.ts';
import { type ConfigCheck, crossChecksOn, overlaps } from './cross-checks.ts';
import { type ConfigChange, type TrialSurroundings, writeValue } from './materialise.ts';
import { ProblemList } from './problem-list.ts';
import { checkSymbolSpec } from './symbol-spec-file.ts';
import { TextTemplate } from './text-template.ts';

const PARAMETERS = 'strategy_parameters';
const PARAMETER_PREFIX = `${PARAMETERS}.`;
const SEED = 'rng_seed';

/** What the resolving of parameters or the symbol's specification depends on, and what is completed. */
const WHOLE_PATHS: readonly string[] = [
  PARAMETERS,
  CONVERSION_PATH,
  'costs.pip_size',
  'execution_variant',
  'strategy_module',
  'strategy_module_sha256',
  'strategy_name',
  'symbol',
  'timeframes',
  'warmup_bars',
];

/** The configuration of a trial and its `config.hash`. */
export interface MadeConfig {
  readonly effective: EffectiveConfig;
  readonly configHash: string;
}

/** A changed path and its place among the changes. */
interface ChangedPath {
  readonly place: number;
  readonly keys: readonly string[];
}

/**
 * A short way to the configurations of trials that change the same paths: one of them was made and checked as a
 * whole, and in the others only the values of these paths, and the rules that look at them, can be different.
 */
export class TrialPlan {
  private readonly reference: EffectiveConfig;
  private readonly environment: StrategyEnvironment;
  /** Null where no parameter changes. */
  private readonly resolve: MemberResolver | null;
  private readonly parameters: readonly ChangedPath[];
  private readonly fields: readonly ChangedPath[];
  private readonly checks: readonly ConfigCheck[];
  private readonly template: TextTemplate;
  private readonly parameterValues: JsonValue[] = [];
  /** Canonical JSON of the values by path, then of the seed. */
  private readonly texts: string[] = [];

  private constructor(
    paths: readonly string[],
    reference: EffectiveConfig,
    resolve: MemberResolver | null,
    { symbolSpecs }: TrialSurroundings,
  ) {
    const changed = paths.map((path, place): ChangedPath => ({ place, keys: path.split('.') }));
    this.reference = reference;
    this.resolve = resolve;
    this.parameters = changed.filter(({ place }) => paths[place]!.startsWith(PARAMETER_PREFIX));
    this.fields = changed.filter((path) => !this.parameters.includes(path));
    this.checks = crossChecksOn(paths);
    this.template = new TextTemplate(hashedFields(reference), [...paths, SEED]);
    const spec = symbolSpecs === null ? null : checkSymbolSpec(reference, symbolSpecs, new ProblemList(false));
    this.environment = strategyEnvironment(reference, spec);
  }

  /**
   * @param reference a valid configuration that was made with values for these paths; its own are replaced
   * @returns null where every trial has to be made as a whole
   */
  static create(
    paths: readonly string[],
    reference: EffectiveConfig,
    surroundings: TrialSurroundings,
  ): TrialPlan | null {
    if (paths.some((path, place) => [...WHOLE_PATHS, ...paths.slice(place + 1)].some((other) => meet(path, other)))) {
      return null;
    }
    const keys = paths
      .filter((path) => path.startsWith(PARAMETER_PREFIX))
      .map((path) => path.slice(PARAMETER_PREFIX.length));
    const resolve = keys.length === 0 ? null : (surroundings.strategy.memberResolver?.(keys) ?? null);
    if (keys.length > 0 && resolve === null) return null;
    // Objects made by a JSON parser are copied ten times as fast as ones that were built key by key.
    const copy = JSON.parse(JSON.stringify(reference)) as EffectiveConfig;
    return new TrialPlan(paths, copy, resolve, surroundings);
  }

  /** @returns null where something is wrong with the trial; what it is, the whole way tells */
  make(changes: readonly ConfigChange[], rngSeed: number): MadeConfig | null {
    const root = { ...this.reference, rng_seed: rngSeed } as unknown as Record<string, JsonValue>;
    if (this.resolve !== null) {
      const resolved = this.resolveParameters(this.resolve, changes);
      if (resolved === null) return null;
      root[PARAMETERS] = resolved;
    }
    this.writeFields(root, changes);
    const effective = root as unknown as EffectiveConfig;
    if (!this.isValid(effective)) return null;
    this.texts[changes.length] = canonicalJson(rngSeed);
    return { effective, configHash: sha256Hex(this.template.fill(this.texts)) };
  }

  private resolveParameters(resolve: MemberResolver, changes: readonly ConfigChange[]): JsonObject | null {
    const { parameters: changed, parameterValues, texts, reference } = this;
    for (let index = 0; index < changed.length; index++) parameterValues[index] = changes[changed[index]!.place]![1];
    const { parameters, issues } = resolve(reference.strategy_parameters, parameterValues, this.environment);
    for (const { severity } of issues) if (severity === 'error') return null;
    for (const { place, keys } of changed) texts[place] = canonicalJson(parameters[keys[1]!]!);
    return parameters;
  }

  private writeFields(root: Record<string, JsonValue>, changes: readonly ConfigChange[]): void {
    const { fields, texts } = this;
    if (fields.length === 0) return;
    const owned = new Set<JsonValue>([root]);
    for (const { place, keys } of fields) {
      const value = changes[place]![1];
      writeValue(root, keys, value, owned);
      texts[place] = canonicalJson(value);
    }
  }

  private isValid(effective: EffectiveConfig): boolean {
    if (this.checks.length === 0) return true;
    const problems = new ProblemList(false);
    for (const check of this.checks) check(effective, problems);
    return problems.first() === undefined;
  }
}

/** Whether what is changed at one path is read at the other; all parameters are below their own object. */
function meet(path: string, other: string): boolean {
  return other === PARAMETERS ? path === PARAMETERS : overlaps(path, other);
}
