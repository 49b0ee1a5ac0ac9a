import { describe, expect, it } from 'vitest';
import { renderTable } from '../../../src/cli/output/render-table.ts';

const columns = [
  { title: 'rank', cells: ['1', '2'] },
  { title: 'trial', cells: ['17', '3'] },
  { title: 'name', cells: ['a', 'long name'], align: 'left' as const },
  { title: 'score', cells: ['1.5', '-10.25'] },
];

describe('a table', () => {
  it('pads every column to its widest cell, figures to the right', () => {
    expect(renderTable(columns, 80, 2)).toBe(
      ['rank  trial  name        score', '   1     17  a             1.5', '   2      3  long name  -10.25', ''].join(
        '\n',
      ),
    );
  });

  it('is exactly as wide as it may be', () => {
    const width = 'rank  trial  name        score'.length;
    expect(renderTable(columns, width, 2).split('\n\n')).toHaveLength(1);
    expect(renderTable(columns, width - 1, 2).split('\n\n')).toHaveLength(2);
  });

  it('continues below with the first columns again', () => {
    expect(renderTable(columns, 24, 2)).toBe(
      [
        'rank  trial  name',
        '   1     17  a',
        '   2      3  long name',
        '',
        'rank  trial   score',
        '   1     17     1.5',
        '   2      3  -10.25',
        '',
      ].join('\n'),
    );
  });

  it('gives a column that is too wide a block of its own', () => {
    const wide = [...columns.slice(0, 2), { title: 'text', cells: ['x'.repeat(50)] }, ...columns.slice(3)];
    const blocks = renderTable(wide, 30, 2).split('\n\n');
    expect(blocks).toHaveLength(2);
    expect(blocks[1]).toContain('score');
  });

  it('needs no rows', () => {
    expect(renderTable([{ title: 'a', cells: [] }], 80, 1)).toBe('a\n');
  });
});
