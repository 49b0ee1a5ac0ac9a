import { describe, expect, it } from 'vitest';
import { computePbo } from '../../../src/optimizer/statistics/pbo.ts';
import { InlineRunner } from '../../../src/optimizer/statistics/pieces/piece-runner.ts';
import type { SweepStatistics } from '../../../src/optimizer/statistics/sweep-statistics.ts';
import { exampleInput, statisticsOf } from './example-input.ts';
import { allColumns, noiseMatrix } from './example-matrix.ts';

/** Searches whose truth is known: what the statistics must say about them. */
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const [DAYS, TRIALS] = [750, 60];
/** Mean daily return of the planted edge in deviations: an annual Sharpe ratio of about 4. */
const EDGE = 0.25;
const EDGE_COLUMN = 17;

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function figures(results: readonly SweepStatistics[], key: keyof SweepStatistics['figures']): number[] {
  return results.map(({ figures: { [key]: figure } }) => {
    if (typeof figure !== 'number') throw new Error(`${key} is missing: ${figure.reason}`);
    return figure;
  });
}

/** Statistics of one search per seed; `edges`: mean daily return by column. */
function searches(edges: Readonly<Record<number, number>>): Promise<SweepStatistics[]> {
  return Promise.all(SEEDS.map((seed) => statisticsOf(exampleInput(noiseMatrix(seed, DAYS, TRIALS, edges)))));
}

describe('a search among pure noise', async () => {
  const results = await searches({});

  it('has a probability of overfitting around one half, on average: single searches spread by 0.2', async () => {
    const pbo = await Promise.all(
      Array.from({ length: 60 }, async (_, seed) => {
        const matrix = noiseMatrix(seed, 320, 20);
        return (await computePbo(matrix, allColumns(matrix), 8, 'sharpe', new InlineRunner())).pbo;
      }),
    );
    expect(mean(pbo)).toBeGreaterThan(0.42);
    expect(mean(pbo)).toBeLessThan(0.58);
    expect(mean(figures(results, 'pbo'))).toBeGreaterThan(0.3);
  });

  it('needs no extra warning about losses where the probability of overfitting is high anyway', () => {
    const [pbo, losses] = [figures(results, 'pbo'), figures(results, 'pbo_prob_oos_loss')];
    const high = results.filter((_, i) => pbo[i]! > 0.5 && losses[i]! > 0.5);
    expect(high.length).toBeGreaterThan(0);
    for (const { warnings } of high) expect(warnings.join()).not.toContain('loses out of sample');
  });

  it('finds a best trial that looks skilled on its own, and deflates it', () => {
    expect(figures(results, 'psr_zero').filter((value) => value >= 0.95).length).toBeGreaterThanOrEqual(9);
    expect(figures(results, 'dsr').filter((value) => value < 0.95).length).toBeGreaterThanOrEqual(9);
  });

  it('does not reject the hypothesis that no trial is good', () => {
    for (const key of ['reality_check_p_value', 'spa_p_value'] as const) {
      expect(figures(results, key).filter((value) => value > 0.05).length).toBeGreaterThanOrEqual(9);
    }
  });
});

describe('a search that contains one real edge', async () => {
  const results = await searches({ [EDGE_COLUMN]: EDGE });

  it('selects the edge and confirms it', () => {
    expect(results.map(({ selectedTrialIndex }) => selectedTrialIndex)).toEqual(SEEDS.map(() => EDGE_COLUMN));
    expect(figures(results, 'dsr').filter((value) => value >= 0.95).length).toBeGreaterThanOrEqual(9);
    expect(figures(results, 'pbo').filter((value) => value <= 0.2).length).toBeGreaterThanOrEqual(9);
    expect(figures(results, 'spa_p_value').filter((value) => value <= 0.05).length).toBeGreaterThanOrEqual(9);
    expect(figures(results, 'reality_check_p_value').filter((value) => value <= 0.05).length).toBeGreaterThanOrEqual(9);
  });

  it('finds the edge among the adjusted p-values and nothing much else', () => {
    for (const { trialPValues } of results) {
      if ('value' in trialPValues) throw new Error(trialPValues.reason);
      expect(trialPValues.holm[EDGE_COLUMN]).toBeLessThan(0.05);
      expect(trialPValues.holm.filter((p) => p < 0.05).length).toBeLessThanOrEqual(2);
    }
  });
});

describe('an edge in every trial', () => {
  it('is no overfitting, but the trials cannot be told apart', async () => {
    const everywhere = Object.fromEntries(Array.from({ length: TRIALS }, (_, column) => [column, EDGE]));
    const results = await searches(everywhere);
    expect(Math.max(...figures(results, 'pbo_prob_oos_loss'))).toBeLessThanOrEqual(0.01);
    expect(mean(figures(results, 'pbo'))).toBeGreaterThan(0.3);
  });
});
