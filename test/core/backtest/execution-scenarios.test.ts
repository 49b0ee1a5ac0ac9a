import { describe, expect, it } from 'vitest';
import type { Position } from '../../../src/core/portfolio/position.ts';
import { tradeAt } from '../../../src/core/portfolio/trade-log.ts';
import type { ExecutionVariant } from '../../../src/core/types/config.ts';
import { OmegaError } from '../../../src/core/types/errors.ts';
import {
  type Expectation,
  readScenarios,
  runScenario,
  type Scenario,
  type ScenarioRun,
} from '../../support/execution-scenario.ts';

const GROUPS = ['canonical', 'entries', 'exits', 'costs', 'sizing', 'portfolio'];
const ERROR_CODES: Readonly<Record<string, string>> = { no_fx_path: 'EXEC_NO_FX_PATH' };

function refOf(scenario: Scenario, bar: number): number | undefined {
  return scenario.signals.find((signal) => signal.bar === bar)?.ref;
}

function nameOf(direction: number): string {
  return direction === 1 ? 'long' : 'short';
}

function openPosition(scenario: Scenario, position: Position) {
  return {
    ref: refOf(scenario, position.order.placedBar),
    direction: nameOf(position.direction),
    order_type: position.order.orderType,
    placed_bar: position.order.placedBar,
    fill_bar: position.fillBar,
    entry_bar: position.entryBar,
    entry_price: position.entryPrice,
    size: position.size,
    initial_stop_loss: position.initialStopLoss,
    stop_loss: position.stopLoss,
    take_profit: position.takeProfit,
    entry_fee: position.entryFee,
  };
}

function closedTrades(scenario: Scenario, run: ScenarioRun) {
  const { trades } = run.outcome;
  return Array.from({ length: trades.count }, (_, row) => {
    const trade = tradeAt(trades, row);
    return {
      ref: refOf(scenario, trade.placedBar),
      direction: nameOf(trade.direction),
      order_type: trade.orderType,
      placed_bar: trade.placedBar,
      fill_bar: trade.fillBar,
      entry_bar: trade.entryBar,
      entry_time: scenario.bars[trade.entryBar]!.t,
      entry_price: trade.entryPrice,
      exit_bar: trade.exitBar,
      exit_time: scenario.bars[trade.exitBar]!.t,
      exit_price: trade.exitPrice,
      reason: trade.reason,
      stop_loss_kind: trade.stopKind,
      exit_in_entry_bar: trade.exitBar === trade.fillBar,
      size: trade.size,
      initial_stop_loss: trade.initialStopLoss,
      stop_loss: trade.stopLoss,
      take_profit: trade.takeProfit,
      result: trade.result,
      r_multiple: trade.rMultiple,
      entry_fee: trade.entryFee,
      exit_fee: trade.exitFee,
    };
  });
}

function check(scenario: Scenario, expected: Expectation, run: ScenarioRun, variant: ExecutionVariant): void {
  const { outcome } = run;
  const trades = closedTrades(scenario, run);
  expect(trades).toHaveLength(expected.trades.length);
  expected.trades.forEach((trade, row) => {
    const { v1_artifact: _, ...fields } = trade;
    expect(trades[row]).toMatchObject(fields);
  });
  const open = outcome.openPositions.map(({ position }) => openPosition(scenario, position));
  expect(open).toHaveLength(expected.open_positions.length);
  expected.open_positions.forEach((position, row) => {
    const { entry_time: _, stop_loss_kind: __, unrealised: ___, ...fields } = position;
    expect(open[row]).toMatchObject(fields);
  });
  expect(outcome.pendingOrders.map((order) => ({ ref: refOf(scenario, order.placedBar) }))).toEqual(
    expected.pending_orders,
  );
  expect(run.blocked).toEqual(expected.blocked);
  expect(run.rejected.map((rejection) => rejection.reason)).toEqual(expected.rejected.map((entry) => entry.reason));
  expected.rejected.forEach((entry, row) => {
    if (entry.bar !== undefined) expect(run.rejected[row]!.bar).toBe(entry.bar);
  });
  if (variant === 'v2') expect(outcome.counters.droppedStopChanges).toBe(expected.dropped_updates?.length ?? 0);
  expect(outcome.account.feesTotal).toBe(expected.fees_total);
  expect(outcome.account.balance).toBe(expected.final_balance);
  if (expected.fill_count !== undefined) expect(outcome.counters.fills).toBe(expected.fill_count);
  const columns = outcome.tracker.recorded()!;
  expect([...columns.balance]).toEqual(expected.balance);
  expect([...columns.equity]).toEqual(expected.equity);
  if (expected.high_water !== undefined) expect([...columns.highWater]).toEqual(expected.high_water);
  if (expected.drawdown !== undefined) expect([...columns.drawdown]).toEqual(expected.drawdown);
}

function checkOrError(scenario: Scenario, expected: Expectation, variant: ExecutionVariant, run: () => ScenarioRun) {
  if (expected.error === undefined) {
    check(scenario, expected, run(), variant);
    return;
  }
  let code = 'no error';
  try {
    run();
  } catch (error) {
    code = error instanceof OmegaError ? error.code : String(error);
  }
  expect(code).toBe(ERROR_CODES[expected.error]);
}

describe.each(GROUPS)('execution scenarios: %s', (group) => {
  for (const scenario of readScenarios(group)) {
    for (const variant of ['v2', 'v1_parity'] as const) {
      it(`${scenario.id} in ${variant}`, () => {
        checkOrError(scenario, scenario.expect[variant], variant, () => runScenario(scenario, variant));
      });
    }
    scenario.v2_alternatives?.forEach((alternative, index) => {
      it(`${scenario.id} with alternative fill policy ${index}`, () => {
        const { fill_policy: fillPolicy } = alternative;
        checkOrError(scenario, alternative.expect, 'v2', () => runScenario(scenario, 'v2', { fillPolicy }));
      });
    });
    it(`${scenario.id} gives the same when every bar is visited`, () => {
      if (scenario.expect.v2.error !== undefined) return;
      const jumping = runScenario(scenario, 'v2');
      const plain = runScenario(scenario, 'v2', { plain: true });
      expect(plain.outcome.account).toEqual(jumping.outcome.account);
      expect(plain.outcome.tracker.recorded()).toEqual(jumping.outcome.tracker.recorded());
      expect(plain.outcome.counters.blocked()).toEqual(jumping.outcome.counters.blocked());
      expect(plain.blocked).toEqual(jumping.blocked);
      expect(closedTrades(scenario, plain)).toEqual(closedTrades(scenario, jumping));
      const times = Float64Array.from(scenario.bars, (bar) => Date.parse(bar.t));
      expect(plain.outcome.tracker.finish(times)).toEqual(jumping.outcome.tracker.finish(times));
    });
  }
});
