import { CHART_FONT } from '../charts/statistics-chart.ts';
import type { Palette } from '../theme/theme.ts';

/** Where the prices of a trade are on the canvas, in pixels; null where there is no such price. */
export interface TradePlace {
  readonly left: number;
  readonly right: number;
  readonly entry: number;
  readonly exit: number;
  readonly initialStop: number | null;
  readonly stop: number | null;
  readonly target: number | null;
  readonly isLong: boolean;
  readonly isGain: boolean;
}

/** How much of a trade is drawn. */
export type TradeDetail = 'marks' | 'lines' | 'selected';

const MARK = 5;
/** Lines of a trade that ends in the bar of its fill still have to be seen. */
const SHORTEST_LINE = 8;

/** A triangle at the entry, a square at the exit, a line between, stops and target as levels. */
export function drawTrade(
  context: CanvasRenderingContext2D,
  place: TradePlace,
  palette: Palette,
  detail: TradeDetail,
): void {
  const { left, right, entry, exit, initialStop, stop, target, isLong, isGain } = place;
  const colour = isGain ? palette.gain : palette.loss;
  const end = Math.max(right, left + SHORTEST_LINE);
  context.save();
  if (detail !== 'marks') {
    const width = detail === 'selected' ? 2 : 1;
    level(context, left, end, initialStop, palette.loss, width, [4, 3]);
    if (stop !== initialStop) level(context, left, end, stop, palette.warning, width, [1, 2]);
    level(context, left, end, target, palette.gain, width, [4, 3]);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash([]);
    context.beginPath();
    context.moveTo(left, entry);
    context.lineTo(right, exit);
    context.stroke();
  }
  const size = detail === 'marks' ? MARK / 2 : detail === 'selected' ? MARK + 2 : MARK;
  triangle(context, left, entry, size, isLong, palette.accent);
  context.fillStyle = colour;
  context.fillRect(right - size / 2, exit - size / 2, size, size);
  if (detail === 'selected') {
    label(context, end, initialStop, 'SL', palette.loss, palette.surface);
    if (stop !== initialStop) label(context, end, stop, 'SL at the exit', palette.warning, palette.surface);
    label(context, end, target, 'TP', palette.gain, palette.surface);
  }
  context.restore();
}

function level(
  context: CanvasRenderingContext2D,
  left: number,
  right: number,
  height: number | null,
  colour: string,
  width: number,
  dash: number[],
): void {
  if (height === null) return;
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.setLineDash(dash);
  context.beginPath();
  context.moveTo(left, height);
  context.lineTo(right, height);
  context.stroke();
}

/** Points up below a long entry, down above a short one. */
function triangle(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  size: number,
  isUp: boolean,
  colour: string,
): void {
  const away = isUp ? size : -size;
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x - size, y + 2 * away);
  context.lineTo(x + size, y + 2 * away);
  context.closePath();
  context.fill();
}

function label(
  context: CanvasRenderingContext2D,
  x: number,
  y: number | null,
  text: string,
  colour: string,
  ground: string,
): void {
  if (y === null) return;
  context.font = `600 11px ${CHART_FONT}`;
  context.textBaseline = 'middle';
  // A rim in the colour of the ground keeps the word readable over candles.
  context.setLineDash([]);
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = ground;
  context.strokeText(text, x + 8, y);
  context.fillStyle = colour;
  context.fillText(text, x + 8, y);
}
