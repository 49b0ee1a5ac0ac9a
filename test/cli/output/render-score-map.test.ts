import { describe, expect, it } from 'vitest';
import { renderScoreMap, type ScoreMapData } from '../../../src/cli/output/render-score-map.ts';
import { sparkSigns } from '../../../src/cli/output/sparkline.ts';

const SIGNS = sparkSigns({ LANG: 'C.UTF-8' });
const PARAMETERS = ['a', 'b', 'c'].map((name) => ({ path: `p.${name}`, name }));

function mapOf(column: number, row: number, best: readonly (number | null)[]) {
  const counts = best.map(() => 1);
  const labels = { columnLabels: ['1', '2'], rowLabels: ['10', '20'] };
  return { column, row, ...labels, trials: counts, eligible: counts, best, mean: best };
}

function dataWith(shares: readonly number[] | null, best: readonly (number | null)[]): ScoreMapData {
  return {
    parameters: PARAMETERS,
    scoreDecimals: 2,
    heatMaps: [mapOf(0, 1, best), mapOf(0, 2, best), mapOf(1, 2, best)],
    insight: {
      importance: shares?.map((share, position) => ({ path: PARAMETERS[position]!.path, share })) ?? null,
      importanceNote: '',
      logits: null,
      logitsNote: '',
    },
  };
}

describe('the map of scores', () => {
  it('shows the two parameters that matter most, from the lowest to the highest score', () => {
    expect(renderScoreMap(dataWith([0.1, 0.5, 0.3], [0, 7, null, 3.5]), 80, SIGNS)).toBe(
      [
        '',
        'best score by b (across) and c (down)',
        ' c    1    2',
        '10  ▁▁▁  ███',
        '20  ...  ▅▅▅',
        'from 0.00 ▁ to 7.00 █; . no trial that may be best',
        '',
      ].join('\n'),
    );
  });

  it('takes the first pair where importance is not known', () => {
    expect(renderScoreMap(dataWith(null, [1, 2, 3, 4]), 80, SIGNS)).toContain('by a (across) and b (down)');
  });

  it('is missing without a pair or without a score', () => {
    expect(renderScoreMap(dataWith(null, [null, null, null, null]), 80, SIGNS)).toBe('');
    expect(renderScoreMap({ ...dataWith(null, [1, 2, 3, 4]), heatMaps: [] }, 80, SIGNS)).toBe('');
  });
});
