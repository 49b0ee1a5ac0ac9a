import path from 'node:path';

/** A path as short as it can be pasted: relative to the working directory if it lies below it. */
export function shownPath(absolute: string, workingDirectory: string): string {
  const relative = path.relative(workingDirectory, absolute);
  const isBelow = relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
  return isBelow ? relative : absolute;
}
