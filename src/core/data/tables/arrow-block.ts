import type { DataType, RecordBatch, Vector } from 'apache-arrow';
import type { CellKind, TableBlock, TableColumn } from './table.ts';

type Arrow = typeof import('apache-arrow');

/** A block of rows as one record batch of Arrow, every column nullable. */
export function arrowBatch(arrow: Arrow, columns: readonly TableColumn[], block: TableBlock): RecordBatch {
  const { Field, makeData, RecordBatch, Schema, Struct } = arrow;
  const fields = columns.map(({ name, kind }) => new Field(name, arrowType(arrow, kind), true));
  const children = columns.map(({ kind }, index) => {
    const [data] = arrowVector(arrow, kind, block.cells[index]).data;
    return data;
  });
  const type = new Struct(fields);
  return new RecordBatch(new Schema(fields), makeData({ type, length: block.rows, nullCount: 0, children }));
}

function arrowVector(arrow: Arrow, kind: CellKind, cells: TableBlock['cells'][number]): Vector {
  if (cells instanceof Float64Array)
    return arrow.makeVector(arrow.makeData({ type: new arrow.Float64(), data: cells }));
  if (cells instanceof Int32Array) {
    return kind === 'day'
      ? arrow.makeVector(arrow.makeData({ type: new arrow.DateDay(), data: cells }))
      : arrow.makeVector(arrow.makeData({ type: new arrow.Int32(), data: cells }));
  }
  const values = kind === 'int64' ? cells.map((cell) => (cell === null ? null : BigInt(cell))) : cells;
  return arrow.vectorFromArray(values, arrowType(arrow, kind));
}

function arrowType(arrow: Arrow, kind: CellKind): DataType {
  switch (kind) {
    case 'int32':
      return new arrow.Int32();
    case 'int64':
      return new arrow.Int64();
    case 'float64':
      return new arrow.Float64();
    case 'boolean':
      return new arrow.Bool();
    case 'text':
      return new arrow.Utf8();
    case 'day':
      return new arrow.DateDay();
    case 'time':
      return new arrow.TimestampMillisecond('UTC');
  }
}
