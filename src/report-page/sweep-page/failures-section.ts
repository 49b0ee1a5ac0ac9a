import type { SweepPageData } from '../../report/sweep-page/sweep-page-data.ts';
import { createDataTable } from '../elements/data-table.ts';
import { wholeNumber } from '../elements/number-format.ts';
import type { Section } from '../elements/page-frame.ts';

/** Why trials did not complete. */
export function failuresSection({ failures }: SweepPageData): Section {
  return {
    id: 'failures',
    title: 'Other endings',
    lead:
      failures.length === 0
        ? 'Every trial completed.'
        : 'Trials that failed, were pruned, or did not fulfil a condition (gate), by reason.',
    content: () =>
      failures.length === 0
        ? []
        : [
            createDataTable({
              caption: 'Trials that did not complete, by reason',
              noun: 'reason',
              rowCount: failures.length,
              initialSort: { column: 0, direction: 'descending' },
              columns: [
                {
                  title: 'Trials',
                  value: (row) => failures[row].trials,
                  text: (row) => wholeNumber(failures[row].trials),
                },
                {
                  title: 'Status',
                  align: 'left',
                  value: (row) => failures[row].status,
                  text: (row) => failures[row].status,
                },
                { title: 'Code', align: 'left', value: (row) => failures[row].code, text: (row) => failures[row].code },
                {
                  title: 'First',
                  value: (row) => failures[row].firstTrial,
                  text: (row) => String(failures[row].firstTrial),
                },
                {
                  title: 'Reason',
                  align: 'left',
                  value: (row) => failures[row].message,
                  text: (row) => failures[row].message,
                },
              ],
            }).element,
          ],
  };
}
