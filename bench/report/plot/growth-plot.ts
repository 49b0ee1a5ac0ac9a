import type { GrowthCurve } from '../../section.ts';
import { formatNumber } from '../format-number.ts';
import { LogAxis } from './log-axis.ts';

const PANEL = { width: 480, height: 360, left: 70, right: 32, top: 34, bottom: 46 } as const;
const COLUMNS = 2;
const COLOURS = ['#1f5fa8', '#c2410c', '#15803d', '#7e22ce', '#854d0e'];
const GRID_COLOUR = '#d4d4d8';
const TEXT_COLOUR = '#27272a';
const LEGEND_LINE = 15;
/** For readers that do not see the picture. */
const TITLE = '<title>How cost grows</title>';

/**
 * A picture (SVG) of how cost grows: one panel per size, logarithmic axes, a line per curve. Written by
 * hand because the charting packages at hand draw in a browser only.
 */
export function growthPlot(curves: readonly GrowthCurve[]): string {
  const panels = [...new Set(curves.map(({ panel }) => panel))];
  const width = COLUMNS * PANEL.width;
  const height = Math.ceil(panels.length / COLUMNS) * PANEL.height;
  const drawn = panels.map((panel, index) => {
    const x = (index % COLUMNS) * PANEL.width;
    const y = Math.floor(index / COLUMNS) * PANEL.height;
    const inPanel = curves.filter((curve) => curve.panel === panel);
    return `<g transform="translate(${x} ${y})">${drawPanel(panel, inPanel)}</g>`;
  });
  const style = `font-family="sans-serif" font-size="12" fill="${TEXT_COLOUR}"`;
  const background = `<rect width="${width}" height="${height}" fill="#ffffff"/>`;
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ${style}>`;
  return `${[head, TITLE, background, ...drawn, '</svg>'].join('\n')}\n`;
}

function drawPanel(title: string, curves: readonly GrowthCurve[]): string {
  const points = curves.flatMap((curve) => curve.points);
  const left = PANEL.left;
  const right = PANEL.width - PANEL.right;
  const top = PANEL.top + curves.length * LEGEND_LINE;
  const bottom = PANEL.height - PANEL.bottom;
  const xAxis = new LogAxis(
    points.map(([x]) => x),
    left,
    right,
  );
  const yAxis = new LogAxis(
    points.map(([, y]) => y),
    bottom,
    top,
  );
  const { xLabel, yLabel } = curves[0];
  return [
    text((left + right) / 2, PANEL.top - 14, `cost by ${title}`, 'middle', 'font-weight="bold"'),
    ...xAxis.ticks.map((tick) => verticalTick(xAxis.place(tick), top, bottom, tick)),
    ...yAxis.ticks.map((tick) => horizontalTick(yAxis.place(tick), left, right, tick)),
    text((left + right) / 2, PANEL.height - 12, xLabel, 'middle'),
    text(left - 8, top - 12, yLabel, 'end'),
    ...curves.map((curve, index) => drawCurve(curve, xAxis, yAxis, colourOf(index))),
    ...curves.map(({ name }, index) =>
      drawLegend(name, left + 10, PANEL.top + 4 + index * LEGEND_LINE, colourOf(index)),
    ),
  ].join('\n');
}

function drawCurve({ points }: GrowthCurve, xAxis: LogAxis, yAxis: LogAxis, colour: string): string {
  const places = points.map(([x, y]) => `${xAxis.place(x).toFixed(1)},${yAxis.place(y).toFixed(1)}`);
  const dots = places.map((place) => {
    const [x, y] = place.split(',');
    return `<circle cx="${x}" cy="${y}" r="3" fill="${colour}"/>`;
  });
  return `<polyline points="${places.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}`;
}

function drawLegend(name: string, x: number, y: number, colour: string): string {
  const line = `<line x1="${x}" x2="${x + 18}" y1="${y - 4}" y2="${y - 4}" stroke="${colour}" stroke-width="2"/>`;
  return `${line}${text(x + 24, y, name, 'start')}`;
}

function verticalTick(x: number, top: number, bottom: number, value: number): string {
  return `${gridLine(x, x, top, bottom)}${text(x, bottom + 16, formatNumber(value, 0), 'middle')}`;
}

function horizontalTick(y: number, left: number, right: number, value: number): string {
  const digits = Math.max(0, -Math.round(Math.log10(value)));
  return `${gridLine(left, right, y, y)}${text(left - 8, y + 4, formatNumber(value, digits), 'end')}`;
}

function gridLine(x1: number, x2: number, y1: number, y2: number): string {
  return `<line x1="${x1.toFixed(1)}" x2="${x2.toFixed(1)}" y1="${y1.toFixed(1)}" y2="${y2.toFixed(1)}" stroke="${GRID_COLOUR}"/>`;
}

function text(x: number, y: number, content: string, anchor: 'start' | 'middle' | 'end', more = ''): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" ${more}>${escaped}</text>`;
}

function colourOf(index: number): string {
  return COLOURS[index % COLOURS.length];
}
