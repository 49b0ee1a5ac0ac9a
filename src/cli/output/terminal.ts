import { colourFor, type OutputStream } from './colour.ts';
import { messageWidth } from './message-width.ts';
import { wrapMessage } from './wrap-text.ts';

/** Something that redraws itself at the bottom of standard error and must stand aside for other lines. */
export interface LiveDisplay {
  hide(): void;
  show(): void;
}

const STANDARD_WIDTH = 80;
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
    const width = messageWidth(this.stdout);
    return Number.isFinite(width) ? width : STANDARD_WIDTH;
  }

  /** Writes result text as it is. */
  print(text: string): void {
    this.stdout.write(text);
  }

  /** Writes a message for the user to standard error, above a live display; a terminal gets it wrapped. */
  notice(line: string): void {
    this.display?.hide();
    const colour = colourFor(this.stderr);
    const wrapped = wrapMessage(line, messageWidth(this.stderr)).join('\n');
    this.stderr.write(`${wrapped.replace(WARNING_LABEL, (label) => colour('yellow', label))}\n`);
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
