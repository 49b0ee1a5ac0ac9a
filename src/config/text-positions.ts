export const BYTE_ORDER_MARK = 0xfeff;

/** Line and column, both from 1; columns count UTF-16 units. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets into lines and columns. */
export class TextPositions {
  private readonly text: string;
  private lineStarts: readonly number[] | null = null;

  constructor(text: string) {
    this.text = text;
  }

  at(offset: number): TextPosition {
    this.lineStarts ??= findLineStarts(this.text);
    let line = this.lineStarts.findLastIndex((start) => start <= offset);
    line = Math.max(line, 0);
    return { line: line + 1, column: offset - this.lineStarts[line] + 1 };
  }
}

function findLineStarts(text: string): number[] {
  const starts = [text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0];
  for (const lineBreak of text.matchAll(/\r\n|\n|\r/g)) starts.push(lineBreak.index + lineBreak[0].length);
  return starts;
}
