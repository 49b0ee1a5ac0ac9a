import { describe, expect, it } from 'vitest';
import { parameterColumns } from '../../../src/cli/output/parameter-columns.ts';
import type { TrialRecord } from '../../../src/optimizer/storage/trial-record.ts';

function trialWith(parameters: object): TrialRecord {
  return { parametersJson: JSON.stringify(parameters) } as TrialRecord;
}

describe('parameter columns', () => {
  it('have the shortest unmistakable names, and a mark where a parameter is not active', () => {
    const columns = parameterColumns([
      trialWith({ 'strategy_parameters.atr_mult': 1.5, 'a.length': 3, 'b.length': 4, symbol: 'EURUSD' }),
      trialWith({ 'strategy_parameters.atr_mult': 2, 'a.length': 5, 'x.sessions': [1, 2] }),
    ]);
    expect(columns).toEqual([
      { title: 'atr_mult', cells: ['1.5', '2'] },
      { title: 'a.length', cells: ['3', '5'] },
      { title: 'b.length', cells: ['4', '-'] },
      { title: 'symbol', cells: ['EURUSD', '-'] },
      { title: 'sessions', cells: ['-', '[1,2]'] },
    ]);
  });
});
