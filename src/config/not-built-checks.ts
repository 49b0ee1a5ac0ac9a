import type { EffectiveConfig } from '../core/types/config.ts';
import type { ProblemList } from './problem-list.ts';

/** A switch of the file format that this version cannot turn on. */
interface MissingFeature {
  readonly path: string;
  readonly isOn: (config: EffectiveConfig) => boolean;
}

const MISSING_FEATURES: readonly MissingFeature[] = [
  { path: 'logging.enable_entry_logging', isOn: (config) => config.logging.enable_entry_logging },
  { path: 'observability.profiling_mode', isOn: (config) => config.observability.profiling_mode },
];

export const MISSING_FEATURE_PATHS: readonly string[] = MISSING_FEATURES.map(({ path }) => path);

/** A known switch without an effect is refused, never ignored (`data-and-config.md` R-D32). */
export function checkNotBuilt(config: EffectiveConfig, problems: ProblemList): void {
  for (const { path, isOn } of MISSING_FEATURES) {
    if (!isOn(config)) continue;
    problems.add({
      code: 'CFG_UNSUPPORTED',
      where: path,
      message: 'true is not available in this version',
      hint: 'the value that works: false',
      details: { value: true },
    });
  }
}
