import type { SweepPageData, TrialTableData } from '../../report/sweep-page/sweep-page-data.ts';
import { createDataTable } from '../elements/data-table.ts';
import { type Child, element } from '../elements/element.ts';
import { fixed, wholeNumber } from '../elements/number-format.ts';
import type { Section } from '../elements/page-frame.ts';
import type { DataColumn } from '../elements/table-order.ts';
import { createParallelChart } from './parallel-chart.ts';

const SCORE_COLUMN = 2;

/** Every trial as a line over its parameters and as a row of the table; each of the two narrows the other. */
export function trialsSection(data: SweepPageData): Section {
  const { trials } = data;
  const held = trials.index.length;
  return {
    id: 'trials',
    title: 'Trials',
    lead:
      held === trials.total
        ? 'Drag along an axis to keep the trials that cross it there, click the axis to lift that; below the chart are sliders that do the same. The filters of the table narrow the lines.'
        : `The page holds ${wholeNumber(held)} of ${wholeNumber(trials.total)} trials: the best, and evenly spaced ones of the others. Search, parameters and evidence count all of them; trials.csv lists all.`,
    content: () => trialsContent(data),
  };
}

function trialsContent(data: SweepPageData): readonly Child[] {
  const { trials } = data;
  const chart = createParallelChart(data, (rows) => table.restrict(rows));
  const table = createDataTable({
    caption: 'Trials',
    noun: 'trial',
    rowCount: trials.index.length,
    columns: trialColumns(data),
    initialSort: { column: SCORE_COLUMN, direction: 'descending' },
    onFilter: (rows) => chart.show(rows),
  });
  return [element('div', {}, chart.figure), table.element];
}

function trialColumns({ trials, parameters }: SweepPageData): readonly DataColumn[] {
  return [
    {
      title: 'Trial',
      value: (row) => trials.index[row],
      text: (row) => String(trials.index[row]),
    },
    {
      title: 'Status',
      align: 'left',
      value: (row) => trials.status[row],
      text: (row) => trials.status[row],
      filter: 'choice',
    },
    {
      title: 'Score',
      value: (row) => trials.score[row],
      text: (row) => fixed(trials.score[row], 6),
      filter: 'range',
    },
    ...parameters.map(({ name }, position) => parameterColumn(name, trials.parameters[position])),
    ...trials.metrics.map(
      ({ key, decimals, values }): DataColumn => ({
        title: key,
        value: (row) => values[row],
        text: (row) => fixed(values[row], decimals),
        ...(key === 'total_trades' ? { filter: 'range' } : {}),
      }),
    ),
  ];
}

/** Values of a parameter that are few enough to choose from; more have limits instead. */
const MOST_CHOICES = 30;

function parameterColumn(title: string, values: TrialTableData['parameters'][number]): DataColumn {
  return {
    title,
    value: (row) => {
      const value = values[row];
      return typeof value === 'number' ? value : value === '' ? null : String(value);
    },
    text: (row) => String(values[row]),
    filter: new Set(values).size <= MOST_CHOICES ? 'choice' : 'range',
  };
}
