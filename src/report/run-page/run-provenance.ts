import type { EffectivePath } from '../../core/backtest/artifacts/run-facts.ts';
import { formatInstant } from '../../core/data/dates.ts';
import type { JsonObject } from '../../core/types/json.ts';
import { PROGRAM_VERSION } from '../../run/program.ts';
import type { SingleRunReport } from '../../run/run-single.ts';
import type { NamedText } from '../page/defined-figure.ts';
import { shellWord } from '../page/shell-word.ts';
import type { RunPageData } from './run-page-data.ts';

/** Where a run comes from: everything that decides its bytes. The time of writing is left out, as of all that is compared. */
export function runProvenance(run: SingleRunReport): readonly NamedText[] {
  const { config, result } = run;
  const { firstTime, lastTime, barCount } = result.equitySummary;
  const { dataset, git, strategy } = metaOf(run);
  return [
    ['run', run.runId],
    ['omega', PROGRAM_VERSION],
    ...(git === undefined ? [] : [['git commit', `${git.commit}${git.dirty ? ' with changes' : ''}`] as const]),
    ['strategy', `${strategy.name} ${strategy.version}`],
    ...(strategy.module === undefined ? [] : [['strategy module SHA-256', strategy.module.sha256] as const]),
    ['execution variant', config.execution_variant],
    ['run mode', config.run_mode],
    ['first trading bar', formatInstant(firstTime)],
    ['last trading bar', formatInstant(lastTime)],
    ['bars', `${barCount} traded of ${run.dataset.primary.openTimes.length} loaded`],
    ['seed', String(run.seed)],
    ['configuration hash', run.configHash],
    ['data manifest SHA-256', run.manifestSha256],
    ...dataset.effective_paths.map(({ kind, path }): NamedText => [kind.replaceAll('_', ' '), path]),
    ['result hash', run.resultHash],
    ['artifact hash', run.artifactHash],
    ...dataset.governance.warnings.map(({ code, count }): NamedText => ['warning', `${code}, ${count} times`]),
  ];
}

/** The command that repeats a run. A drawn seed is in no file yet, so the configuration has to be saved first. */
export function runReproduction(run: SingleRunReport): Pick<RunPageData, 'reproduction' | 'configuration'> {
  const { config } = metaOf(run);
  const configuration = JSON.stringify({ ...config.effective, rng_seed: run.seed }, null, 2);
  const hasOwnSeed = config.effective.rng_seed === run.seed;
  return {
    configuration,
    reproduction: hasOwnSeed
      ? {
          command: `omega run ${shellWord(config.source)}`,
          note: 'The file held the configuration below; with the same data, the result hash is the same.',
        }
      : {
          command: `omega run ${run.runId}.json`,
          note: `The seed was drawn. Save the configuration below as ${run.runId}.json first; with the same data, the result hash is the same.`,
        },
  };
}

interface Meta {
  readonly config: { readonly source: string; readonly effective: JsonObject };
  readonly strategy: {
    readonly name: string;
    readonly version: string;
    readonly module?: { readonly path: string; readonly sha256: string };
  };
  readonly dataset: {
    readonly effective_paths: readonly EffectivePath[];
    readonly governance: { readonly warnings: readonly { readonly code: string; readonly count: number }[] };
  };
  readonly git?: { readonly commit: string; readonly dirty: boolean };
}

function metaOf(run: SingleRunReport): Meta {
  return JSON.parse(run.files.get('meta.json') ?? '');
}
