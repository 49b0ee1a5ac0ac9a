import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findDifference, firstDefined } from './vector-comparison.ts';
import { evaluateAlignment, evaluateCase } from './vector-evaluation.ts';
import { type VectorCase, VectorFolder } from './vector-folder.ts';

const FIXTURES = path.join(import.meta.dirname, '../../fixtures/indicators');
const REFERENCE = path.join(import.meta.dirname, '../../../../shared/reference/indicators');
const REFERENCE_CASES = 203;

/** Files whose values need no logarithm or exponential: the same bits everywhere. */
const EXACT_FILES = [
  ...['ema', 'sma', 'atr', 'bollinger', 'zscore', 'kalman_mean', 'kalman_zscore', 'rsi', 'macd', 'roc', 'dmi'],
  ...['kmeans_1d', 'mtf_alignment', 'aligned_closes', 'htf_bias'],
  ...['ema_stepwise', 'bollinger_stepwise', 'kalman_zscore_stepwise'],
];
const ROUNDED_FILES = [
  ...['choppiness', 'garch_volatility', 'garch_volatility_local', 'kalman_garch_zscore', 'kalman_garch_zscore_local'],
  ...['vol_cluster_series', 'vol_cluster_state'],
];

describe('indicator vectors in the repository', () => {
  const folder = new VectorFolder(FIXTURES);
  const files = [
    ...['ema', 'sma', 'atr', 'bollinger', 'zscore', 'kalman_mean', 'kalman_zscore', 'garch_volatility'],
    ...['kalman_garch_zscore_local', 'kmeans_1d', 'mtf_alignment', 'aligned_closes', 'ema_stepwise'],
  ];
  it.each(files)('%s', (file) => {
    for (const vector of folder.cases(file)) checkCase(folder, file, vector);
  });
});

const hasReference = existsSync(REFERENCE);
if (!hasReference) console.warn(`skipped: the full indicator vectors are not at ${REFERENCE}`);

describe.skipIf(!hasReference)('full indicator vectors', () => {
  const folder = new VectorFolder(REFERENCE);
  const table = hasReference
    ? [...EXACT_FILES, ...ROUNDED_FILES].flatMap((file) =>
        folder.cases(file).map((vector) => ({ file, name: vector.name, vector })),
      )
    : [];

  it('has every case', () => {
    expect(table.length).toBe(REFERENCE_CASES);
  });

  it.each(table)('$file $name', ({ file, vector }) => {
    checkCase(folder, file, vector);
  });
});

function checkCase(folder: VectorFolder, file: string, vector: VectorCase): void {
  const actual = evaluateCase(folder, file, vector);
  const expected = file === 'mtf_alignment' ? withoutNulls(vector.output) : vector.output;
  expect(findDifference(actual, expected, 'tolerance'), vector.name).toBeNull();
  if (EXACT_FILES.includes(file)) expect(findDifference(actual, expected, 'bits'), vector.name).toBeNull();
  checkFirstIndex(file, vector, actual);
  if (vector.update_points !== undefined) {
    expect(evaluateAlignment(folder, vector).updatePoints).toEqual(vector.update_points);
  }
}

/** -1 is omega's "no bar". */
function withoutNulls(output: VectorCase['output']): readonly unknown[] {
  return (output as readonly unknown[]).map((row) => row ?? -1);
}

function checkFirstIndex(file: string, vector: VectorCase, actual: unknown): void {
  const { first_finite_index: first, output } = vector;
  if (file === 'vol_cluster_state') {
    const label = (actual as { label?: unknown[] }).label;
    if (label !== undefined) expect(firstDefined(label)).toBe(first);
  } else if (file === 'kmeans_1d' || output === null) {
    expect(actual === null ? null : 0).toBe(first);
  } else if (typeof first === 'object' && first !== null) {
    for (const [name, index] of Object.entries(first)) {
      expect(firstDefined((actual as Record<string, Float64Array>)[name]), `${vector.name} ${name}`).toBe(index);
    }
  } else {
    const list = file === 'mtf_alignment' ? Array.from(actual as Int32Array, noneAsNull) : (actual as Float64Array);
    expect(firstDefined(list), vector.name).toBe(first);
  }
}

function noneAsNull(row: number): number | null {
  return row < 0 ? null : row;
}
