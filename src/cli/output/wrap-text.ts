/** Breaks a text at blanks into lines of at most `width` characters; a longer word keeps a line of its own. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line === '') line = word;
    else if (line.length + 1 + word.length <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** The same lines as text, each ended. */
export function wrapLines(text: string, width: number): string {
  return `${wrapText(text, width).join('\n')}\n`;
}

const CONTINUATION = '  ';

/** Wraps those lines of a message that are too long; what goes on below is indented. Other lines stay as they are. */
export function wrapMessage(message: string, width: number): string[] {
  return message.split('\n').flatMap((line) => {
    if (line.length <= width) return [line];
    return wrapText(line, width - CONTINUATION.length).map((part, index) => (index === 0 ? part : CONTINUATION + part));
  });
}
