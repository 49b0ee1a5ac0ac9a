/** One column of a table: title and cells as they are printed. */
export interface TableColumn {
  readonly title: string;
  readonly cells: readonly string[];
  /** Default: right, as figures want it. */
  readonly align?: 'left' | 'right';
}

const GAP = '  ';

interface SizedColumn {
  readonly column: TableColumn;
  readonly width: number;
}

/**
 * Table in which no line is longer than `width`. Columns that have no room go into further blocks
 * below the first, each beginning with the first `keyCount` columns again.
 */
export function renderTable(columns: readonly TableColumn[], width: number, keyCount: number): string {
  const sized = columns.map(measure);
  const keys = sized.slice(0, keyCount);
  const blocks = splitIntoBlocks(sized.slice(keyCount), width - totalWidth(keys));
  return blocks.map((block) => renderBlock([...keys, ...block])).join('\n');
}

function splitIntoBlocks(columns: readonly SizedColumn[], room: number): SizedColumn[][] {
  const blocks: SizedColumn[][] = [[]];
  let left = room;
  for (const column of columns) {
    const needed = column.width + GAP.length;
    const block = blocks[blocks.length - 1] as SizedColumn[];
    if (needed <= left || block.length === 0) {
      block.push(column);
      left -= needed;
    } else {
      blocks.push([column]);
      left = room - needed;
    }
  }
  return blocks;
}

function renderBlock(columns: readonly SizedColumn[]): string {
  const rowCount = Math.max(...columns.map(({ column }) => column.cells.length));
  const lines = [renderLine(columns, ({ title }) => title)];
  for (let row = 0; row < rowCount; row++) lines.push(renderLine(columns, ({ cells }) => cells[row] ?? ''));
  return `${lines.join('\n')}\n`;
}

function renderLine(columns: readonly SizedColumn[], textOf: (column: TableColumn) => string): string {
  return columns
    .map(({ column, width }) => {
      const text = textOf(column);
      return column.align === 'left' ? text.padEnd(width) : text.padStart(width);
    })
    .join(GAP)
    .trimEnd();
}

function measure(column: TableColumn): SizedColumn {
  const width = column.cells.reduce((widest, cell) => Math.max(widest, cell.length), column.title.length);
  return { column, width };
}

function totalWidth(columns: readonly SizedColumn[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0) + GAP.length * Math.max(0, columns.length - 1);
}
