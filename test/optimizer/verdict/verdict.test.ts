import { describe, expect, it } from 'vitest';
import { type Figure, notAvailable } from '../../../src/optimizer/statistics/figure.ts';
import { STATISTIC_KEYS, type StatisticKey } from '../../../src/optimizer/statistics/statistic-keys.ts';
import { CANDIDATE_KEYS, type CandidateKey } from '../../../src/optimizer/storage/candidate-record.ts';
import { reachVerdict, type Verdict, withHoldout } from '../../../src/optimizer/verdict/verdict.ts';
import type {
  CombinatorialEvidence,
  SearchEvidence,
  VerdictEvidence,
} from '../../../src/optimizer/verdict/verdict-evidence.ts';

const GOOD: Partial<Record<StatisticKey, Figure>> = {
  pbo: 0.1,
  pbo_prob_oos_loss: 0.05,
  dsr: 0.97,
  spa_p_value: 0.01,
  min_track_record_days: 200.2,
  plateau_ratio: 0.8,
};

function searchWith(
  changes: Partial<Record<StatisticKey, Figure>>,
  rest: Partial<SearchEvidence> = {},
): SearchEvidence {
  const unused = Object.fromEntries(STATISTIC_KEYS.map((key) => [key, 0])) as Record<StatisticKey, Figure>;
  return {
    figures: { ...unused, ...GOOD, ...changes },
    headline: 'The best result was chosen among 40 parameter sets.',
    days: 201,
    years: 5,
    neededYears: 4,
    isPboReliable: true,
    confidence: 0.95,
    ...rest,
  };
}

function stressWith(score: Figure, isEligible = true): VerdictEvidence['stress'] {
  const figures = Object.fromEntries(CANDIDATE_KEYS.map((key) => [key, 0.9])) as Record<CandidateKey, Figure>;
  return { isEligible, figures: { ...figures, robustness_score: score, cost_shock_score: score } };
}

/** A trial that everything speaks for. */
const SOUND: VerdictEvidence = {
  trialIndex: 4,
  selection: { rule: 'best_score', rank: 1, isByRule: true },
  profitNet: 1000,
  totalTrades: 150,
  search: searchWith({}),
  noSearch: '',
  borders: [{ path: 'atr_mult', value: 2, border: null }],
  stress: stressWith(0.85),
  stressAdvice: 'robustness: { enabled: true }',
  walkForward: { wfe: 0.6, oosProfitNet: 300, oosWindowsProfitable: 0.75, windows: 12, choosesByRule: true },
  combinatorial: { paths: 10, profitablePaths: 9, splits: 20, profitableSplits: 15, isUnseen: true },
  holdout: { profitNet: 50, totalTrades: 40, looks: 1 },
};

function verdictOf(changes: Partial<VerdictEvidence>): Verdict {
  return reachVerdict({ ...SOUND, ...changes });
}

function leaningOf({ points }: Verdict, key: string): string | undefined {
  return points.find((point) => point.key === key)?.leaning;
}

const WALK_FORWARD = SOUND.walkForward!;

function pathsWith(changes: Partial<CombinatorialEvidence>): Partial<VerdictEvidence> {
  return { combinatorial: { ...(SOUND.combinatorial as CombinatorialEvidence), ...changes } };
}

