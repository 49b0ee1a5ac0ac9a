import { getStrategy, strategyNames } from '../core/strategy/registry.ts';
import type { StrategyDefinition } from '../core/strategy/strategy.ts';
import type { EffectiveConfig } from '../core/types/config.ts';
import type { InputFile } from '../core/types/dataset.ts';
import type { Problem } from '../core/types/errors.ts';
import type { ProblemList } from './problem-list.ts';

/** A strategy module as it was read: exactly this text is run, here and in every worker. */
export interface StrategyModuleFile {
  /** Relative to the project root, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly input: InputFile;
}

/** A strategy that a configuration brought along. */
export interface StrategyModule {
  readonly file: StrategyModuleFile;
  readonly strategy: StrategyDefinition;
}

/** What became of the file in `strategy_module`: reading and running it is up to the layers above. */
export type StrategyModuleOutcome = StrategyModule | { readonly problems: readonly Problem[] };

/** The strategy that a configuration names, bundled or its own; null, and a problem, where there is none. */
export function chooseStrategy(
  config: EffectiveConfig,
  module: StrategyModuleOutcome | null,
  problems: ProblemList,
): StrategyDefinition | null {
  if (config.strategy_module === undefined) return chooseBundled(config, problems);
  if (module === null) {
    problems.add({
      code: 'CFG_UNSUPPORTED',
      where: 'strategy_module',
      message: 'strategies of your own are not read here',
    });
    return null;
  }
  if ('problems' in module) {
    for (const problem of module.problems) problems.add(problem);
    return null;
  }
  return checkModule(config, module, problems) ? module.strategy : null;
}

function chooseBundled({ strategy_name: name, strategy_module_sha256: hash }: EffectiveConfig, problems: ProblemList) {
  if (hash !== undefined) {
    const message = 'there is no strategy_module that could have this hash';
    problems.add({ code: 'CFG_MISSING_FIELD', where: 'strategy_module', message, hint: 'give both or none' });
  }
  const strategy = getStrategy(name);
  if (strategy !== undefined) return strategy;
  const names = strategyNames();
  problems.add({
    code: 'CFG_UNKNOWN_STRATEGY',
    where: 'strategy_name',
    message: `there is no strategy ${JSON.stringify(name)}`,
    hint: `known strategies: ${names.join(', ')}; one of your own is named by strategy_module too`,
    details: { known: names },
  });
  return null;
}

/** The file must be the one that is meant, and its name must not be taken. */
function checkModule(config: EffectiveConfig, { file, strategy }: StrategyModule, problems: ProblemList): boolean {
  const found: Problem[] = [];
  const { sha256, path } = file.input;
  if (config.strategy_module_sha256 !== undefined && config.strategy_module_sha256 !== sha256) {
    found.push({
      code: 'CFG_STRATEGY_FILE',
      where: 'strategy_module_sha256',
      message: `${path} has the hash ${sha256}, expected ${config.strategy_module_sha256}`,
      hint: 'the file has changed: restore it, or remove strategy_module_sha256 to use it as it is',
      details: { path, sha256, expected: config.strategy_module_sha256 },
    });
  }
  if (getStrategy(strategy.name) !== undefined) {
    found.push({
      code: 'CFG_STRATEGY_CONTRACT',
      where: 'strategy_module',
      message: `${path}: name: "${strategy.name}" is the name of a bundled strategy`,
      hint: 'give your strategy another name, in its file and in strategy_name',
    });
  } else if (strategy.name !== config.strategy_name) {
    found.push({
      code: 'CFG_UNKNOWN_STRATEGY',
      where: 'strategy_name',
      message: `${path} holds the strategy "${strategy.name}", found "${config.strategy_name}"`,
      hint: `use "${strategy.name}"`,
      details: { known: [strategy.name] },
    });
  }
  for (const problem of found) problems.add(problem);
  return found.length === 0;
}
