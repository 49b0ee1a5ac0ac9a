import { MarketDataError } from '../../types/errors.ts';
import type { JsonObject } from '../../types/json.ts';
import { type ClockProblem, CsvClock } from './csv-clock.ts';
import { splitFields } from './csv-fields.ts';
import { timeTextOf } from './csv-layout.ts';
import { parseDecimal, refusalCode } from './decimal-text.ts';
import type { ImportSource, SidePositions } from './import-source.ts';

const COLUMN_TITLES = ['Open', 'High', 'Low', 'Close', 'Volume'] as const;
const TIME_FORMS = 'a time like 2024-01-02 03:04:05Z';
const STATE_UTC_HINT = 'if the times are in UTC, say so with --timezone UTC; else export the file again in UTC';
const CONVERT_HINT = 'export the file again with times in UTC';

/** Reads the lines of one file: the time first, then the values of each side. */
export class RowReader {
  private readonly source: ImportSource;
  private readonly clock: CsvClock;
  private fields: readonly string[] = [];
  private line = 0;
  /** Time of the line read last, in ms since the epoch. */
  timeMs = Number.NaN;
  /** Text of a time that is finer than a millisecond; null: it is exact. */
  inexactTime: string | null = null;
  /** Open, high, low, close, volume of the side read last. */
  readonly values = new Float64Array(COLUMN_TITLES.length);

  constructor(source: ImportSource) {
    this.source = source;
    this.clock = new CsvClock(source.isUtcStated);
  }

  /** Takes a line apart and reads its time; returns what is wrong with it. */
  readLine(text: string, line: number): MarketDataError | null {
    const { layout } = this.source;
    this.line = line;
    this.fields = splitFields(text, layout.delimiter);
    if (this.fields.length !== layout.fieldCount) return this.refuseFieldCount();
    const timeText = timeTextOf(layout, this.fields);
    this.timeMs = this.clock.read(timeText);
    const { problem } = this.clock;
    this.inexactTime = problem?.kind === 'inexact' ? timeText : null;
    return problem === null || problem.kind === 'inexact' ? null : this.refuseTime(timeText, problem);
  }

  /** Reads the values of one side from the line at hand. */
  readSide(positions: SidePositions): MarketDataError | null {
    for (let index = 0; index < positions.length; index += 1) {
      const text = this.fields[positions[index]];
      const value = parseDecimal(text);
      if (value === null) return this.refuseNumber(text, positions[index], COLUMN_TITLES[index]);
      this.values[index] = value;
    }
    return null;
  }

  private refuseFieldCount(): MarketDataError {
    const { fieldCount, hasHeader } = this.source.layout;
    const found = this.fields.length;
    const model = hasHeader ? 'the header' : 'the first line';
    return this.refuse('DATA_MISSING_COLUMN', `has ${found} fields, expected ${fieldCount} as in ${model}`, null, {
      found,
      expected: fieldCount,
    });
  }

  private refuseTime(text: string, problem: ClockProblem): MarketDataError {
    const { positions } = this.source.layout;
    const position = positions.get('time') ?? positions.get('date') ?? 0;
    if (problem.kind === 'zone') {
      const message = `the time '${text}' has the zone '${problem.zone}', expected UTC`;
      return this.refuse('DATA_TIMEZONE', message, position, { found: problem.zone, expected: 'UTC' }, CONVERT_HINT);
    }
    if (problem.kind === 'unstated') {
      const message = `the time '${text}' has no zone, expected UTC`;
      return this.refuse('DATA_TIMEZONE', message, position, { found: text, expected: 'UTC' }, STATE_UTC_HINT);
    }
    const code = text === '' ? 'DATA_NULL_VALUE' : 'DATA_COLUMN_TYPE';
    return this.refuse(code, `the time is '${text}', expected ${TIME_FORMS}`, position, {
      found: text,
      expected: TIME_FORMS,
    });
  }

  private refuseNumber(text: string, position: number, title: string): MarketDataError {
    const expected = 'a decimal number with a point';
    const found = text.trim() === '' ? 'empty' : `'${text}'`;
    const hint = /^\s*-?\d+,\d+\s*$/.test(text) ? 'export the file again with decimal points' : undefined;
    return this.refuse(
      refusalCode(text),
      `${title} is ${found}, expected ${expected}`,
      position,
      { found: text, expected },
      hint,
    );
  }

  private refuse(
    code: string,
    message: string,
    position: number | null,
    details: JsonObject,
    hint?: string,
  ): MarketDataError {
    const { name, layout } = this.source;
    const place = position === null ? '' : ` ${describeColumn(layout.names, position)}`;
    return new MarketDataError(code, message, {
      where: `${name}:${this.line}${place}`,
      ...(hint === undefined ? {} : { hint }),
      details: {
        file: name,
        line: this.line,
        ...(position === null ? {} : { column_number: position + 1 }),
        ...details,
      },
    });
  }
}

/** `column 3 (High)`, or `column 3` in a file without names. */
export function describeColumn(names: readonly string[], position: number): string {
  const number = `column ${position + 1}`;
  const name = names[position];
  return name === undefined || name === number ? number : `${number} (${name})`;
}
