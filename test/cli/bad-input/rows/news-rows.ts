import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { column, encodeColumns, TEXT, timeColumn } from '../../../core/data/parquet-samples.ts';
import type { BadInputCase } from '../bad-input-case.ts';
import { runSmall } from '../small-run.ts';

const FILTER = { news_filter: { enabled: true } };

type Event = readonly [time: string, impact: string];

/** A run whose news calendar has the given events of the dollar. */
function runWithNews(events: readonly Event[]): BadInputCase['call'] {
  return (project) => {
    const file = path.join(project.root, 'news.parquet');
    const columns = {
      'UTC time': timeColumn(events.map(([time]) => time)),
      Id: column(
        events.map((_, at) => `event ${at}`),
        TEXT,
      ),
      Name: column(
        events.map(() => 'Payrolls'),
        TEXT,
      ),
      Impact: column(
        events.map(([, impact]) => impact),
        TEXT,
      ),
      Currency: column(
        events.map(() => 'USD'),
        TEXT,
      ),
    };
    writeFileSync(file, encodeColumns(columns));
    return runSmall(project, [{}], { changes: FILTER, environment: { OMEGA_NEWS_CALENDAR_FILE: file } });
  };
}

function badImpact(impact: string): BadInputCase {
  return {
    row: 78,
    input: `a news event of impact ${impact}`,
    code: 'DATA_NEWS_VALUE',
    exitCode: 1,
    says: [`] news.parquet row 1 (2024-01-16T13:30:00Z): Impact "${impact}"`, 'LOW, MEDIUM or HIGH'],
    isOnlyError: true,
    call: runWithNews([
      ['2024-01-15T13:30:00Z', 'HIGH'],
      ['2024-01-16T13:30:00Z', impact],
    ]),
  };
}

/** News calendars. */
export const NEWS_CASES: readonly BadInputCase[] = [
  {
    row: 77,
    input: 'no news calendar',
    code: 'DATA_FILE_NOT_FOUND',
    exitCode: 1,
    says: ['none.parquet', 'OMEGA_NEWS_CALENDAR_FILE'],
    isOnlyError: true,
    call: (project) =>
      runSmall(project, [{}], { changes: FILTER, environment: { OMEGA_NEWS_CALENDAR_FILE: 'none.parquet' } }),
  },
  badImpact('NONE'),
  badImpact('Holiday'),
  {
    row: 79,
    input: 'a news calendar that ends before the run',
    code: 'WARN_NEWS_COVERAGE',
    exitCode: 0,
    says: [/2024-01-10.*2024-01-16/],
    call: runWithNews([
      ['2024-01-10T13:30:00Z', 'HIGH'],
      ['2024-01-16T13:30:00Z', 'HIGH'],
    ]),
  },
];
