import { describe, expect, it } from 'vitest';
import { renderSideBySide } from '../../../src/cli/output/render-side-by-side.ts';

const NAMED = { title: 'key', names: ['group.first_of_many_members', 'short'] };

function linesOf(values: readonly string[], width: number): readonly string[] {
  return renderSideBySide(NAMED, [{ title: 'A', cells: values }], width)
    .trimEnd()
    .split('\n');
}

describe('names with the values of each side', () => {
  it('stand whole where there is room', () => {
    expect(linesOf(['1.5', '2'], 40)).toEqual([
      'key                            A',
      'group.first_of_many_members  1.5',
      'short                          2',
    ]);
  });

  it('lose as much of the beginning of a name as a value needs', () => {
    expect(linesOf(['2024-02-01T00:10:00Z', '2'], 40)).toEqual([
      'key                                    A',
      '...of_many_members  2024-02-01T00:10:00Z',
      'short                                  2',
    ]);
  });

  it('lose the end of a value that leaves a name too little', () => {
    expect(linesOf(['x'.repeat(30), '2'], 40)).toEqual([
      'key                                    A',
      `...of_many_members  ${'x'.repeat(17)}...`,
      'short                                  2',
    ]);
  });

  it('leave room for marks', () => {
    const text = renderSideBySide({ ...NAMED, marks: ['*', ''] }, [{ title: 'A', cells: ['-12345678.90', '2'] }], 40);
    expect(text.trimEnd().split('\n')).toEqual([
      '   key                                 A',
      '*  ...irst_of_many_members  -12345678.90',
      '   short                               2',
    ]);
  });
});
