import { colourFor, type OutputStream } from './colour.ts';

/** Something that redraws itself at the bottom of standard error and must stand aside for other lines. */
export interface LiveDisplay {
  hide(): void;
  show(): void;
}

const STANDARD_WIDTH = 80;
const NARROWEST = 40;
const WARNING_LABEL = /^warning\[[^\]]*\]/;

/** Results go to standard output, everything else to standard error. */
export class Terminal {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  private display: LiveDisplay | null = null;

  constructor(stdout: OutputStream, stderr: OutputStream) {
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** Columns that tables may use; a pipe or file counts as 80. */
  get width(): number {
    const { isTTY, columns } = this.stdout;
    return isTTY === true && columns !== undefined && columns > 0 ? Math.max(columns, NARROWEST) : STANDARD_WIDTH;
  }

  /** Writes result text as it is. */
  print(text: string): void {
    this.stdout.write(text);
  }

  /** Writes one line for the user to standard error, above a live display. */
  notice(line: string): void {
    this.display?.hide();
    const colour = colourFor(this.stderr);
    this.stderr.write(`${line.replace(WARNING_LABEL, (label) => colour('yellow', label))}\n`);
    this.display?.show();
  }

  /** Registers what redraws itself; null: nothing any more. */
  setDisplay(display: LiveDisplay | null): void {
    this.display = display;
  }

  /** Leaves a clean line behind, before the program ends at once. */
  clearDisplay(): void {
    this.display?.hide();
    this.display = null;
  }
}
