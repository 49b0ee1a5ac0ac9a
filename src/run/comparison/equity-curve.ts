import { MS_PER_DAY } from '../../core/types/timeframe.ts';

/** Columns of `equity.csv` that a comparison reads, one element a trading bar. */
export interface EquityCurve {
  /** Open times of the bars, ms of UTC, ascending. */
  readonly times: Float64Array;
  /** Account currency. */
  readonly equity: Float64Array;
}

const TIME_COLUMN = 'timestamp';
const EQUITY_COLUMN = 'equity';
/** `YYYY-MM-DDT`: rows of one day are parsed once a day, because parsing dates takes longest. */
const DATE_LENGTH = 11;

/** Reads the text of `equity.csv` (`data-and-config.md` 17.3); null where it is another file. */
export function readEquityCurve(csv: string): EquityCurve | null {
  const [head = '', ...rows] = csv.split('\n');
  const names = head.split(',');
  const [timeColumn, equityColumn] = [names.indexOf(TIME_COLUMN), names.indexOf(EQUITY_COLUMN)];
  if (timeColumn < 0 || equityColumn < 0 || rows.pop() !== '') return null;
  const times = new Float64Array(rows.length);
  const equity = new Float64Array(rows.length);
  let date = '';
  let midnight = Number.NaN;
  for (let row = 0; row < rows.length; row++) {
    const cells = rows[row].split(',');
    const time = cells[timeColumn] ?? '';
    if (time.slice(0, DATE_LENGTH) !== date) {
      date = time.slice(0, DATE_LENGTH);
      midnight = Date.parse(`${date}00:00:00Z`);
    }
    times[row] = midnight + timeOfDay(time.slice(DATE_LENGTH));
    equity[row] = cells[equityColumn] === '' ? Number.NaN : Number(cells[equityColumn]);
    if (!Number.isFinite(times[row]) || !Number.isFinite(equity[row])) return null;
  }
  return { times, equity };
}

/** Milliseconds of `HH:MM:SS[.mmm]Z`; NaN for another form. */
function timeOfDay(text: string): number {
  const match = /^(\d\d):(\d\d):(\d\d(?:\.\d{3})?)Z$/.exec(text);
  if (match === null) return Number.NaN;
  const time = (Number(match[1]) * 60 + Number(match[2])) * 60_000 + Math.round(Number(match[3]) * 1000);
  return time < MS_PER_DAY ? time : Number.NaN;
}
