import { describe, expect, it } from 'vitest';
import { BacktestContext } from '../../../src/core/backtest/backtest-context.ts';
import { runBacktest } from '../../../src/core/backtest/run-backtest.ts';
import { nextSetBit } from '../../../src/core/math/bit-mask.ts';
import { strategyNames } from '../../../src/core/strategy/registry.ts';
import { CONFORMANCE_CHECKS } from '../../../src/run/conformance/check-conformance.ts';
import { type ConformanceSubject, startRun } from '../../../src/run/conformance/conformance-subject.ts';
import { recordSignals } from '../../../src/run/conformance/recorded-signals.ts';
import { baseConfig } from '../../support/base-config.ts';
import { NO_COSTS, PLAIN_SPEC } from '../../support/engine-cases/calm-case.ts';
import { BAR_COUNT, type ConformanceCase, WARMUP_BARS } from './conformance-case.ts';
import { donchianBreakoutCases } from './donchian-breakout/conformance-cases.ts';
import { meanReversionCases } from './mean-reversion-z-score/conformance-cases.ts';
import { restlessDataset } from './restless-dataset.ts';

const CASES: readonly ConformanceCase[] = [...donchianBreakoutCases, ...meanReversionCases];
const dataset = restlessDataset(BAR_COUNT, WARMUP_BARS);
const { account } = baseConfig();

it('covers every bundled strategy', () => {
  expect([...new Set(CASES.map(({ strategy }) => strategy.name))]).toEqual(strategyNames());
});

describe.each(CASES)('$strategy.name with $name', ({ strategy, parameters, environment }) => {
  const subject: ConformanceSubject = { strategy, parameters, environment, dataset, account };

  it('is configured without errors and signals at all', () => {
    const { issues } = strategy.resolve(parameters, environment);
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(recordSignals(startRun(subject)).length).toBeGreaterThan(3);
  });

  it.each(CONFORMANCE_CHECKS)('$statement', ({ find }) => {
    expect(find(subject)).toBeNull();
  });

  it('has no undefined bar after the warm-up, and only undefined ones without an indicator', () => {
    const { instance, declared } = startRun(subject);
    for (let bar = WARMUP_BARS; bar < BAR_COUNT; bar++) {
      if (instance.isUndefinedAt!(bar)) throw new Error(`bar ${bar} is undefined`);
    }
    // A bias that only labels an entry may be missing.
    for (const missing of declared.filter((id) => !id.includes('.bias') && !id.endsWith('.close'))) {
      const blank = startRun(subject, dataset, (id, column) =>
        id === missing ? new Float64Array(column.length).fill(Number.NaN) : column,
      );
      expect([missing, blank.instance.isUndefinedAt!(BAR_COUNT - 1)]).toEqual([missing, true]);
    }
  });

  it('enters nothing while all gates are closed', () => {
    const { parameters: resolved } = strategy.resolve(parameters, environment);
    const runIn = (start: string, end: string) => {
      const config = baseConfig({
        execution_variant: environment.variant,
        sessions: [{ start, end }],
        strategy_parameters: resolved,
      });
      const context = new BacktestContext(dataset, environment.variant);
      const market = { symbolSpec: PLAIN_SPEC, costSpec: NO_COSTS };
      return runBacktest(context, strategy, config, market, { seed: 1, record: true }).diagnostics;
    };
    // No bar of five minutes closes at one past midnight.
    expect(runIn('00:01', '00:02')).toMatchObject({
      signals: 0,
      fills: 0,
      blocked: { session: BAR_COUNT - WARMUP_BARS },
    });
    expect(runIn('00:00', '23:59').signals).toBeGreaterThan(0);
  });

  it('gives a fresh instance each time', () => {
    const [first, second] = [startRun(subject).instance, startRun(subject).instance];
    const bar = recordSignals(startRun(subject))[0].bar;
    expect(nextSetBit(first.candidates!.mask, bar, BAR_COUNT)).toBe(bar);
    expect(first.onBar(bar)).toEqual(second.onBar(bar));
    expect(first.onBar(bar)).not.toBe(second.onBar(bar));
  });
});
