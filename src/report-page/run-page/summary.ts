import type { DefinedFigure } from '../../report/page/defined-figure.ts';
import type { RunPageData } from '../../report/run-page/run-page-data.ts';
import { type Child, element } from '../elements/element.ts';
import { type FigureCard, figureCards } from '../elements/figure-cards.ts';
import { fixed, money, percent, toneOf, wholeNumber } from '../elements/number-format.ts';

/** What happened, in a sentence and eight figures. */
export function runSummary(data: RunPageData): readonly Child[] {
  const figures = new Map(data.metrics.map((metric) => [metric.key, metric]));
  const figure = (key: string): DefinedFigure | null => figures.get(key) ?? null;
  return [element('p', { class: 'verdict' }, sentence(data, figure)), figureCards(cards(data, figure))];
}

type FigureOf = (key: string) => DefinedFigure | null;

function sentence({ currency, openPositions }: RunPageData, figure: FigureOf): string {
  const trades = figure('total_trades')?.value ?? 0;
  const net = figure('profit_net')?.value ?? 0;
  const open = openPositions === 0 ? '' : ` Still open at the end: ${wholeNumber(openPositions)}.`;
  if (trades === 0) return `No trade was closed.${open}`;
  const outcome = net > 0 ? 'made' : net < 0 ? 'lost' : 'came to';
  const depth = percent(figure('max_drawdown')?.value ?? null);
  const noun = trades === 1 ? 'trade' : 'trades';
  return `${wholeNumber(trades)} ${noun} ${outcome} ${money(Math.abs(net))} ${currency} after fees; the deepest drawdown was ${depth}.${open}`;
}

function cards({ currency, costs }: RunPageData, figure: FigureOf): readonly FigureCard[] {
  const card = (key: string, name: string, show: (value: number | null) => string, extra: Partial<FigureCard> = {}) => {
    const metric = figure(key);
    return metric === null
      ? []
      : [{ name, definition: `${metric.description} (${key})`, value: show(metric.value), ...extra }];
  };
  const net = figure('profit_net')?.value ?? null;
  const depth = figure('max_drawdown_abs')?.value ?? null;
  return [
    ...card('profit_net', 'Net profit', money, {
      unit: currency,
      tone: toneOf(net),
      ...(costs === null ? {} : { note: `${money(costs.profitBeforeCosts)} before costs` }),
    }),
    ...card('total_return', 'Return', percent, { tone: toneOf(net) }),
    ...card('max_drawdown', 'Max drawdown', percent, { note: `${money(depth)} ${currency}` }),
    ...card('sharpe_equity_daily', 'Sharpe (daily)', (value) => fixed(value, 2)),
    ...card('profit_factor', 'Profit factor', (value) => fixed(value, 2), { note: 'before fees' }),
    ...card('avg_r_multiple', 'Average R', (value) => fixed(value, 3)),
    ...card('total_trades', 'Trades', wholeNumber),
    ...card('win_rate', 'Win rate', percent, { note: 'before fees' }),
  ];
}
