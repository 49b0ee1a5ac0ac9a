import { styleText } from 'node:util';

/** What omega needs of standard output and standard error. */
export interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): boolean;
}

export type Style = 'red' | 'yellow' | 'bold' | 'dim';

/** Colours a text, or leaves it as it is. */
export type Colour = (style: Style, text: string) => string;

/** Colours for a terminal; plain text for pipes and files, and where `NO_COLOR` is set. */
export function colourFor(stream: OutputStream): Colour {
  const isColoured = stream.isTTY === true && (process.env.NO_COLOR ?? '') === '' && process.env.TERM !== 'dumb';
  return isColoured ? (style, text) => styleText(style, text) : (_style, text) => text;
}
