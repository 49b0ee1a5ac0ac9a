import type { HeatMapData, SweepPageData } from '../../report/sweep-page/sweep-page-data.ts';
import { renderTable } from './render-table.ts';
import type { SparkSigns } from './sparkline.ts';

const NO_TRIAL = '.';
const LABEL_COLUMNS = 12;

/** What the map of a sweep is drawn from. */
export type ScoreMapData = Pick<SweepPageData, 'parameters' | 'heatMaps' | 'insight' | 'scoreDecimals'>;

/**
 * Best score over the two parameters that the score depends on most, for people; empty below two
 * parameters with more than one value, and where no trial may be best.
 */
export function renderScoreMap(data: ScoreMapData, width: number, signs: SparkSigns): string {
  const map = mostImportant(data);
  const scores = map?.best.filter((score) => score !== null) ?? [];
  if (map === null || scores.length === 0) return '';
  const low = Math.min(...scores);
  const high = Math.max(...scores);
  const sign = (score: number | null) => {
    if (score === null) return NO_TRIAL;
    return signs[high === low ? 0 : Math.round(((score - low) / (high - low)) * (signs.length - 1))]!;
  };
  const [rowName, columnName] = [data.parameters[map.row]!.name, data.parameters[map.column]!.name];
  const columns = map.columnLabels.map((label, column) => ({
    title: label,
    cells: map.rowLabels.map((_, row) => sign(map.best[row * map.columnLabels.length + column]!).repeat(3)),
  }));
  const rows = { title: rowName, cells: map.rowLabels.map((label) => label.slice(0, LABEL_COLUMNS)) };
  const number = (score: number) => score.toFixed(Math.min(data.scoreDecimals, 4));
  return [
    `\nbest score by ${columnName} (across) and ${rowName} (down)\n`,
    renderTable([rows, ...columns], width, 1),
    `from ${number(low)} ${signs[0]} to ${number(high)} ${signs[signs.length - 1]}; ${NO_TRIAL} no trial that may be best\n`,
  ].join('');
}

/** The map of the two parameters that explain most of the score; the first one where that is not known. */
function mostImportant({ parameters, heatMaps, insight }: ScoreMapData): HeatMapData | null {
  const shares = new Map(insight.importance?.map(({ path, share }) => [path, share]));
  const weight = ({ row, column }: HeatMapData) =>
    [row, column].reduce((sum, position) => sum + (shares.get(parameters[position]!.path) ?? 0), 0);
  return heatMaps.reduce<HeatMapData | null>(
    (best, map) => (best === null || weight(map) > weight(best) ? map : best),
    null,
  );
}
