import { describe, expect, it } from 'vitest';
import { isMissing, notAvailable } from '../../../src/optimizer/statistics/figure.ts';
import { STATISTIC_KEYS } from '../../../src/optimizer/statistics/statistic-keys.ts';
import { expectFigure } from '../../core/metrics/expect-figure.ts';
import { exampleInput, settingsOf, statisticsOf } from './example-input.ts';
import { matrixOf, noiseMatrix, readReference } from './example-matrix.ts';

const { large } = readReference<{ large: { inputs: { matrix: number[][] } } }>('pbo_cscv');
const sharpe = readReference<{ sweep_example: { expected: Record<string, number> } }>('sharpe_inference').sweep_example;
const spa = readReference<{ large: { expected: Record<string, number> } }>('reality_check_spa').large.expected;
const example = matrixOf(large.inputs.matrix);

describe('sweep statistics', () => {
  it('bring the reference figures of one matrix together', async () => {
    const settings = settingsOf({ pbo: { blocks: 8 }, spa: { resamples: 999, block: 5 } });
    const { figures, pbo } = await statisticsOf(exampleInput(example, { settings }));
    const { expected } = sharpe;
    expectFigure(figures.pbo as number, 0.05714285714285714, 'pbo');
    expectFigure(figures.sharpe_selected as number, expected.sharpe!, 'sharpe');
    expectFigure(figures.psr_zero as number, expected.psr_zero!, 'psr');
    expectFigure(figures.dsr as number, expected.dsr!, 'dsr');
    expectFigure(figures.dsr_effective as number, expected.dsr_effective!, 'dsr effective');
    expectFigure(figures.expected_max_sharpe as number, expected.expected_max_sharpe!, 'SR0');
    expectFigure(figures.n_trials_effective as number, expected.n_trials_effective!, 'effective trials');
    expect(figures.min_track_record_days).toBe(29);
    expectFigure(figures.spa_p_value as number, spa.spa_p_value!, 'spa');
    expectFigure(figures.reality_check_p_value as number, spa.reality_check_p_value!, 'reality check');
    expect(isMissing(pbo) ? null : pbo.isIndicative).toBe(false);
  });

  it('are complete and finite for an ordinary sweep', async () => {
    const statistics = await statisticsOf(exampleInput(noiseMatrix(1, 300, 12, { 3: 0.2 })));
    expect(Object.keys(statistics.figures).sort()).toEqual([...STATISTIC_KEYS]);
    for (const key of STATISTIC_KEYS) expect(statistics.figures[key], key).toEqual(expect.any(Number));
    expect(statistics.verdicts).toMatchObject({ dsr: 'good', spa_p_value: 'good', min_track_record_days: 'good' });
    expect(statistics.headline).toBe(
      'The best result was chosen among 12 parameter sets of this sweep (12 trials) and no other sweep of its ' +
        'research family in the store, judged on 300 days of results.',
    );
  });

  it('count the whole research family, unless the sweep file says otherwise', async () => {
    const matrix = noiseMatrix(3, 200, 10, { 0: 0.15 });
    const family = { trials: 5000, sweeps: 4, sharpes: new Float64Array(0) };
    const alone = (await statisticsOf(exampleInput(matrix))).figures.dsr;
    const related = await statisticsOf(exampleInput(matrix, { family }));
    const settings = settingsOf({ spa: { resamples: 100 }, dsr: { family: 'sweep' } });
    expect(related.figures.dsr).toBeLessThan(alone as number);
    expect((await statisticsOf(exampleInput(matrix, { family, settings }))).figures.dsr).toBe(alone);
    expect(related.headline).toContain('5000 parameter sets that 4 sweeps of its research family have tried');
    expect(related.extent.familyMinBacktestYears).toBeGreaterThan(related.extent.minBacktestYears);
  });

  it('count failed trials in N although they have no series', async () => {
    const matrix = noiseMatrix(3, 200, 10, { 0: 0.15 });
    const counts = { total: 40, complete: 10, failed: 30, pruned: 0, distinct: 40 };
    const family = { trials: 40, sweeps: 1, sharpes: new Float64Array(0) };
    const { figures } = await statisticsOf(exampleInput(matrix, { counts, family }));
    expect(figures.dsr).toBeLessThan((await statisticsOf(exampleInput(matrix))).figures.dsr as number);
    expect(figures.trials_failed).toBe(30);
    expect(figures.n_trials_effective).toBeGreaterThan(20);
  });

  it('skip series without information, but keep them for the tests of superiority', async () => {
    const matrix = noiseMatrix(4, 200, 12, { 5: 0.3 });
    matrix.values.fill(0, 0, 200);
    matrix.values.fill(0, 209, 400);
    const { extent, pbo, trialPValues, warnings } = await statisticsOf(exampleInput(matrix));
    expect(extent).toMatchObject({ columns: 12, skippedColumns: 2, days: 200 });
    expect(isMissing(pbo) ? null : pbo.columns).toBe(10);
    expect(isMissing(trialPValues) ? [] : [...trialPValues.pValues].slice(0, 3)).toEqual([
      Number.NaN,
      Number.NaN,
      expect.any(Number),
    ]);
    expect(warnings.join()).toContain('2 series with less than 10 active days');
  });

  it('say why a figure is missing', async () => {
    const noDaily = notAvailable('the store keeps no daily series of this sweep (store.daily)');
    const noTrades = { trialIndex: 0, trialSeed: 7, trades: notAvailable('the trades are not at hand') };
    const { figures, extent } = await statisticsOf(
      exampleInput(noiseMatrix(5, 60, 5), { daily: noDaily, selected: noTrades }),
    );
    for (const key of ['pbo', 'dsr', 'spa_p_value', 'min_track_record_days'] as const)
      expect(figures[key]).toBe(noDaily);
    expect(figures.mc_prob_loss).toEqual(noTrades.trades);
    expect(figures.plateau_neighbours).toEqual(expect.any(Number));
    expect(extent.days).toBe(0);
  });

  it('need enough days and series', async () => {
    const few = (await statisticsOf(exampleInput(noiseMatrix(6, 19, 5)))).figures;
    expect(few.spa_p_value).toMatchObject({ reason: '19 days, 20 are needed' });
    expect(few.pbo).toMatchObject({ reason: '19 days, 80 are needed for 4 blocks' });
    const single = (await statisticsOf(exampleInput(noiseMatrix(6, 100, 1)))).figures;
    expect(single.pbo).toMatchObject({ value: 'n/a' });
    // One trial selects nothing, so there is nothing to deflate.
    expect(single.dsr).toBe(single.psr_zero);
    expect(single.expected_max_sharpe).toBe(0);
  });

  it('take Monte Carlo figures from the bootstrap and the larger 95th drawdown percentile', async () => {
    const matrix = noiseMatrix(7, 100, 3);
    const withMethods = (methods: string[]) =>
      statisticsOf(
        exampleInput(matrix, {
          settings: settingsOf({ monte_carlo: { resamples: 100, methods }, spa: { resamples: 100 } }),
        }),
      );
    const all = await withMethods(['bootstrap', 'shuffle', 'block']);
    const { monteCarlo } = all.trades;
    if (isMissing(monteCarlo)) throw new Error(monteCarlo.reason);
    expect(all.figures.mc_profit_net_p05).toBe(monteCarlo.bootstrap!.profitNet.p05);
    expect(all.figures.mc_max_drawdown_abs_p95).toBe(
      Math.max(monteCarlo.bootstrap!.maxDrawdownAbs.p95, monteCarlo.shuffle!.maxDrawdownAbs.p95),
    );
    const { figures } = await withMethods(['shuffle', 'block']);
    expect(figures.mc_prob_loss).toMatchObject({ value: 'n/a' });
    expect(figures.mc_max_drawdown_abs_p95).toBe(monteCarlo.shuffle!.maxDrawdownAbs.p95);
    expect((await withMethods(['block'])).figures.mc_max_drawdown_abs_p95).toMatchObject({ value: 'n/a' });
  });

  it('let failed and gated trials count with the lowest score around the winner', async () => {
    const input = exampleInput(noiseMatrix(8, 100, 9));
    const { search } = input;
    const scores = search.scores.slice();
    const neighbour = search.selected === 0 ? 1 : search.selected - 1;
    scores[neighbour] = Number.NaN;
    const { plateau } = await statisticsOf({ ...input, search: { ...search, scores } });
    expect(plateau.minScore).toBe(Math.min(...search.rawScores));
  });

  it('call the importance approximate unless every point of a grid has a score', async () => {
    const input = exampleInput(noiseMatrix(8, 100, 9));
    const rawScores = input.search.rawScores.slice();
    rawScores[input.search.selected === 0 ? 1 : 0] = Number.NaN;
    const approximate = await statisticsOf({ ...input, search: { ...input.search, rawScores } });
    expect((await statisticsOf(input)).plateau.importance).toMatchObject({ isApproximate: false });
    expect(approximate.plateau.importance).toMatchObject({ isApproximate: true });
  });

  it('warn about few series, crowding samplers, autocorrelation and short records', async () => {
    const matrix = noiseMatrix(9, 100, 5);
    for (let day = 1; day < 100; day++) {
      for (let column = 0; column < 5; column++) {
        const at = column * 100 + day;
        matrix.values[at] = (matrix.values[at] as number) + 0.8 * (matrix.values[at - 1] as number);
      }
    }
    const { warnings } = await statisticsOf(exampleInput(matrix, { isAdaptive: true, years: 0.4 }));
    expect(warnings).toHaveLength(4);
    expect(warnings[0]).toContain('5 series only');
    expect(warnings[1]).toContain('crowds the good region');
    expect(warnings[2]).toMatch(/lag-one autocorrelation of 0\.\d\d/);
    expect(warnings[3]).toContain('0.4 years of data for 5 parameter sets');
  });
});

describe('a stable ranking of losing trials', () => {
  it('has a low probability of overfitting and a warning', async () => {
    const losses = Object.fromEntries(Array.from({ length: 12 }, (_, column) => [column, -0.3 - 0.1 * column]));
    const { verdicts, figures, warnings } = await statisticsOf(exampleInput(noiseMatrix(11, 400, 12, losses)));
    expect(verdicts.pbo).toBe('good');
    expect(figures.pbo_prob_oos_loss).toBe(1);
    expect(warnings.join()).toContain('loses out of sample in 100 % of the splits');
  });
});

describe('reading aid', () => {
  it('colours by the conventions and leaves missing figures alone', async () => {
    const matrix = noiseMatrix(10, 60, 4);
    const { verdicts, figures } = await statisticsOf(exampleInput(matrix));
    expect(figures.pbo).toMatchObject({ value: 'n/a' });
    expect(verdicts.pbo).toBeUndefined();
    expect(verdicts.min_track_record_days).toBe((figures.min_track_record_days as number) <= 60 ? 'good' : 'bad');
  });
});
