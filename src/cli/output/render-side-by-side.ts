import { renderTable, type TableColumn } from './render-table.ts';

const GAP_COLUMNS = 2;
const CUT = '...';
/** Of a name that does not fit, as much is shown in any case; an instant beside it fits 40 columns. */
const NARROWEST_NAME = 18;

export interface NamedRows {
  /** Above the names. */
  readonly title: string;
  readonly names: readonly string[];
  /** A sign before each name, or the empty text; may be left out altogether. */
  readonly marks?: readonly string[];
}

/**
 * Table of names and what each side has for them. Where a name and a value do not fit beside each other, the name loses
 * its beginning, since names of one group begin in the same way, and a value that leaves a name too little its end.
 *
 * @param width at least 40
 * @param sides one column each; those that have no room go into further blocks with the names again
 */
export function renderSideBySide(
  { title, names, marks }: NamedRows,
  sides: readonly TableColumn[],
  width: number,
): string {
  const before = marks === undefined ? 0 : Math.max(...marks.map(({ length }) => length)) + GAP_COLUMNS;
  const room = width - before - GAP_COLUMNS;
  const longestName = Math.max(title.length, ...names.map(({ length }) => length));
  const valueRoom = room - Math.min(longestName, NARROWEST_NAME);
  const columns = sides.map((side) => ({ ...side, cells: side.cells.map((cell) => beginningOf(cell, valueRoom)) }));
  const widest = Math.max(...columns.flatMap((side) => [side.title.length, ...side.cells.map(({ length }) => length)]));
  const named: TableColumn = { title, align: 'left', cells: names.map((name) => endOf(name, room - widest)) };
  const keys = marks === undefined ? [named] : [{ title: '', cells: marks }, named];
  return renderTable([...keys, ...columns], width, keys.length);
}

function endOf(name: string, room: number): string {
  return name.length <= room ? name : `${CUT}${name.slice(CUT.length - room)}`;
}

function beginningOf(value: string, room: number): string {
  return value.length <= room ? value : `${value.slice(0, room - CUT.length)}${CUT}`;
}
