import { canonicalJson } from '../../core/math/canonical-json.ts';
import { isJsonObject } from '../../core/math/json-kind.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';

/** A field of two trades in which they differ; undefined where a trade has no such field, or is missing. */
export interface FieldDifference {
  /** Key of `trades.json`; those below `meta` as `meta.entry_fee`. */
  readonly field: string;
  readonly first: JsonValue | undefined;
  readonly other: JsonValue | undefined;
}

/** The earliest place of two trade lists at which they differ. */
export interface TradeDivergence {
  /** From 0, as in `trades.json`. */
  readonly index: number;
  /** Records of both; null for the run that has no such trade any more. */
  readonly first: JsonObject | null;
  readonly other: JsonObject | null;
  /** In the order of `trades.json`. */
  readonly fields: readonly FieldDifference[];
}

/** Two lists of trades, place by place. */
export interface TradeComparison {
  readonly firstCount: number;
  readonly otherCount: number;
  /** In anything but `meta`: times, side, prices, size, result, reason. */
  readonly divergence: TradeDivergence | null;
  /** In what happened, whatever the figures: times, side, kind of order, scenario, reason of the exit. */
  readonly eventDivergence: TradeDivergence | null;
  /** In what strategy and engine note about a trade (`meta`), which may differ although the trades are equal. */
  readonly metaDivergence: TradeDivergence | null;
}

const META = 'meta';
const NANOSECONDS = /_ns$/;
const EVENT_FIELDS = ['entry_time', 'exit_time', 'direction', 'symbol', 'order_type', 'scenario_id', 'reason'];

/** Compares two trade lists as `trades.json` has them. */
export function compareTrades(first: readonly JsonObject[], other: readonly JsonObject[]): TradeComparison {
  return {
    firstCount: first.length,
    otherCount: other.length,
    divergence: findDivergence(first, other, (field) => !isMetaField(field)),
    eventDivergence: findDivergence(first, other, (field) => EVENT_FIELDS.includes(field)),
    metaDivergence: findDivergence(first, other, isMetaField),
  };
}

/** The first place where a field that `counts` differs, with all fields that differ there. */
function findDivergence(
  first: readonly JsonObject[],
  other: readonly JsonObject[],
  counts: (field: string) => boolean,
): TradeDivergence | null {
  for (let index = 0; index < Math.max(first.length, other.length); index++) {
    const [left, right] = [first[index], other[index]];
    const fields = differingFields(left ?? {}, right ?? {});
    if (fields.some(({ field }) => counts(field))) return { index, first: left ?? null, other: right ?? null, fields };
  }
  return null;
}

/** Whether a field is one of those below `meta`. */
export function isMetaField(field: string): boolean {
  return field.startsWith(`${META}.`);
}

function differingFields(left: JsonObject, right: JsonObject): readonly FieldDifference[] {
  return [...namesOf(left, right)].flatMap((name): readonly FieldDifference[] => {
    const [first, other] = [left[name], right[name]];
    if (name === META) {
      return differingFields(isJsonObject(first) ? first : {}, isJsonObject(other) ? other : {}).map((difference) => ({
        ...difference,
        field: `${META}.${difference.field}`,
      }));
    }
    return isSame(first, other) ? [] : [{ field: name, first, other }];
  });
}

/** Names of both records; of a time that is there in words too, its nanoseconds say nothing new. */
function namesOf(left: JsonObject, right: JsonObject): ReadonlySet<string> {
  const names = [...Object.keys(left), ...Object.keys(right)];
  return new Set(names.filter((name) => !NANOSECONDS.test(name) || !names.includes(name.replace(NANOSECONDS, ''))));
}

function isSame(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === right) return true;
  return left !== undefined && right !== undefined && canonicalJson(left) === canonicalJson(right);
}
