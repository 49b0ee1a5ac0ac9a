import { formatDate } from '../../core/data/dates.ts';
import type { SeriesDescription, SideDescription } from '../../core/data/describe-data.ts';
import { count, percent } from './figures.ts';
import { renderTable } from './render-table.ts';

/** Enough of a hash to tell two files apart at a glance. */
const HASH_DIGITS = 7;
const MISSING = '-';

/** Table of all series, and below it why a file could not be read. */
export function renderDataInfo(series: readonly SeriesDescription[], shownRoot: string, width: number): string {
  if (series.length === 0) return `no market data below ${shownRoot}\n`;
  const sides = series.map(({ bid, ask }) => bid ?? ask);
  const table = renderTable(
    [
      { title: 'symbol', cells: series.map(({ symbol }) => symbol), align: 'left' },
      { title: 'tf', cells: series.map(({ timeframe }) => timeframe), align: 'left' },
      { title: 'bars', cells: series.map(barsOf) },
      { title: 'from', cells: sides.map((side) => (side === null ? MISSING : formatDate(side.firstTimeMs))) },
      { title: 'to', cells: sides.map((side) => (side === null ? MISSING : formatDate(side.lastTimeMs))) },
      { title: 'gaps', cells: series.map(({ joined }) => (joined === null ? MISSING : percent(joined.gaps.gapLoss))) },
      { title: 'crossed', cells: series.map(({ joined }) => (joined === null ? MISSING : count(joined.crossedBars))) },
      { title: 'bid sha', cells: series.map(({ bid }) => hashOf(bid)), align: 'left' },
      { title: 'ask sha', cells: series.map(({ ask }) => hashOf(ask)), align: 'left' },
    ],
    width,
    2,
  );
  const errors = series
    .flatMap((one) => one.errors)
    .map(({ code, where, message }) => `${code} ${where}: ${message}\n`);
  return `${table}below ${shownRoot}\n${errors.join('')}`;
}

/** Bars of bid and ask; one figure where they are equal. */
function barsOf({ bid, ask }: SeriesDescription): string {
  const texts = [bid, ask].map((side) => (side === null ? MISSING : count(side.bars)));
  return texts[0] === texts[1] ? (texts[0] ?? MISSING) : texts.join('/');
}

function hashOf(side: SideDescription | null): string {
  return side === null ? MISSING : side.sha256.slice(0, HASH_DIGITS);
}
