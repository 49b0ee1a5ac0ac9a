import type {
  ComparisonPageData,
  DivergenceData,
  PairData,
} from '../../report/comparison-page/comparison-page-data.ts';
import { type Child, element } from '../elements/element.ts';
import { wholeNumber } from '../elements/number-format.ts';
import type { Section } from '../elements/page-frame.ts';
import { textTable } from './text-table.ts';

/** The first trades that differ, a pair after the other. */
export function tradesSection({ labels: [first], pairs }: ComparisonPageData): Section {
  return {
    id: 'trades',
    title: 'Trades',
    lead: 'Compared place by place; trades are counted from 0, as in trades.json.',
    content: () => pairs.flatMap((pair) => pairContent(first, pair)),
  };
}

function pairContent(first: string, pair: PairData): readonly Child[] {
  const { label, firstCount, otherCount, divergence, eventDivergence, metaDivergence } = pair;
  const labels = [first, label];
  const name = `${first} and ${label}`;
  const counts = `${first} has ${wholeNumber(firstCount)} trades, ${label} has ${wholeNumber(otherCount)}.`;
  const part = (sentence: string, found: DivergenceData | null): readonly Child[] => [
    element('p', {}, sentence),
    ...(found === null ? [] : fieldTables(`${name}: ${sentence}`, labels, found)),
  ];
  const heading = element('h3', {}, name);
  if (divergence === null) {
    const notes = metaDivergence === null ? '' : ` Their notes (meta) differ, first at trade ${metaDivergence.index}.`;
    return [heading, ...part(`${counts} All are equal.${notes}`, metaDivergence)];
  }
  const main = part(`${counts} Trade ${divergence.index} is the first that differs.`, divergence);
  if (eventDivergence === null)
    return [heading, ...main, element('p', {}, 'Times, sides and reasons of all trades are equal.')];
  if (eventDivergence.index === divergence.index) return [heading, ...main];
  const event = `Trade ${eventDivergence.index} is the first that differs in time, side, scenario or reason.`;
  return [heading, ...main, ...part(event, eventDivergence)];
}

/** Fields of the trade itself; those of `meta`, which are long, only when they are asked for. */
function fieldTables(caption: string, labels: readonly string[], { fields }: DivergenceData): readonly Child[] {
  const own = fields.filter(({ key }) => !key.startsWith('meta.'));
  const meta = fields.filter(({ key }) => key.startsWith('meta.'));
  const summary = element('summary', {}, `${meta.length} ${meta.length === 1 ? 'field' : 'fields'} of meta`);
  return [
    own.length === 0 ? null : textTable(caption, 'Field', labels, own),
    meta.length === 0 ? null : element('details', {}, summary, textTable(`${caption} Notes`, 'Field', labels, meta)),
  ];
}
