import { isMetaField, type TradeComparison, type TradeDivergence } from '../../run/comparison/compare-trades.ts';
import { cellText } from './cell-text.ts';
import { count, countOf } from './figures.ts';
import { renderSideBySide } from './render-side-by-side.ts';
import { showControls } from './show-controls.ts';
import { wrapLines } from './wrap-text.ts';

type Labels = readonly [first: string, other: string];

/** The first trade in which two runs differ, with the fields that do; or that all are equal. */
export function renderTradeDivergence(comparison: TradeComparison, labels: Labels, width: number): string {
  const { firstCount, otherCount, divergence, eventDivergence, metaDivergence } = comparison;
  const pair = `${labels[0]} and ${labels[1]}`;
  const paragraph = (text: string) => `\n${wrapLines(text, width)}`;
  if (divergence !== null) {
    const counts = `${labels[0]} has ${count(firstCount)}, ${labels[1]} has ${count(otherCount)}`;
    const head = `${pair}: ${nameTrade(divergence, labels)} is the first that differs; ${counts}`;
    const first = paragraph(head) + renderFields(divergence, labels, width);
    if (eventDivergence === null) return first + wrapLines('times, sides and reasons of all trades are equal', width);
    if (eventDivergence.index === divergence.index) return first;
    const other = `${pair}: ${nameTrade(eventDivergence, labels)} is the first that differs in time, side, scenario or reason`;
    return first + paragraph(other) + renderFields(eventDivergence, labels, width);
  }
  if (firstCount === 0) return paragraph(`${pair}: no trades on either side`);
  if (metaDivergence === null) return paragraph(`${pair}: all ${countOf(firstCount, 'trade')} equal`);
  const notes = `; their notes (meta) differ, first at ${nameTrade(metaDivergence, labels)}`;
  return (
    paragraph(`${pair}: all ${countOf(firstCount, 'trade')} equal${notes}`) +
    renderFields(metaDivergence, labels, width)
  );
}

/** `trade 7 (long, entered 2023-01-02T06:00:00Z)`, by the record of the first run that has one. */
function nameTrade({ index, first, other }: TradeDivergence, labels: Labels): string {
  const { direction, entry_time: time } = first ?? other ?? {};
  const only = first === null ? `, only ${labels[1]} has it` : other === null ? `, only ${labels[0]} has it` : '';
  return `trade ${index} (${cellText(direction)}, entered ${cellText(time)}${only})`;
}

/** Fields of the trade itself; those of `meta`, which are many and long, by number where there are others. */
function renderFields({ fields }: TradeDivergence, labels: Labels, width: number): string {
  const own = fields.filter(({ field }) => !isMetaField(field));
  const shown = own.length > 0 ? own : fields;
  const hidden = fields.length - shown.length;
  const table = renderSideBySide(
    { title: 'field', names: shown.map(({ field }) => showControls(field)) },
    [
      { title: labels[0], cells: shown.map(({ first }) => cellText(first)) },
      { title: labels[1], cells: shown.map(({ other }) => cellText(other)) },
    ],
    width,
  );
  return hidden === 0 ? table : table + wrapLines(`and ${countOf(hidden, 'field')} of meta (--json shows them)`, width);
}
