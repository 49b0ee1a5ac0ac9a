const DELIMITERS = ['\t', ';', ','] as const;

/** Delimiter of a line: the first of tab, semicolon and comma that occurs in it; a comma without any. */
export function findDelimiter(line: string): string {
  return DELIMITERS.find((delimiter) => line.includes(delimiter)) ?? ',';
}

/** Fields of a line. Fields may stand in double quotes, inside which the delimiter does not count. */
export function splitFields(line: string, delimiter: string): readonly string[] {
  return line.includes('"') ? splitQuoted(line, delimiter) : line.split(delimiter);
}

function splitQuoted(line: string, delimiter: string): readonly string[] {
  const fields: string[] = [];
  let field = '';
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === delimiter && !isQuoted) {
      fields.push(field);
      field = '';
    } else field += character;
  }
  return [...fields, field];
}
