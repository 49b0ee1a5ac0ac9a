import { createMask } from '../../math/bit-mask.ts';
import type { Bars } from '../../types/bars.ts';
import type { BarCondition } from '../bar-conditions.ts';
import type { StrategyInputs } from '../strategy-inputs.ts';

/** What an authored instance may read. Columns are shared by all trials of a sweep and must not be written. */
export interface AuthoredInputs {
  /** Bars of the primary timeframe, warm-up included. */
  readonly primary: Bars;
  /** Values of a declared series by its id, one per primary bar; what is not finite is not available. */
  values(id: string): Float64Array;
  /** Conditions on bars, for `candidates`. */
  readonly conditions: AuthoredConditions;
}

/**
 * Conditions on columns, each named by the id of a declared series or like `bid.close`, `ask.high`. What is
 * not finite fulfils none of them. They are computed once for all trials that ask for the same.
 */
export interface AuthoredConditions {
  atMost(id: string, limit: number): BarCondition;
  atLeast(id: string, limit: number): BarCondition;
  above(left: string, right: string): BarCondition;
  notAbove(left: string, right: string): BarCondition;
  /** Where all of them hold; at least one is needed. */
  all(conditions: readonly BarCondition[]): BarCondition;
  /** Where any of them holds. */
  any(conditions: readonly BarCondition[]): BarCondition;
  /** Bars for which a test of one's own is true; asked about every bar, when the instance is made. */
  where(test: (bar: number) => boolean): BarCondition;
}

/**
 * The inputs of an instance without what trials share under names of the caller's choice: a name that stood
 * for other values in another trial would make results depend on the order of trials.
 */
export function authoredInputs(inputs: StrategyInputs): AuthoredInputs {
  const { conditions, primary } = inputs;
  const barCount = primary.openTimes.length;
  return {
    primary,
    values: (id) => inputs.values(id),
    conditions: {
      atMost: (id, limit) => conditions.atMost(inputs.column(id), limit),
      atLeast: (id, limit) => conditions.atLeast(inputs.column(id), limit),
      above: (left, right) => conditions.above(inputs.column(left), inputs.column(right)),
      notAbove: (left, right) => conditions.notAbove(inputs.column(left), inputs.column(right)),
      all: (list) => conditions.all(list),
      any: (list) => conditions.any(list, barCount),
      where: (test) => conditionWhere(test, barCount),
    },
  };
}

/** Not shared: it belongs to its instance. */
function conditionWhere(test: (bar: number) => boolean, barCount: number): BarCondition {
  const mask = createMask(barCount);
  for (let bar = 0; bar < barCount; bar++) if (test(bar)) mask[bar >> 5] |= 1 << (bar & 31);
  return { key: 'where', mask };
}
