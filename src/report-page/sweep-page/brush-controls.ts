import { button, element } from '../elements/element.ts';
import type { Axis } from './parallel-axes.ts';

/** From and to, both inclusive, in the units of `Axis.positionOf`. */
export type Interval = readonly [low: number, high: number];

/** Steps of a slider; of more values evenly spaced ones can be chosen. */
const MOST_STEPS = 200;
/** Significant digits of the values beside a slider. */
const DIGITS = 6;

/** Sliders that brush the axes of the parallel coordinates without a pointer. */
export interface BrushControls {
  readonly element: HTMLElement;
  /** Sets the sliders of an axis to what was brushed by other means; null is the whole axis. */
  show(axisId: string, interval: Interval | null): void;
  /** Sets all sliders to the whole of their axes. */
  reset(): void;
}

/**
 * @param onBrush called when the sliders of an axis are moved; null is the whole axis
 */
export function createBrushControls(
  axes: readonly Axis[],
  rowCount: number,
  onBrush: (axisId: string, interval: Interval | null) => void,
): BrushControls {
  const pairs = axes.flatMap((axis) => {
    const values = valuesOf(axis, rowCount);
    return values.length < 2 ? [] : [sliderPair(axis, values, (interval) => onBrush(axis.id, interval))];
  });
  const byAxis = new Map(pairs.map((pair) => [pair.axisId, pair]));
  const reset = () => {
    for (const pair of pairs) pair.show(null);
  };
  const lift = button('Lift all', () => {
    reset();
    for (const { axisId } of pairs) onBrush(axisId, null);
  });
  return {
    element: element(
      'details',
      { class: 'brushes' },
      element('summary', {}, 'Brush with the keyboard'),
      element('div', { class: 'brush-axes' }, ...pairs.map(({ group }) => group)),
      lift,
    ),
    show: (axisId, interval) => byAxis.get(axisId)?.show(interval),
    reset,
  };
}

interface SliderPair {
  readonly axisId: string;
  readonly group: HTMLElement;
  show(interval: Interval | null): void;
}

function sliderPair(
  { id, name, labels }: Axis,
  values: readonly number[],
  onMove: (interval: Interval | null) => void,
): SliderPair {
  const last = values.length - 1;
  const textOf = (at: number) => labels?.[values[at]] ?? String(Number(values[at].toPrecision(DIGITS)));
  const slider = () => element('input', { type: 'range', min: '0', max: String(last), step: '1' });
  const [from, to] = [slider(), slider()];
  const range = element('span', { class: 'status' });
  const tell = () => {
    from.setAttribute('aria-valuetext', textOf(Number(from.value)));
    to.setAttribute('aria-valuetext', textOf(Number(to.value)));
    range.textContent = `${textOf(Number(from.value))} to ${textOf(Number(to.value))}`;
  };
  const set = (low: number, high: number) => {
    from.value = String(low);
    to.value = String(high);
    tell();
  };
  const move = () => {
    tell();
    const [low, high] = [Number(from.value), Number(to.value)];
    onMove(low === 0 && high === last ? null : [values[low], values[high]]);
  };
  // A slider that meets the other one takes it along.
  from.addEventListener('input', () => {
    if (Number(from.value) > Number(to.value)) to.value = from.value;
    move();
  });
  to.addEventListener('input', () => {
    if (Number(to.value) < Number(from.value)) from.value = to.value;
    move();
  });
  set(0, last);
  return {
    axisId: id,
    group: element(
      'fieldset',
      {},
      element('legend', {}, name),
      element('label', {}, 'from', from),
      element('label', {}, 'to', to),
      range,
    ),
    show(interval) {
      if (interval === null) set(0, last);
      else set(firstFrom(values, interval[0]), lastUpTo(values, interval[1]));
    },
  };
}

/** Distinct positions on an axis, ascending; the ends are always among them. */
function valuesOf({ positionOf }: Axis, rowCount: number): readonly number[] {
  const positions = new Set<number>();
  for (let row = 0; row < rowCount; row++) {
    const position = positionOf(row);
    if (position !== null) positions.add(position);
  }
  const sorted = [...positions].sort((left, right) => left - right);
  if (sorted.length <= MOST_STEPS) return sorted;
  return Array.from(
    { length: MOST_STEPS },
    (_, at) => sorted[Math.round((at * (sorted.length - 1)) / (MOST_STEPS - 1))],
  );
}

function firstFrom(values: readonly number[], low: number): number {
  const found = values.findIndex((value) => value >= low);
  return found === -1 ? values.length - 1 : found;
}

function lastUpTo(values: readonly number[], high: number): number {
  return Math.max(
    0,
    values.findLastIndex((value) => value <= high),
  );
}
