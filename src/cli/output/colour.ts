import { styleText } from 'node:util';

/** What omega needs of standard output and standard error. */
export interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): boolean;
}

export type Style = 'red' | 'yellow' | 'dim';

/** Colours a text, or leaves it as it is. */
export type Colour = (style: Style, text: string) => string;

/** Colours for a terminal; plain text for pipes and files, and where `NO_COLOR` is set. */
export function colourFor(
  stream: OutputStream,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Colour {
  const isWanted = (environment.NO_COLOR ?? '') === '' && environment.TERM !== 'dumb';
  if (stream.isTTY !== true || !isWanted) return (_style, text) => text;
  // Left to itself the function looks at standard output, whatever stream the text is for.
  return (style, text) => styleText(style, text, { validateStream: false });
}
