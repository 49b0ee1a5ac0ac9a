import type { Locations } from '../../config/locations.ts';
import type { JsonObject } from '../../core/types/json.ts';
import type { DefinedSweep } from '../../optimizer/definition/define-sweep.ts';
import { shortNames } from '../../optimizer/space/short-names.ts';
import { isMissing, type NotAvailable } from '../../optimizer/statistics/figure.ts';
import { OPTIMIZER_DEFINITIONS } from '../../optimizer/statistics/optimizer-definitions.ts';
import { statisticDecimals } from '../../optimizer/statistics/render-optimizer-metrics.ts';
import { REQUIRED_ROBUSTNESS_KEYS } from '../../optimizer/statistics/statistic-keys.ts';
import type { SweepStatistics } from '../../optimizer/statistics/sweep-statistics.ts';
import type { SweepRecord } from '../../optimizer/storage/sweep-record.ts';
import type { TrialReader } from '../../optimizer/storage/trial-store.ts';
import { parameterText } from '../../optimizer/sweep/parameter-text.ts';
import { bestTrials } from '../../optimizer/sweep/rank-sweep.ts';
import { readSelection } from '../../optimizer/sweep/selection-report.ts';
import { readStatistics, type StatisticFigures } from '../../optimizer/sweep/statistics-file.ts';
import { parseBaseConfig } from '../../optimizer/sweep/stored-module.ts';
import { sweepFolder } from '../../optimizer/sweep/sweep-files.ts';
import type { DefinedFigure } from '../page/defined-figure.ts';
import { htmlPage } from '../page/html-page.ts';
import { readPageAssets } from '../page/page-assets.ts';
import { type CollectedTrials, collectTrials } from './collect-trials.ts';
import { combinatorialData } from './combinatorial-data.ts';
import { failures } from './failures.ts';
import { histogramData } from './histogram-data.ts';
import { sweepInsight } from './insight.ts';
import { paretoData } from './pareto-data.ts';
import { robustnessData } from './robustness-data.ts';
import { heatMaps, slices, varyingParameters } from './score-maps.ts';
import { storedDefinition } from './stored-definition.ts';
import { surroundingsData } from './surroundings-data.ts';
import type { BestTrialData, SweepPageData } from './sweep-page-data.ts';
import { sweepCommand, sweepProvenance } from './sweep-provenance.ts';
import { trialTable } from './trial-table.ts';
import { verdictData } from './verdict-data.ts';
import { walkForwardData } from './walk-forward-data.ts';

const ALWAYS_WRITTEN: ReadonlySet<string> = new Set(REQUIRED_ROBUSTNESS_KEYS);

/** The report of a stored sweep as a self-contained page; the same sweep gives the same bytes. */
export function sweepPage(data: SweepPageData): string {
  const title = `${data.name}, ${data.symbol} ${data.timeframe}, sweep ${data.sweepId}`;
  return htmlPage(title, readPageAssets('sweep-page'), data);
}

/** @param known statistics that were just computed; the page is the same without them, only later */
export async function sweepPageData(
  store: TrialReader,
  sweep: SweepRecord,
  locations: Locations,
  known: SweepStatistics | NotAvailable | null = null,
): Promise<SweepPageData> {
  const { sweepId } = sweep;
  const folder = sweepFolder(locations, sweepId);
  const defined = await storedDefinition(sweep, locations);
  const selected = selectedTrial(store, sweep, defined);
  const robustness = robustnessData(store, sweepId, selected);
  const trials = collectTrials(store, sweepId);
  const paths = [...trials.parameters.keys()];
  const names = shortNames(paths);
  const varying = varyingParameters(trials);
  const best = bestTrial(store, sweep, paths);
  const eligible = (values: readonly number[]) => values.filter((_, row) => trials.isEligible[row]);
  return {
    sweepId,
    name: sweep.name,
    strategy: sweep.strategy,
    symbol: sweep.symbol,
    timeframe: sweep.timeframe,
    startDate: sweep.startDate,
    endDate: sweep.endDate,
    currency: currencyOf(sweep),
    objective: sweep.objective,
    scoreDecimals: sweep.decimals,
    state: sweep.state,
    plannedTrials: sweep.plannedTrials,
    byStatus: Object.entries(store.countByStatus(sweepId)).filter(([, count]) => count > 0),
    parameters: paths.map((path, position) => ({ path, name: names[position] })),
    best,
    verdict: verdictData(store, sweep, defined, folder),
    bestSoFar: bestSoFar(trials),
    lastTrial: trials.index.at(-1) ?? 0,
    trials: trialTable(trials),
    heatMaps: heatMaps(trials, varying),
    slices: slices(trials, varying),
    scores: histogramData(eligible(trials.score)),
    sharpes: histogramData(eligible(trials.sharpe)),
    insight: await sweepInsight(store, sweep, defined, best?.trialIndex ?? null, known),
    pareto: paretoData(store, sweep),
    statistics: definedStatistics(readStatistics(folder) ?? {}, robustness !== null),
    surroundings: surroundingsData(store, sweepId, defined, selected),
    robustness,
    walkForward: walkForwardData(store, sweep),
    combinatorial: combinatorialData(store, sweepId, defined),
    failures: failures(store, sweepId),
    provenance: sweepProvenance(sweep),
    command: sweepCommand(sweep),
    sweepFile: sweep.sweepFileText,
  };
}

function currencyOf(sweep: SweepRecord): string {
  return String((parseBaseConfig(sweep).account as JsonObject).account_currency);
}

/** The trial that the sweep ends with; the best one where the rule of selection cannot be read. */
function selectedTrial(store: TrialReader, sweep: SweepRecord, defined: DefinedSweep | NotAvailable): number | null {
  const selection = isMissing(defined) ? null : readSelection(store, sweep, defined.definition.selection);
  return (selection?.trial ?? bestTrials(store, sweep, 1)[0])?.trialIndex ?? null;
}

function bestTrial(store: TrialReader, sweep: SweepRecord, paths: readonly string[]): BestTrialData | null {
  const [best] = bestTrials(store, sweep, 1);
  if (best === undefined) return null;
  const parameters: JsonObject = JSON.parse(best.parametersJson);
  return {
    trialIndex: best.trialIndex,
    score: best.score,
    parameters: paths.map((path) => parameterText(parameters[path])),
  };
}

function bestSoFar({ index, score, isEligible }: CollectedTrials): [number, number][] {
  const steps: [number, number][] = [];
  let best = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < index.length; row++) {
    if (!isEligible[row] || score[row] <= best) continue;
    best = score[row];
    steps.push([index[row], best]);
  }
  return steps;
}

/**
 * Figures that the file has, with its definitions; what it has none for is left out, and so are the stress scores that
 * it always has where no stress test was run.
 */
function definedStatistics(figures: StatisticFigures, isStressed: boolean): readonly DefinedFigure[] {
  const definitions = new Map(Object.entries(OPTIMIZER_DEFINITIONS));
  return Object.entries(figures).flatMap(([key, value]) => {
    const definition = definitions.get(key);
    if (definition === undefined || (!isStressed && ALWAYS_WRITTEN.has(key))) return [];
    return [
      {
        key,
        value: typeof value === 'number' ? value : null,
        decimals: statisticDecimals(key as keyof typeof OPTIMIZER_DEFINITIONS),
        unit: definition.unit,
        description: definition.description,
      },
    ];
  });
}
