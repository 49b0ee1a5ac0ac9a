import { METRIC_DEFINITIONS } from '../../core/metrics/definitions.ts';
import { metricDecimals } from '../../core/metrics/metric-rounding.ts';
import type { JsonValue } from '../../core/types/json.ts';
import type { RunComparison } from '../../run/comparison/compare-runs.ts';
import type { TradeDivergence } from '../../run/comparison/compare-trades.ts';
import type { ComparedRun } from '../../run/comparison/compared-run.ts';
import type { NamedText } from '../page/defined-figure.ts';
import { htmlPage } from '../page/html-page.ts';
import { readPageAssets } from '../page/page-assets.ts';
import type { ComparedText, ComparisonPageData, DivergenceData } from './comparison-page-data.ts';
import { overlayData } from './overlay-data.ts';

/** What a page of a comparison is made of. */
export interface PageComparison {
  /** One a run. */
  readonly labels: readonly string[];
  readonly runs: readonly ComparedRun[];
  readonly comparison: RunComparison;
  /** What the runs are and how they compare, in words. */
  readonly facts: readonly NamedText[];
}

/** A comparison as a self-contained page; the same runs give the same bytes. */
export function comparisonPage(compared: PageComparison): string {
  const title = `${compared.labels.join(', ')}: ${compared.runs.map(({ runId }) => `run ${runId}`).join(', ')}`;
  return htmlPage(title, readPageAssets('comparison-page'), comparisonPageData(compared));
}

export function comparisonPageData({ labels, runs, comparison, facts }: PageComparison): ComparisonPageData {
  const { metrics, configuration, pairs } = comparison;
  const row = (key: string, textOf: (run: ComparedRun) => string): ComparedText => ({
    key,
    values: runs.map(textOf),
  });
  return {
    labels,
    facts,
    overlay: overlayData(runs),
    metrics: metrics.map(({ key, values, isEqual }) => ({
      key,
      description: METRIC_DEFINITIONS[key].description,
      decimals: metricDecimals(key),
      isEqual,
      values: values.map((value) => (value === 'n/a' ? null : value)),
    })),
    configuration: configuration.map(({ key, values }) => ({ key, values: values.map(valueText) })),
    pairs: pairs.map(({ other, trades }) => ({
      label: labels[other],
      firstCount: trades.firstCount,
      otherCount: trades.otherCount,
      divergence: divergenceData(trades.divergence),
      eventDivergence: divergenceData(trades.eventDivergence),
      metaDivergence: divergenceData(trades.metaDivergence),
    })),
    provenance: [
      row('run', ({ runId }) => runId),
      row('omega', ({ engineVersion }) => engineVersion),
      row('configuration hash', ({ configHash }) => configHash),
      row('data manifest SHA-256', ({ manifestSha256 }) => manifestSha256),
      row('result hash', ({ resultHash }) => resultHash),
      row('artifact hash', ({ artifactHash }) => artifactHash),
    ],
  };
}

function divergenceData(divergence: TradeDivergence | null): DivergenceData | null {
  if (divergence === null) return null;
  const fields = divergence.fields.map(({ field, first, other }) => ({
    key: field,
    values: [valueText(first), valueText(other)],
  }));
  return { index: divergence.index, fields };
}

/** A text as it is, anything else as JSON. */
function valueText(value: JsonValue | undefined): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