describe('a verdict', () => {
  it('supports a trial only where nothing is against it and unseen data agree', () => {
    const verdict = verdictOf({});
    expect(verdict.conclusion).toBe('supported');
    expect(verdict.points.filter(({ leaning }) => leaning === 'against')).toEqual([]);
    expect(verdict.headline).toMatch(/That is no promise\.$/);
    expect(verdict.choice).toBe('trial 4, the best score. The best result was chosen among 40 parameter sets.');
    expect(verdictOf({ walkForward: null }).conclusion).toBe('supported');
    expect(verdictOf({ holdout: null }).conclusion).toBe('supported');
    expect(verdictOf({ walkForward: null, holdout: null }).conclusion).toBe('open');
    expect(verdictOf({ search: searchWith({ dsr: 0.94 }) }).conclusion).toBe('open');
    expect(verdictOf({ search: searchWith({ pbo: notAvailable('80 days are needed') }) }).conclusion).toBe('open');
    expect(verdictOf({ search: null, noSearch: 'statistics: off' }).conclusion).toBe('open');
  });

  it.each<[string, string, Partial<VerdictEvidence>]>([
    ['profit_net', 'against', { profitNet: 0 }],
    ['pbo', 'against', { search: searchWith({ pbo: 0.51, pbo_prob_oos_loss: 0.06 }) }],
    ['pbo_prob_oos_loss', 'against', { search: searchWith({ pbo_prob_oos_loss: 0.51 }) }],
    ['dsr', 'against', { search: searchWith({ dsr: 0.49 }) }],
    ['walk_forward', 'against', { walkForward: { ...WALK_FORWARD, oosProfitNet: 0 } }],
    ['cpcv', 'against', pathsWith({ profitablePaths: 4 })],
    ['cpcv', 'against', pathsWith({ profitableSplits: 9 })],
    ['cpcv', 'against', pathsWith({ profitableSplits: 9, isUnseen: false })],
    ['holdout', 'against', { holdout: { profitNet: -1, totalTrades: 30, looks: 1 } }],
  ])('is against a trial by a decisive finding alone: %s', (key, leaning, changes) => {
    const verdict = verdictOf(changes);
    expect(leaningOf(verdict, key)).toBe(leaning);
    expect(verdict.conclusion).toBe('against');
  });

  it.each<[string, string, Partial<VerdictEvidence>]>([
    ['pbo', 'against', { search: searchWith({ pbo: 0.51, pbo_prob_oos_loss: 0.06 }, { isPboReliable: false }) }],
    ['total_trades', 'against', { totalTrades: 29 }],
    ['spa_p_value', 'against', { search: searchWith({ spa_p_value: 0.21 }) }],
    ['min_track_record_days', 'against', { search: searchWith({}, { days: 200 }) }],
    ['years', 'against', { search: searchWith({}, { years: 3.9 }) }],
    ['plateau_ratio', 'against', { search: searchWith({ plateau_ratio: 0.39 }) }],
    ['borders', 'against', { borders: [{ path: 'atr_mult', value: 3, border: 'highest' }] }],
    ['robustness_score', 'against', { stress: stressWith(0.59) }],
    ['walk_forward', 'against', { walkForward: { ...WALK_FORWARD, wfe: 0.19 } }],
    ['holdout', 'against', { holdout: { profitNet: -1, totalTrades: 29, looks: 1 } }],
    ['holdout_looks', 'against', { holdout: { profitNet: 50, totalTrades: 40, looks: 2 } }],
  ])('stays open by any other finding: %s', (key, leaning, changes) => {
    const verdict = verdictOf(changes);
    expect(leaningOf(verdict, key)).toBe(leaning);
    expect(verdict.conclusion).toBe('open');
  });

  it.each<[string, Partial<VerdictEvidence>]>([
    ['total_trades', { totalTrades: 99 }],
    ['pbo', { search: searchWith({ pbo: 0.5 }) }],
    // Trials that are all good have ranks that are noise.
    ['pbo', { search: searchWith({ pbo: 0.9, pbo_prob_oos_loss: 0.05 }) }],
    ['spa_p_value', { search: searchWith({ spa_p_value: 0.06 }) }],
    ['plateau_ratio', { search: searchWith({ plateau_ratio: 0.4 }) }],
    ['robustness_score', { stress: stressWith(0.79) }],
    ['walk_forward', { walkForward: { ...WALK_FORWARD, wfe: 0.49 } }],
    ['cpcv', pathsWith({ profitablePaths: 8 })],
    ['cpcv', pathsWith({ profitableSplits: 14 })],
    ['cpcv', pathsWith({ profitablePaths: 5, profitableSplits: 10 })],
    // What a sampler learned from the test days proves nothing about them.
    ['cpcv', pathsWith({ isUnseen: false })],
    ['holdout', { holdout: { profitNet: 50, totalTrades: 29, looks: 1 } }],
  ])('says that a finding between its limits speaks neither way: %s', (key, changes) => {
    expect(leaningOf(verdictOf(changes), key)).toBe('neutral');
  });

  it('carries the reason of what is missing', () => {
    const textOf = (changes: Partial<VerdictEvidence>, key: string) =>
      verdictOf(changes).points.find((point) => point.key === key);
    const dsr = textOf({ search: searchWith({ dsr: notAvailable('no daily series') }) }, 'dsr');
    expect(dsr).toMatchObject({ leaning: 'missing', value: null, text: 'deflated Sharpe ratio: n/a, no daily series' });
    expect(textOf({ search: null, noSearch: 'one trial' }, 'pbo')!.text).toMatch(/n\/a, one trial$/);
    expect(textOf({ stress: stressWith(0.9, false) }, 'robustness_score')!.leaning).toBe('missing');
    expect(textOf({ walkForward: { ...WALK_FORWARD, wfe: Number.NaN } }, 'walk_forward')!.leaning).toBe('missing');
    expect(textOf({ holdout: { profitNet: null, totalTrades: null, looks: 0 } }, 'holdout')!.text).toMatch(
      /not opened/,
    );
  });

  it('names the weakest stress score and the parameters at an end', () => {
    const verdict = verdictOf({
      stress: stressWith(0.61),
      borders: [
        { path: 'atr_mult', value: 3, border: 'highest' },
        { path: 'length', value: 40, border: null },
      ],
    });
    const textOf = (key: string) => verdict.points.find((point) => point.key === key)!.text;
    expect(textOf('robustness_score')).toContain('cost_shock_score');
    expect(textOf('borders')).toMatch(/atr_mult = 3 \(highest\)$/);
  });

  it('counts paths and splits of a combinatorial cross-validation where it was asked for', () => {
    const found = verdictOf({}).points.find(({ key }) => key === 'cpcv')!;
    expect(found).toMatchObject({ leaning: 'for', value: 0.9 });
    expect(found.text).toContain('earns on 9 of 10 paths through all days and in 75.0 % of 20 splits');
    expect(leaningOf(verdictOf({ combinatorial: null }), 'cpcv')).toBeUndefined();
    const short = verdictOf({ combinatorial: notAvailable('90 days, 120 are needed for 6 groups') });
    expect(short.points.find(({ key }) => key === 'cpcv')!.text).toMatch(/: n\/a, 90 days/);
    // Its days are those of the search: no substitute for data that the search did not see.
    expect(verdictOf({ walkForward: null, holdout: null }).conclusion).toBe('open');
  });

  it('says where the windows of a walk-forward could not choose by the rule', () => {
    const textOf = (choosesByRule: boolean) =>
      verdictOf({ walkForward: { ...WALK_FORWARD, choosesByRule } }).points.find(({ key }) => key === 'walk_forward')!
        .text;
    expect(textOf(true)).toMatch(/12 windows with a profit$/);
    expect(textOf(false)).toMatch(/12 windows with a profit; its windows choose by score, not by the rule$/);
  });

  it('says by which rule the trial was chosen', () => {
    const bySelection = (isByRule: boolean) =>
      verdictOf({ selection: { rule: 'plateau', rank: 3, isByRule } }).choice.split('.')[0];
    expect(bySelection(true)).toBe('trial 4, rule plateau, rank 3 by score');
    expect(bySelection(false)).toBe('trial 4, the best score, because no candidate fulfils the rule plateau');
  });

  it('is the same after a look at the holdout as with it from the start', () => {
    const closed = verdictOf({ holdout: { profitNet: null, totalTrades: null, looks: 0 } });
    const loss = { profitNet: -20, totalTrades: 50, looks: 2 };
    expect(withHoldout(closed, loss)).toEqual(verdictOf({ holdout: loss }));
    expect(withHoldout(withHoldout(closed, loss), SOUND.holdout)).toEqual(verdictOf({}));
  });
});
