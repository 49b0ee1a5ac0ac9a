import type { ParameterValue, SweepPageData } from '../../report/sweep-page/sweep-page-data.ts';

/** Axes that still leave room between them. */
const MOST_PARAMETERS = 12;
/** What the chart draws no line to. */
const GAP = '-';

export interface Axis {
  readonly id: string;
  readonly name: string;
  /** Names in their order; null for numbers. */
  readonly labels: readonly string[] | null;
  readonly valueOf: (row: number) => number | string;
  /** Where a trial crosses the axis, in the units of a brush; null where it does not. */
  readonly positionOf: (row: number) => number | null;
}

/** The parameters that vary, and the score behind them. */
export function parallelAxes({ parameters, trials }: SweepPageData): readonly Axis[] {
  const varying = parameters.flatMap(({ name }, position) => {
    const values = trials.parameters[position];
    return new Set(values).size > 1 ? [parameterAxis(`parameter-${position}`, name, values)] : [];
  });
  return [
    ...varying.slice(0, MOST_PARAMETERS),
    {
      id: 'score',
      name: 'score',
      labels: null,
      valueOf: (row) => trials.score[row] ?? GAP,
      positionOf: (row) => trials.score[row],
    },
  ];
}

function parameterAxis(id: string, name: string, values: readonly ParameterValue[]): Axis {
  const active = values.filter((value) => value !== '');
  if (active.every((value) => typeof value === 'number')) {
    return {
      id,
      name,
      labels: null,
      valueOf: (row) => (values[row] === '' ? GAP : (values[row] as number)),
      positionOf: (row) => (values[row] === '' ? null : (values[row] as number)),
    };
  }
  const labels = [...new Set(active.map(String))].sort();
  return {
    id,
    name,
    labels,
    valueOf: (row) => (values[row] === '' ? GAP : String(values[row])),
    positionOf: (row) => (values[row] === '' ? null : labels.indexOf(String(values[row]))),
  };
}
