import type { EffectiveConfig } from '../../types/config.ts';
import type { JsonObject } from '../../types/json.ts';
import type { Timeframe } from '../../types/timeframe.ts';

/** Where one kind of input was looked for; never an absolute location (`data-and-config.md` 17.5). */
export interface EffectivePath {
  readonly kind: string;
  /** `default` or `env:<NAME>`. */
  readonly source: string;
  /** Relative to the project root, or beginning with `${<NAME>}`. */
  readonly path: string;
}

/** Everything of `meta.json` that is not in the result of the backtest. */
export interface RunFacts {
  readonly runId: string;
  /** Time of writing in ms; the only member that differs between equal runs. */
  readonly generatedAtMs: number;
  readonly engineVersion: string;
  readonly config: EffectiveConfig;
  readonly configHash: string;
  /** Path as given if relative, else the bare file name. */
  readonly configSource: string;
  /** Seed the run used. */
  readonly rngSeed: number;
  /** True if the seed came from the operating system: `config.effective` then has no seed. */
  readonly isSeedDrawn: boolean;
  readonly resultHash: string;
  readonly artifactHash: string;
  readonly strategy: {
    readonly name: string;
    readonly version: string;
    /** File of a strategy that is not bundled; null for a bundled one. */
    readonly module: { readonly path: string; readonly sha256: string } | null;
  };
  /** Loaded additional timeframes and how each came in. */
  readonly additionalOrigin: Readonly<Partial<Record<Timeframe, 'listed' | 'auto'>>>;
  readonly manifestSha256: string;
  readonly effectivePaths: readonly EffectivePath[];
  /** `dataset.governance` without `warnings`, complete with `news` and `htf`. */
  readonly governance: JsonObject;
  /** Warnings of the run; counts of equal codes are added up. */
  readonly warnings: readonly { readonly code: string; readonly count: number }[];
  /** Null without `--provenance`. */
  readonly git: { readonly commit: string; readonly dirty: boolean } | null;
}
