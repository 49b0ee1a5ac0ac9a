import { readFileSync } from 'node:fs';

/** Rows of a small CSV file without quotes, as objects by column name. */
export function csvRows(file: string): readonly Readonly<Record<string, string>>[] {
  const [header, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, column) => [name, cells[column]]));
  });
}
