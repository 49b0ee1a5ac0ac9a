import { type ConfigChange, materialiseTrial } from '../../config/materialise.ts';
import { canonicalJson } from '../../core/math/canonical-json.ts';
import { strategyEnvironment } from '../../core/strategy/strategy-environment.ts';
import type { Dimension } from '../space/dimension.ts';
import { buildPoint, PointBuilder } from '../space/point-builder.ts';
import type { SearchSpace } from '../space/search-space.ts';
import type { SweepPart } from './sweep-part.ts';
import type { SweepPlan } from './sweep-plan.ts';

/** Names the series that a trial with these changes reads; null where it has no valid configuration. */
export type SeriesOf = (changes: readonly ConfigChange[]) => ReadonlySet<string> | null;

/** Points at which every parameter is tried: conditions and switches can hide what it changes at some of them. */
const PROBES = 16;

/**
 * Paths of the searched parameters whose value decides which series a trial reads, found by asking the
 * strategy: those that change most series come first, equal ones in file order.
 */
export function findSeriesParameters(space: SearchSpace, seriesOf: SeriesOf): readonly string[] {
  const builder = new PointBuilder(space);
  const changed = new Map<number, number>();
  for (let probe = 0; probe < PROBES; probe++) {
    // Multiples of an irrational number spread evenly over the unit interval; every parameter has one of its own.
    const unitOf = (position: number): number => ((probe + 1) * Math.sqrt((position + 1) ** 2 + 1)) % 1;
    const series = seriesAt(space, builder, seriesOf, unitOf);
    if (series === null) continue;
    for (const position of space.searched) {
      const other = seriesAt(space, builder, seriesOf, (other) => (unitOf(other) + (other === position ? 0.5 : 0)) % 1);
      const count = [...(other ?? [])].filter((key) => !series.has(key)).length;
      changed.set(position, Math.max(count, changed.get(position) ?? 0));
    }
  }
  return space.searched
    .filter((position) => (changed.get(position) ?? 0) > 0)
    .sort((left, right) => changed.get(right)! - changed.get(left)! || left - right)
    .map((position) => space.parameters[position]!.path);
}

/** The same for a part of a sweep, by asking its strategy; another market has other series altogether. */
export function seriesParametersOf({ defined, setups, strategy }: SweepPlan, part: SweepPart): readonly string[] {
  return findSeriesParameters(defined.space, (changes) => {
    const position = part.setupOf(changes);
    const setup = setups[position]!;
    const { baseConfig, symbolSpec } = setup;
    const trial = materialiseTrial(baseConfig, changes, 0, { ...setup, strategy });
    if ('problem' in trial) return null;
    const { effective } = trial;
    const environment = strategyEnvironment(effective, symbolSpec);
    const { indicators } = strategy.requirements(effective.strategy_parameters, environment);
    return new Set(
      indicators.map(({ indicator, timeframe, side, params }) =>
        [position, indicator, timeframe, side, canonicalJson(params)].join('|'),
      ),
    );
  });
}

function seriesAt(
  space: SearchSpace,
  builder: PointBuilder,
  seriesOf: SeriesOf,
  unitOf: (position: number) => number,
): ReadonlySet<string> | null {
  const point = buildPoint(space, builder, (position) =>
    (space.dimensions[position] as Dimension).valueAtUnit(unitOf(position)),
  );
  return point === null ? null : seriesOf(point.changes);
}
