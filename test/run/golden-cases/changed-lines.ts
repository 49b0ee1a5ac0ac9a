/** Lines that one of two texts has more often than the other, `-` for the first and `+` for the second. */
export function changedLines(before: string, after: string): readonly string[] {
  const lost = without(before.split('\n'), after.split('\n'));
  const gained = without(after.split('\n'), before.split('\n'));
  return [...lost.map((line) => `- ${line}`), ...gained.map((line) => `+ ${line}`)];
}

/** Elements of `lines` beyond those in `others`, in their order. */
function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = counts.get(line) ?? 0;
    if (count > 0) counts.set(line, count - 1);
    return count === 0;
  });
}
